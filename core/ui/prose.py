"""Markdown that people wrote, made into Markdown that holds nothing but words and their arrangement.

Headings, lists, quotations, tables and emphasis stay. Links and pictures become their words: a page
fetches nothing and leads nowhere because of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HIGHEST = 4
"""A text's first heading stands below the headings of the page that shows it."""

Escape = Callable[[str], str]


def arranged(text: str, escape: Escape, *, bold: bool = False) -> str:
    """``text`` as Markdown in which every word went through ``escape``, which leaves one line of plain text.

    With ``bold`` headings are bold lines: in a drawer a heading of this depth is smaller than the text.
    """
    lines = _Blocks(escape, bold=bold).lines(_reader().parse(text))
    return "\n".join(line.rstrip(" ") if not line.endswith("  ") else line for line in lines)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - not for the first page

    return MarkdownIt("commonmark", {"html": False}).enable("table")


class _Blocks:
    """Writes blocks line by line; ``indent`` is what a line inside lists and quotations begins with."""

    def __init__(self, escape: Escape, *, bold: bool) -> None:
        self.escape = escape
        self.bold = bold
        self.indent: list[str] = []
        self.first = ""
        self.numbers: list[int | None] = []
        self.row: list[str] = []
        self.in_table = False
        self.written: list[str] = []

    def lines(self, tokens: Sequence[Token]) -> list[str]:
        """The whole text."""
        heading = ""
        for token in tokens:
            match token.type:
                case "heading_open":
                    heading = "#" * min(6, max(HIGHEST, int(token.tag[1:]) + 2)) + " "
                case "heading_close":
                    heading = ""
                case "inline":
                    self._inline(token, heading)
                case "fence" | "code_block":
                    plain = [self.escape(line) for line in token.content.splitlines()]
                    self._block("  \n".join(line for line in plain if line))
                case "hr":
                    self._block("***")
                case _:
                    self._frame(token)
        return self.written

    def _inline(self, token: Token, heading: str) -> None:
        text = _words(token.children or (), self.escape)
        if self.in_table:
            self.row.append(text.replace("  \n", " "))
        else:
            self._block(f"**{text}**" if heading and self.bold else heading + text)

    def _frame(self, token: Token) -> None:
        """What opens or closes around blocks: lists, quotations, tables."""
        match token.type:
            case "bullet_list_open":
                self.numbers.append(None)
            case "ordered_list_open":
                self.numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
            case "list_item_open":
                self._item()
            case "list_item_close" | "blockquote_close":
                self.indent.pop()
            case "blockquote_open":
                self.indent.append("> ")
            case "table_open":
                self.in_table = True
                self.written.append("")
            case "table_close":
                self.in_table = False
            case "tr_close":
                self.written.append("".join(self.indent) + f"| {' | '.join(self.row)} |")
                self.row = []
            case "thead_close":
                cells = self.written[-1].replace("\\|", "").count("|") - 1
                self.written.append("".join(self.indent) + "|" + "---|" * cells)

    def _item(self) -> None:
        number = self.numbers[-1]
        mark = "- " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1
        self.first = "".join(self.indent) + mark
        self.indent.append(" " * len(mark))

    def _block(self, text: str) -> None:
        inside = "".join(self.indent)
        start = self.first or inside
        if not self.first:
            self.written.append(inside.rstrip())
        elif len(self.numbers) == 1 and not self._follows_item():
            self.written.append("")
        self.first = ""
        self.written += [
            (start if at == 0 else inside) + line for at, line in enumerate(text.split("\n"))
        ]

    def _follows_item(self) -> bool:
        return bool(self.written) and self.written[-1].lstrip()[:1] in ("-", *"0123456789")


def _words(tokens: Sequence[Token], escape: Escape) -> str:
    """A line of text: emphasis stays, a link is its words with the address after them."""
    pieces: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                pieces.append("**")
            case "em_open" | "em_close":
                pieces.append("*")
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("  \n")
            case "link_open":
                links.append((str(token.attrs.get("href", "")), len(pieces)))
            case "link_close":
                href, at = links.pop()
                shown = _spaced(href, escape)
                if shown and shown != "".join(pieces[at:]):
                    pieces.append(f" {_spaced('(', escape)}{shown}{_spaced(')', escape)}")
            case _:
                pieces.append(_spaced(token.content, escape))
    return "".join(pieces).strip()


def _spaced(text: str, escape: Escape) -> str:
    """``escape`` trims; between pieces of a line the blanks matter."""
    if not text.strip():
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{escape(text)}{after}"
