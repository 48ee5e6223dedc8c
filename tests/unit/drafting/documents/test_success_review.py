"""The customer success review as a document: figures, open items, integrations, what follows from them."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pypdf
import pytest

from core.drafting.documents import Document, make
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.gate import check
from core.drafting.prompts import load_prompt
from core.drafting.prompts.examples import examples
from core.errors import MissingFacts

SHEETS = dict(examples("success_review"))
HOSTILE = '<script>alert(1)</script><img src="https://evil.example/x">'


def review(name: str) -> Document:
    return make("success_review", SHEETS[name], own_company="Lumenfold")


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "thin"])
def test_it_passes_the_gate_within_its_limit(name: str) -> None:
    letter = review(name).letter()
    report = check(letter.subject, letter.body, SHEETS[name], own_names=("Lumenfold",))
    assert report.passes, [claim.words for claim in report.unmatched]
    assert letter.words <= load_prompt("success_review").max_words


def test_it_says_what_is_open_what_runs_and_what_follows() -> None:
    said = review("rich").markdown()
    for words in ("SUP-412", "ERP connector", "Silent", "Stabilise the ERP connector"):
        assert words in said
    assert "1. Restore ERP connector first" in said
    assert "waits for your answer" in said
    assert "Secure the renewal" not in said


def test_to_an_executive_it_names_no_ticket() -> None:
    said = review("executive").markdown()
    assert "SUP-" not in said
    assert "Duplicate orders" not in said


def test_without_tickets_and_integrations_there_is_none() -> None:
    with pytest.raises(MissingFacts, match="what can be looked at"):
        review("thin")


def test_each_row_with_a_number_names_a_fact() -> None:
    for section in review("rich").sections:
        for row in section.rows:
            if any(char.isdigit() for cell in row.cells for char in cell):
                assert row.fact_ids, row


def test_pdf_and_html_say_the_same_and_equal_reviews_are_equal_bytes() -> None:
    document = review("rich")
    pages = pypdf.PdfReader(io.BytesIO(document.pdf())).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    shown = _Text.of(document.html().decode())
    for section in document.sections:
        assert section.title in printed
        assert section.title in shown
        for row in section.rows:
            assert all(" ".join(cell.split()) in shown for cell in row.cells)
    assert document.html() == review("rich").html()
    assert document.pdf() == review("rich").pdf()


def test_a_customers_text_is_no_markup_and_the_file_loads_nothing() -> None:
    sheet = SHEETS["rich"]
    kept = [fact for fact in sheet if fact.id != "ticket.sup_412.subject"]
    subject = Fact("ticket.sup_412.subject", FactKind.QUOTE, "Subject", HOSTILE, sheet.as_of)
    on = FactSheet(sheet.account_key, sheet.as_of, (*kept, subject), sheet.contact_key)
    html = make("success_review", on).html().decode()
    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r"<[^>]+\b(?:src|href)=", html)
    assert "default-src 'none'" in html


class _Text(HTMLParser):
    """The text of a page, without its style."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_style = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.is_style:
            self.parts.append(data)

    @classmethod
    def of(cls, html: str) -> str:
        reader = cls()
        reader.feed(html)
        return " ".join(" ".join(reader.parts).split())
