"""Every account of the demonstration, every technical letter and maturity: the gate passes, the words differ."""

from __future__ import annotations

import itertools
from datetime import date, datetime

import pytest

from core.actor import COMMAND_LINE
from core.drafting.documents import make
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.gate import check
from core.drafting.kind import Assignment, DraftRequest, Length, Tone
from core.drafting.letter import Letter
from core.drafting.meeting import propose_for
from core.drafting.prompts import load_prompt, mentionable, missing_facts
from core.drafting.prompts.examples import function_of
from core.drafting.template.writer import TemplateWriter
from core.health.communication import candidates, gather
from core.wiring import Cockpit

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12, 0)
OWN = "Lumenfold"
KINDS = ("escalation_outreach", "health_checkin", "success_review")
ACCOUNTS = "SELECT account_key, owner_email FROM crm.account ORDER BY account_key"
MATURITIES = ("low", "medium", "high")
Sheets = list[tuple[DraftRequest, FactSheet]]


@pytest.fixture(scope="module")
def technical_sheets(demo: Cockpit) -> Sheets:
    """For each account its likeliest reader and the last one, who mostly is an executive."""
    found = []
    for row in demo.store.rows(ACCOUNTS):
        people = candidates(demo.store, row["account_key"], TODAY, "success_review")
        for person in {people[0].contact_key, people[-1].contact_key} if people else ():
            request = DraftRequest(
                KINDS[0], row["account_key"], KINDS[0], TODAY, row["owner_email"] or "", person
            )
            sheet = gather(demo.store, COMMAND_LINE, request)
            times = propose_for(sheet, now=NOW, minutes=30)
            found.append((request, sheet.with_facts(*times.facts)))
    return found


def _for_reader(sheet: FactSheet, maturity: str) -> FactSheet:
    kept = tuple(fact for fact in sheet if fact.id != "reader.maturity")
    told = Fact("reader.maturity", FactKind.STATUS, "Maturity", maturity, sheet.as_of)
    return FactSheet(
        sheet.account_key, sheet.as_of, (*kept, told), sheet.contact_key, sheet.missing
    )


def _letter(kind: str, request: DraftRequest, sheet: FactSheet) -> Letter:
    asked = request.but(kind=kind, purpose=kind)
    limit = load_prompt(kind).max_words
    assignment = Assignment(asked, sheet, function_of(sheet), limit)
    return TemplateWriter(OWN).write(assignment).letter


@pytest.mark.parametrize("kind", KINDS)
def test_every_technical_letter_passes_the_gate_within_its_limit(
    technical_sheets: Sheets, kind: str
) -> None:
    prompt, stopped, count = load_prompt(kind), [], 0
    for (request, first), maturity in itertools.product(technical_sheets, MATURITIES):
        sheet = _for_reader(first, maturity)
        if missing_facts(prompt, kind, sheet):
            continue
        names = [str(sheet[name].value) for name in ("sender.name",) if name in sheet]
        ways = list(itertools.product(Tone, Length))
        for tone, length in ways if maturity == "medium" else ways[:1]:
            letter = _letter(kind, request.but(tone=tone, length=length), sheet)
            count += 1
            assert letter.words <= prompt.max_words
            said = mentionable(prompt, kind, sheet)
            report = check(letter.subject, letter.body, said, own_names=(OWN, *names))
            stopped += [f"{claim.words!r} {claim.reason}" for claim in report.unmatched]
    assert count > 400
    assert stopped == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_differ_by_the_readers_maturity(technical_sheets: Sheets, kind: str) -> None:
    differing = 0
    for request, sheet in technical_sheets:
        if missing_facts(load_prompt(kind), kind, sheet):
            continue
        bodies = {_letter(kind, request, _for_reader(sheet, one)).body for one in MATURITIES}
        assert len(bodies) > 1
        differing += len(bodies) == len(MATURITIES)
    assert differing > 20


def test_to_readers_of_low_maturity_no_priority_code_is_written(technical_sheets: Sheets) -> None:
    for request, sheet in technical_sheets:
        for kind in KINDS:
            if not missing_facts(load_prompt(kind), kind, sheet):
                body = _letter(kind, request, _for_reader(sheet, "low")).body
                assert not any(code in body for code in ("(P1", "(P2", "(P3", "(P4"))


def test_no_letter_to_an_executive_names_a_ticket(technical_sheets: Sheets) -> None:
    executives = [
        (request, sheet)
        for request, sheet in technical_sheets
        if sheet["reader.is_executive"].value == "yes"
    ]
    assert len(executives) > 20
    for _, sheet in executives:
        assert not [fact.id for fact in sheet if fact.id.startswith("ticket.")]


def test_every_review_as_a_document_passes_the_gate(technical_sheets: Sheets) -> None:
    stopped = []
    for _, sheet in technical_sheets[::2]:
        letter = make("success_review", sheet, own_company=OWN).letter()
        assert letter.words <= load_prompt("success_review").max_words
        report = check(letter.subject, letter.body, sheet, own_names=(OWN,))
        stopped += [f"{claim.words!r} {claim.reason}" for claim in report.unmatched]
    assert stopped == []
