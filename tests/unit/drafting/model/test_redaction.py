"""E-mail addresses and phone numbers stay here, and come back where they were."""

from __future__ import annotations

from typing import Any

import pytest

from core.drafting.fact import FactKind
from core.drafting.model.redact import Redactor, emails, phones
from tests.unit.drafting.model.conftest import LETTER, SENDER, Desk, assignment_of, fact, sheet_of
from tests.unit.drafting.model.messages_server import Received, answers

PHONE = "+49 30 901820"


def _letter(text: str, *fact_ids: str) -> dict[str, Any]:
    paragraphs = list(LETTER["paragraphs"])
    paragraphs.insert(2, {"text": text, "fact_ids": list(fact_ids)})
    return {**LETTER, "paragraphs": paragraphs}


def test_security_20_addresses_and_numbers_are_tokens_in_the_request(desk: Desk) -> None:
    note = fact(
        "signal.line.title",
        FactKind.QUOTE,
        "News",
        f"Our new line is {PHONE} and bob@contoso.example answers.",
    )
    desk.write(answers(LETTER), assignment=assignment_of(sheet_of(note)))
    sent = desk.server.last.text
    assert "contoso.example" not in sent
    assert SENDER not in sent
    assert "901820" not in sent
    assert "[email_1]" in sent
    assert "[email_2] answers" in sent
    assert "[phone_1]" in sent


def test_an_address_is_not_given_away_by_a_facts_id(desk: Desk) -> None:
    text = f"Hotline {PHONE} opened"
    seen = fact("signal.hotline_49_30_901820_opened.title", FactKind.QUOTE, "News", text)
    mail = fact("goal.bob_contoso_example.priority", FactKind.QUOTE, "Aim", "bob@contoso.example")
    desk.write(answers(LETTER), assignment=assignment_of(sheet_of(seen, mail)))
    assert "901820" not in desk.server.last.text
    assert "bob" not in desk.server.last.text


def test_a_token_is_what_it_stood_for_in_letter_and_screen(desk: Desk) -> None:
    letter = _letter("I shall write to you at [email_1].", "recipient.email")
    written = desk.write(answers(letter))
    assert written.writer == "claude"
    assert "at ines@contoso.example." in written.letter.body
    assert desk.shown[-1] == written.letter.body
    assert not any("[em" in text or "email_1" in text for text in desk.shown)


def test_an_address_that_is_no_fact_of_its_own_does_not_come_back(desk: Desk) -> None:
    note = fact(
        "signal.x.title", FactKind.QUOTE, "News", "Our office is at bob@elsewhere.example now."
    )
    letter = _letter("Our office is at [email_2] now.", "signal.x.title")
    written = desk.write(answers(letter), assignment=assignment_of(sheet_of(note)))
    assert written.note == (
        "The template wrote this because Claude's text had an address or number that no fact gives."
    )
    assert not any("elsewhere" in text for text in desk.shown)


@pytest.mark.parametrize("token", ["[email_7]", "[phone_1]", "email_7", "[EMAIL_1]"])
def test_a_token_that_was_never_given_is_refused(desk: Desk, token: str) -> None:
    written = desk.write(answers(_letter(f"Write to {token} please.", "recipient.email")))
    assert written.writer == "template"


@pytest.mark.parametrize(
    "address",
    ["someone@evil.example", "+1 650 253 0000", "(415) 555-2671", "tom@OURS.example.evil.com"],
)
def test_an_address_or_number_that_nobody_gave_is_refused(desk: Desk, address: str) -> None:
    written = desk.write(answers(_letter(f"Reach me at {address} today.", "sender.first_name")))
    assert written.writer == "template"


def test_the_same_address_is_the_same_token() -> None:
    redactor = Redactor()
    assert (
        redactor.hide("a@x.example, b@x.example, a@x.example") == "[email_1], [email_2], [email_1]"
    )
    assert redactor.restore("to [email_2]") == "to b@x.example"
    assert redactor.restore("[email_9]") == "[email_9]"
    assert redactor.invented_in("[email_1] [email_9]") == ("[email_9]",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call (415) 555-2671 or +49 30 901820.", {"(415) 555-2671", "+49 30 901820"}),
        ("020 7946 0958", {"020 7946 0958"}),
        ("renewal 2027-01-20 14:00, $1,250,000 and 450000 USD", set()),
        ("up from 380,000 in 2025 to 450,000 in 2026, or 18.4%", set()),
        ("January 20, 2027 at 10:00 (16:00 CET)", set()),
        ("ticket 10004512 of 2026", set()),
    ],
)
def test_numbers_that_are_no_phone_numbers_stay(text: str, found: set[str]) -> None:
    assert set(phones(text)) == found


def test_addresses_are_found_without_what_surrounds_them() -> None:
    assert emails("(a.b+c@x-y.example), Müller <m@ü.example>.") == (
        "a.b+c@x-y.example",
        "m@ü.example",
    )


def test_nothing_of_an_address_is_in_the_cached_part(desk: Desk) -> None:
    desk.write(answers(LETTER))
    received: Received = desk.server.last
    assert "@" not in received.system
