"""Printed documents: text stays text, equal documents are equal bytes."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest
from markdown_it import MarkdownIt

from core.drafting.blocks import (
    Block,
    Bullets,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Pairs,
    Paragraph,
    Span,
    Table,
    to_markdown,
)
from core.drafting.pdf import render_pdf

ON = date(2026, 6, 30)
ALL: tuple[Block, ...] = (
    KeyFigures((KeyFigure("Annual value", "$450,000", "renews 30 March"),)),
    Heading("Who"),
    Paragraph(("Robert Kim is ", Span("CFO", "strong"), " since May.")),
    Heading("Next", 2),
    Bullets(("One", "Two"), numbered=True),
    Table(("Name", "Points"), (("Robert Kim", "12.5"), ("Ana Ruiz", "3")), right=(1,)),
    Pairs((("Title", "CFO"),)),
    Note("Careful with this.", "warning"),
)
HOSTILE = (
    '#link("https://evil.example") $x^2$ *bold* _it_ `code` [a](https://evil.example) '
    "![i](https://evil.example/x.png) <script>alert(1)</script> | cell & \\ end"
)


def _text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(re.sub(r"\s+", " ", page.extract_text()) for page in pages)


def test_equal_documents_are_equal_bytes_and_another_date_makes_another_file() -> None:
    one = render_pdf(ALL, "Executive brief", on=ON, source="Data of 30 June 2026")
    assert one == render_pdf(ALL, "Executive brief", on=ON, source="Data of 30 June 2026")
    assert one != render_pdf(ALL, "Executive brief", on=date(2026, 7, 1), source="")


def test_a_pdf_carries_its_fonts_its_title_and_page_numbers() -> None:
    made = render_pdf(ALL, "Executive brief", on=ON, subtitle="For Ana", source="Salesforce export")
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.metadata is not None
    assert reader.metadata.title == "Executive brief"
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    for font in fonts:
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        described = descendant["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
    text = _text(made)
    for words in ("30 June 2026", "Page 1 of 1", "Salesforce export", "$450,000", "Robert Kim"):
        assert words in text


def test_markup_in_a_customers_text_is_printed_not_obeyed() -> None:
    made = render_pdf([Paragraph(HOSTILE), Table((HOSTILE,), ((HOSTILE,),))], HOSTILE, on=ON)
    assert '#link("https://evil.example") $x^2$ *bold*' in _text(made)
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    assert "/Annots" not in page


@pytest.mark.parametrize("text", [HOSTILE, "1. one", "- dash", "# head", "> quote", "a\n\n# b"])
def test_markdown_of_hostile_text_has_neither_links_nor_markup(text: str) -> None:
    said = to_markdown(Page(text, (Paragraph(text), Bullets((text,)), Note(text))))
    html = MarkdownIt("commonmark", {"html": True, "linkify": False}).render(said)
    assert not re.search(r"<(a|img|script|em|strong|code)\b", html)
    assert html.count("<h1>") == 1
    assert "<h2>" not in html
    assert html.count("<blockquote>") == 1
    assert html.count("<li>") == 1


def test_markdown_keeps_runs_and_tables() -> None:
    said = to_markdown(Page("Brief", ALL, "For Ana", "30 June 2026", "Salesforce"))
    assert "Robert Kim is **CFO** since May." in said
    assert "| --- | ---: |" in said
    assert "1. One\n2. Two" in said


def test_characters_beyond_the_fonts_do_not_stop_a_document() -> None:
    assert render_pdf([Paragraph("星川精密工業株式会社")], "Brief", on=ON).startswith(b"%PDF")


def test_a_table_with_ragged_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table(("a", "b"), (("1",),))
