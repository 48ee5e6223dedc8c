"""What a section says, and the same as Notion's blocks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["heading", "paragraph", "bullet"]
_TYPES = {"heading": "heading_3", "paragraph": "paragraph", "bullet": "bulleted_list_item"}
_MARKS: tuple[tuple[str, Kind], ...] = (("### ", "heading"), ("## ", "heading"), ("# ", "heading"))
_BULLETS = ("- ", "* ")
LONGEST_TEXT = 2000
"""Notion's limit for one piece of text."""


@dataclass(frozen=True)
class PageBlock:
    """A line of a section. ``text`` is plain: no markup in it works. ``link`` makes all of it a link."""

    kind: Kind
    text: str
    link: str = ""


def from_markdown(text: str) -> tuple[PageBlock, ...]:
    """Headings, bullets and paragraphs, a block a line; other marks stay as they are written."""
    return tuple(_line(line.strip()) for line in text.splitlines() if line.strip())


def content_hash(blocks: Sequence[PageBlock]) -> str:
    """SHA-256 of what the section says."""
    said = json.dumps([asdict(block) for block in blocks], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def as_json(block: PageBlock) -> dict[str, Any]:
    """The block as Notion's API takes it."""
    name = _TYPES[block.kind]
    return {"object": "block", "type": name, name: {"rich_text": rich_text(block)}}


def rich_text(block: PageBlock) -> list[dict[str, Any]]:
    """The text in pieces that are not too long."""
    link = {"url": block.link} if block.link else None
    pieces = [
        block.text[start : start + LONGEST_TEXT]
        for start in range(0, len(block.text), LONGEST_TEXT)
    ]
    return [{"type": "text", "text": {"content": piece, "link": link}} for piece in pieces]


def plain_text(rich: Sequence[dict[str, Any]]) -> str:
    """What a reader sees of Notion's rich text."""
    return "".join(str(piece.get("plain_text", "")) for piece in rich)


def _line(line: str) -> PageBlock:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return PageBlock(kind, line.removeprefix(mark).strip())
    for mark in _BULLETS:
        if line.startswith(mark):
            return PageBlock("bullet", line.removeprefix(mark).strip())
    return PageBlock("paragraph", line)
