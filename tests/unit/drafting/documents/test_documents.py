"""Documents from a sheet: each line knows its facts, each reader sees what is theirs."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from markdown_it import MarkdownIt

from core.drafting.documents import DOCUMENT_KINDS, SHEETS, Document, make
from core.drafting.fact import FactKind
from core.drafting.prompts import load_prompt
from core.drafting.prompts.examples import examples
from core.errors import MissingFacts, NotFound

from ..conftest import Sheet, fact

HOSTILE = '#image("x") *b* [a](https://evil.example) <script>'


EXECUTIVE = [kind for kind in DOCUMENT_KINDS if kind not in SHEETS]
"""Documents made of the facts of an executive outreach."""


def _all(sheet) -> list[Document]:  # type: ignore[no-untyped-def]
    return [make(kind, sheet, own_company="Lumenfold") for kind in EXECUTIVE]


def test_every_kind_of_document_has_a_folder_and_the_other_way_round() -> None:
    for kind in EXECUTIVE:
        assert load_prompt(kind).meta.shape == "document"
    for kind, letter in SHEETS.items():
        assert (kind in DOCUMENT_KINDS, load_prompt(letter).meta.shape) == (True, "letter")


def test_an_unknown_document_is_named_with_those_there_are(sheet: Sheet) -> None:
    with pytest.raises(NotFound, match="talking_points"):
        make("poem", sheet())


@pytest.mark.parametrize("kind", EXECUTIVE)
def test_a_line_with_a_number_names_a_fact(kind: str, sheet: Sheet) -> None:
    document = make(kind, sheet(slots=True))
    assert document.sections
    for section in document.sections:
        for row in section.rows:
            if any(char.isdigit() for cell in row.cells for char in cell):
                assert row.fact_ids, row


@pytest.mark.parametrize("kind", EXECUTIVE)
def test_markdown_and_pdf_say_the_same(kind: str, sheet: Sheet) -> None:
    document = make(kind, sheet(slots=True))
    text = " ".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document.pdf())).pages
    )
    flat = " ".join(text.split())
    for section in document.sections:
        assert section.title in flat
        assert section.title in document.markdown()
    assert document.pdf() == make(kind, sheet(slots=True)).pdf()


def test_what_goes_to_a_customer_has_nothing_internal(sheet: Sheet) -> None:
    for document in _all(sheet(slots=True)):
        said = document.markdown()
        internal = (
            "enterprise",
            "red",
            "Secure the renewal",
            "Forecasting module",
            "passive",
            "450",
        )
        found = [word for word in internal if re.search(rf"\b{word}\b", said)]
        if document.reader == "customer":
            assert found == []
            assert "own use" not in said
        else:
            assert "not for the customer" in said


def test_the_brief_fits_one_page_and_says_what_is_not_known() -> None:
    for name, sheet in examples("executive_brief"):
        document = make("executive_brief", sheet)
        assert len(pypdf.PdfReader(io.BytesIO(document.pdf())).pages) == 1, name
        if any(not item.id.startswith("issue.") for item in sheet.missing):
            assert "Not known" in document.markdown()


def test_the_brief_shows_figures_results_and_troubles(sheet: Sheet) -> None:
    said = make("executive_brief", sheet()).markdown()
    for words in ("$450K", "31.4 hours", "On course", "oldest since 14 June", "red", "Amanda Chen"):
        assert words in said


def test_an_impact_summary_without_results_is_refused(sheet: Sheet) -> None:
    with pytest.raises(MissingFacts):
        make("impact_summary", sheet(("outcome.",)))


def test_only_what_is_planned_is_called_planned(sheet: Sheet) -> None:
    from datetime import date

    for status, told in (("planned", True), ("considered", False)):
        on = sheet().with_facts(
            fact("roadmap.x.feature", FactKind.PRODUCT, "Forecasting"),
            fact("roadmap.x.planned_on", FactKind.DATE, date(2026, 10, 1)),
            fact("roadmap.x.status", FactKind.STATUS, status),
        )
        assert ("planned, not promised" in make("impact_summary", on).markdown()) is told


def test_a_proposal_lists_the_times_or_leaves_the_day_open(sheet: Sheet) -> None:
    assert "Tuesday, 7 July, 10:00 London" in make("meeting_proposal", sheet(slots=True)).markdown()
    assert "a day that suits you" in make("meeting_proposal", sheet()).markdown()


def test_talking_points_follow_the_purpose_and_the_reader(sheet: Sheet) -> None:
    first = make("talking_points", sheet(), purpose="introduction", function="cfo").markdown()
    second = make(
        "talking_points", sheet(), purpose="issue_escalation_awareness", function="cto"
    ).markdown()
    assert first != second
    assert "figures and dates" in first
    assert "2 issues of high priority are open" in second


def test_a_customers_text_is_never_markup(sheet: Sheet) -> None:
    on = sheet(**{"goal.returns.priority": HOSTILE})
    for document in _all(on):
        assert document.pdf().startswith(b"%PDF")
        html = MarkdownIt("commonmark").enable("table").render(document.markdown())
        assert not re.search(r"<(a|img|script|em)\b", html)


def test_a_document_reads_as_a_letter_for_the_gate_and_as_data_for_a_page(sheet: Sheet) -> None:
    document = make("impact_summary", sheet())
    letter = document.letter()
    assert letter.subject == document.title
    assert set(letter.fact_ids) == set(document.fact_ids)
    shown = document.to_dict()
    assert [part["title"] for part in shown["sections"]] == [s.title for s in document.sections]
