"""Documents as PDF, set by Typst from data.

The layout is ``typst/document.typ``; all text reaches it as JSON strings, never as markup. Fonts are those
inside the typst package, embedded in the file, so that equal documents are equal bytes on every
machine; only text that these fonts cannot write takes a font of the system.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from core.drafting.blocks import Block, Bullets, Note, Page, Pairs, Paragraph, Table, spans

_ONE_AT_A_TIME = Lock()
_ARCHIVE: list[typst.PDFStandard] = ["a-2a"]
LAYOUT = Path(__file__).resolve().parent / "typst"
_BEYOND_EMBEDDED = re.compile("[\u0590-\u1cff\u2e80-\ud7ff\uf900-\ufaff\ufe70-\uffef\U00010000-]")


def render_pdf(
    blocks: Sequence[Block],
    title: str,
    *,
    on: date,
    subtitle: str = "",
    source: str = "",
    author: str = "",
    paper: str = "a4",
    dense: bool = False,
) -> bytes:
    """The document as PDF/A with tags for screen readers.

    ``on`` is the date it speaks of, printed and recorded as the file's own; ``source`` stands in the
    footer of each page; ``dense`` sets smaller type, for what has to fit one page.
    """
    said = f"{on:%-d %B %Y}"
    page = Page(title, tuple(blocks), subtitle, said, source, _paper(paper), dense, author)
    return page_pdf(page, on)


def page_pdf(page: Page, on: date) -> bytes:
    """:func:`render_pdf` of a page as it stands."""
    data = json.dumps(_data(page), ensure_ascii=False, sort_keys=True)
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    if not _BEYOND_EMBEDDED.search(data):
        return _compiled(data, at, system_fonts=False, standards=_ARCHIVE)
    try:
        return _compiled(data, at, system_fonts=True, standards=_ARCHIVE)
    except typst.TypstError:
        # No font of this machine writes some character: a box is shown, which PDF/A forbids.
        return _compiled(data, at, system_fonts=True, standards=[])


def _compiled(
    data: str, at: datetime, *, system_fonts: bool, standards: list[typst.PDFStandard]
) -> bytes:
    with _ONE_AT_A_TIME:
        made = _compiler(system_fonts=system_fonts).compile(
            format="pdf", sys_inputs={"data": data}, timestamp=at, pdf_standards=standards
        )
    assert isinstance(made, bytes)  # noqa: S101 - a list is what PNG gives
    return made


@cache
def _compiler(*, system_fonts: bool) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=system_fonts, include_embedded_fonts=True)
    return typst.Compiler(LAYOUT / "document.typ", root=LAYOUT, font_paths=fonts)


def _paper(name: str) -> Any:
    if name not in ("a4", "us-letter"):
        raise ValueError(f"unknown paper: {name}")
    return name


def _data(page: Page) -> dict[str, Any]:
    return {**asdict(page), "blocks": [_block(block) for block in page.blocks]}


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    match block:
        case Paragraph() | Note():
            return {**asdict(block), "kind": kind, "text": _runs(block.text)}
        case Bullets():
            return {**asdict(block), "kind": kind, "items": [_runs(item) for item in block.items]}
        case Table():
            rows = [[_runs(cell) for cell in row] for row in block.rows]
            return {**asdict(block), "kind": kind, "rows": rows}
        case Pairs():
            return {"kind": kind, "rows": [[name, _runs(text)] for name, text in block.rows]}
        case _:
            return {**asdict(block), "kind": kind}


def _runs(text: Any) -> list[dict[str, str]]:
    return [asdict(span) for span in spans(text)]
