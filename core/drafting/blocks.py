"""What a printed document consists of, and how it reads as Markdown.

Text is data: whatever a customer's system put into it, it never becomes markup, neither in Markdown nor in
a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Span:
    """A run of text that is set apart."""

    text: str
    style: Literal["plain", "strong", "emphasis", "muted"] = "plain"


Text = str | Span | tuple[str | Span, ...]
"""A line of text: plain, or made of runs."""


@dataclass(frozen=True)
class Heading:
    """``level`` 1 opens a section, 2 a part of it."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Bullets:
    """A list; ``numbered`` where the order matters."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells. ``right`` are the indexes of columns of numbers; ``widths`` are shares of the width."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        ragged = [row for row in self.rows if len(row) != len(self.columns)]
        if ragged or (self.widths and len(self.widths) != len(self.columns)):
            raise ValueError(f"a table of {len(self.columns)} columns has other rows: {ragged}")


@dataclass(frozen=True)
class KeyFigure:
    """A number that is read first: ``value`` as it is shown, ``note`` what it compares with."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """Up to five figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Pairs:
    """Names and what they are: a profile."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Note:
    """A remark that stands out: ``plain`` says, ``warning`` warns."""

    text: Text
    tone: Literal["plain", "warning"] = "plain"


Block = Heading | Paragraph | Bullets | Table | KeyFigures | Pairs | Note


@dataclass(frozen=True)
class Page:
    """A whole document. ``date`` and ``source`` are printed as given; nothing here reads the clock."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    date: str = ""
    source: str = ""
    paper: Literal["a4", "us-letter"] = "a4"
    dense: bool = False
    author: str = ""


def spans(text: Text) -> tuple[Span, ...]:
    """The runs of a text."""
    parts = text if isinstance(text, tuple) else (text,)
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(span.text for span in spans(text))


def to_markdown(page: Page) -> str:
    """The document as CommonMark with tables."""
    head = [f"# {_safe(page.title)}"]
    if said := " · ".join(_safe(part) for part in (page.subtitle, page.date) if part):
        head.append(said)
    parts = [*head, *(_markdown(block) for block in page.blocks)]
    if page.source:
        parts.append(f"---\n\n{_safe(page.source)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            made = f"{'#' * (block.level + 1)} {_safe(block.text)}"
        case Paragraph():
            made = _inline(block.text)
        case Bullets():
            marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
            lines = zip(marks, block.items, strict=True)
            made = "\n".join(f"{mark} {_inline(item)}" for mark, item in lines)
        case Table():
            made = _table(block.columns, block.rows, block.right)
        case KeyFigures():
            rows = [(figure.label, figure.value, figure.note) for figure in block.figures]
            made = _table(("Figure", "Value", ""), rows)
        case Pairs():
            made = "\n".join(f"- **{_safe(name)}**: {_inline(text)}" for name, text in block.rows)
        case Note():
            made = f"> {_inline(block.text)}"
    return made


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[Text]], right: Sequence[int] = ()
) -> str:
    lines = [
        " | ".join(_safe(column) for column in columns),
        " | ".join("---:" if index in right else "---" for index in range(len(columns))),
        *(" | ".join(_inline(cell) for cell in row) for row in rows),
    ]
    return "\n".join(f"| {line} |" for line in lines)


_WRAPPED = {"plain": "{}", "strong": "**{}**", "emphasis": "*{}*", "muted": "{}"}


def _inline(text: Text) -> str:
    return "".join(
        _WRAPPED[span.style].format(_safe(span.text)) for span in spans(text) if span.text
    )


_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto):")


def _safe(text: str) -> str:
    """``text`` as Markdown that shows exactly it: one line, no markup, no link, no image."""
    line = _MARKUP.sub(r"\\\1", _SPACE.sub(" ", text))
    line = _LINK.sub(r"\1\\:", line)
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}", line).replace("&", "&amp;")
