"""Which answers become letters."""

from __future__ import annotations

from typing import Any

import pytest

from core.drafting.fact import FactKind
from tests.unit.drafting.model.conftest import LETTER, Desk, assignment_of, fact, sheet_of
from tests.unit.drafting.model.messages_server import answers

WHY = "The template wrote this because "


def _with(text: str, *fact_ids: str) -> dict[str, Any]:
    """The letter with one more paragraph."""
    more = {"text": text, "fact_ids": list(fact_ids)}
    return {**LETTER, "paragraphs": [*LETTER["paragraphs"][:2], more, *LETTER["paragraphs"][2:]]}


@pytest.mark.parametrize(
    ("answer", "because"),
    [
        (_with("Your revenue is fine.", "revenue"), "Claude named a fact that it was not given"),
        (_with("", "arr"), "Claude's answer was empty"),
        ({**LETTER, "paragraphs": []}, "Claude's answer was empty"),
        ({**LETTER, "subject": " \n "}, "Claude's answer was empty"),
        (
            {**LETTER, "paragraphs": [{"text": "Ines,", "fact_ids": []}] * 21},
            "Claude's answer had not the form of a letter",
        ),
        ({**LETTER, "subject": "x" * 151}, "Claude's answer had not the form of a letter"),
        (
            _with("See https://evil.example/x for the rest.", "arr"),
            "Claude's text had a link that no fact gives",
        ),
        (_with("See www.evil.test today.", "arr"), "Claude's text had a link that no fact gives"),
        (_with("The rest is on evil.com.", "arr"), "Claude's text had a link that no fact gives"),
        (
            _with("Open javascript:alert(1) now.", "arr"),
            "Claude's text had a link that no fact gives",
        ),
        (
            _with("Cc: the whole board", "recipient.first_name"),
            "Claude's text had header lines or markup in it",
        ),
        (
            _with("See <b>this</b> now.", "arr"),
            "Claude's text had header lines or markup in it",
        ),
        (_with("See **this** now.", "arr"), "Claude's text had header lines or markup in it"),
        (
            _with("Dear {{ first_name }}.", "arr"),
            "Claude's text had header lines or markup in it",
        ),
        (
            _with("You pay 450,000 USD a year. " + "Much was done. " * 60, "arr"),
            "Claude wrote 206 words where 150 are allowed",
        ),
        (
            _with("The sea was calm, and evening fell upon the quiet shore.", "account.name"),
            "Claude's text was not about the facts it was given",
        ),
        (
            _with(
                "The capital of Brazil is Brasilia, a city built in the middle of the country. " * 4
            ),
            "Claude's text was not about the facts it was given",
        ),
    ],
)
def test_what_no_letter_holds_is_refused(desk: Desk, answer: dict[str, Any], because: str) -> None:
    written = desk.write(answers(answer))
    assert written.note == f"{WHY}{because}."
    assert desk.calls()[0]["outcome"] == "not_accepted"
    assert desk.calls()[0]["cost_usd"] > 0


@pytest.mark.parametrize(
    ("text", "fact_ids"),
    [
        ("You invest $450K a year with us.", ("arr",)),
        ("I would like to hear how this looks from Contoso.", ("account.name",)),
        ("It has been a while, and much has changed since, e.g. the team.", ()),
        ("Version 2.0 is in use, and the rate is 18%.", ("outcome.invoice_cost.change_pct",)),
        ("We met on the tenth of July.", ("meeting.slot.1",)),
    ],
)
def test_an_honest_paragraph_is_taken(desk: Desk, text: str, fact_ids: tuple[str, ...]) -> None:
    assert desk.write(answers(_with(text, *fact_ids))).note == ""


def test_a_link_that_a_fact_gives_may_stand(desk: Desk) -> None:
    link = fact("page", FactKind.LINK, "Status page", "https://status.ours.example/x")
    letter = _with("The state of it is at https://status.ours.example/x at any time.", "page")
    assert desk.write(answers(letter), assignment=assignment_of(sheet_of(link))).writer == "claude"


def test_a_name_that_looks_like_a_link_may_stand(desk: Desk) -> None:
    name = fact("partner", FactKind.COMPANY, "Partner", "Booking.com")
    letter = _with("The same was done at Booking.com before.", "partner")
    assert desk.write(answers(letter), assignment=assignment_of(sheet_of(name))).writer == "claude"


def test_words_of_a_note_are_not_copied_without_naming_it(desk: Desk) -> None:
    note = fact(
        "note", FactKind.QUOTE, "Note", "The rollout saved our teams two whole weeks in spring."
    )
    assignment = assignment_of(sheet_of(note))
    copied = "As we know, the rollout saved our teams two whole weeks in spring."
    assert desk.write(answers(_with(copied, "note")), assignment=assignment).writer == "claude"
    assert desk.write(answers(_with(copied)), assignment=assignment).writer == "template"


def test_a_link_ends_the_call_as_soon_as_it_is_written(desk: Desk) -> None:
    parts = [{"text": "See https://evil.example/x now.", "fact_ids": []}]
    parts += [{"text": "More and more words. " * 40, "fact_ids": []}]
    desk.write(answers({**LETTER, "paragraphs": parts}))
    assert not any("evil" in text for text in desk.shown)
    call = desk.calls()[0]
    assert (call["outcome"], call["is_estimated"]) == ("not_accepted", True)
    assert call["output_tokens"] < 100
