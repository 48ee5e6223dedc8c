"""Atlassian's document format as the text that Jira's own CSV export writes: wiki markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

Node = Mapping[str, Any]
DEEPEST = 40
"""No person nests deeper; what is further in is left out."""

_MARKS = {"strong": "*", "em": "_", "strike": "-", "underline": "+"}


def text_of(document: object) -> str:
    """The document as text; a plain string stays what it is, anything else is nothing."""
    if isinstance(document, str):
        return document.strip()
    if not isinstance(document, Mapping):
        return ""
    return _blocks(document, "", 0).strip()


def _children(node: Node) -> list[Node]:
    content = node.get("content")
    return [one for one in content if isinstance(one, Mapping)] if isinstance(content, list) else []


def _attr(node: Node, *names: str) -> str:
    attrs = node.get("attrs")
    if not isinstance(attrs, Mapping):
        return ""
    return next((str(attrs[name]) for name in names if attrs.get(name) not in (None, "")), "")


def _blocks(node: Node, bullet: str, depth: int) -> str:
    """The children of a block, an empty line between them."""
    if depth > DEEPEST:
        return ""
    parts = [_block(child, bullet, depth + 1) for child in _children(node)]
    return "\n\n".join(part for part in parts if part.strip())


def _block(node: Node, bullet: str, depth: int) -> str:
    kind = str(node.get("type", ""))
    if kind in ("bulletList", "orderedList", "taskList", "decisionList"):
        return _items(node, bullet + ("#" if kind == "orderedList" else "*"), depth)
    if kind == "table":
        return "\n".join(_row(row, depth) for row in _children(node))
    if make := _BLOCKS.get(kind):
        return make(node, depth)
    if kind in _INLINE or kind == "text":
        return _inline(node)
    return _blocks(node, bullet, depth)


def _items(node: Node, bullet: str, depth: int) -> str:
    if depth > DEEPEST:
        return ""
    lines = []
    for item in _children(node):
        own: list[str] = []
        nested: list[str] = []
        for child in _children(item) or [item]:
            is_list = str(child.get("type", "")).endswith("List")
            (nested if is_list else own).append(_block(child, bullet, depth + 1))
        lines.append(f"{bullet} {' '.join(part for part in own if part)}".rstrip())
        lines += [part for part in nested if part]
    return "\n".join(lines)


def _row(row: Node, depth: int) -> str:
    cells = _children(row)
    marks = ["||" if cell.get("type") == "tableHeader" else "|" for cell in cells]
    texts = [_blocks(cell, "", depth + 1).replace("\n\n", " ") or " " for cell in cells]
    written = "".join(f"{mark}{text}" for mark, text in zip(marks, texts, strict=True))
    return f"{written}{marks[-1]}" if marks else ""


def _line(node: Node) -> str:
    return "".join(_inline(child) for child in _children(node))


def _inline(node: Node) -> str:
    kind = str(node.get("type", ""))
    if kind == "text":
        return _marked(node)
    make = _INLINE.get(kind)
    return make(node) if make else _line(node)


def _marked(node: Node) -> str:
    text = str(node.get("text", ""))
    found = node.get("marks")
    for mark in found if isinstance(found, list) else []:
        if not isinstance(mark, Mapping) or not text.strip():
            continue
        kind = mark.get("type")
        if kind == "code":
            text = f"{{{{{text}}}}}"
        elif kind == "link":
            address = _attr(mark, "href")
            text = f"[{text}|{address}]" if address and address != text else f"[{text}]"
        elif sign := _MARKS.get(str(kind)):
            text = f"{sign}{text}{sign}"
    return text


def _day(node: Node) -> str:
    try:
        return datetime.fromtimestamp(int(_attr(node, "timestamp")) / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _mention(node: Node) -> str:
    identifier = _attr(node, "id")
    return f"[~accountid:{identifier}]" if identifier else _attr(node, "text")


_BLOCKS: dict[str, Callable[[Node, int], str]] = {
    "paragraph": lambda node, _depth: _line(node),
    "heading": lambda node, _depth: f"h{_attr(node, 'level') or '1'}. {_line(node)}",
    "codeBlock": lambda node, _depth: f"{{code}}\n{_line(node)}\n{{code}}",
    "blockquote": lambda node, depth: f"{{quote}}\n{_blocks(node, '', depth)}\n{{quote}}",
    "panel": lambda node, depth: f"{{panel}}\n{_blocks(node, '', depth)}\n{{panel}}",
    "rule": lambda _node, _depth: "----",
    "blockCard": lambda node, _depth: _INLINE["inlineCard"](node),
}
_INLINE: dict[str, Callable[[Node], str]] = {
    "hardBreak": lambda _node: "\n",
    "mention": _mention,
    "emoji": lambda node: _attr(node, "text", "shortName"),
    "inlineCard": lambda node: f"[{_attr(node, 'url')}]" if _attr(node, "url") else "",
    "date": _day,
    "status": lambda node: _attr(node, "text"),
    "media": lambda node: f"!{_attr(node, 'alt')}!" if _attr(node, "alt") else "",
}
