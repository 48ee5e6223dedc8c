"""Each rule by example: what lets a draft pass, what stops it, and who could lift it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from core.actor import COMMAND_LINE, Actor, ActorKind, Role
from core.drafting.rules.model import RuleName
from core.drafting.rules.registry import RULES, STANDING
from core.drafting.rules.situation import OpenTicket
from tests.unit.drafting.rules.situations import (
    NOW,
    ON,
    blocks,
    grounds,
    letter,
    sheet,
    situation,
    slot,
    stopped,
    suppression,
    touch,
)


def test_an_ordinary_draft_passes_every_rule() -> None:
    assert blocks(situation()) == {}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"actor": COMMAND_LINE}, "role"),
        ({"actor": Actor("x", frozenset({Role.ADMIN}), ActorKind.TOKEN)}, "role"),
        ({"actor": Actor("x@ours.example", frozenset({Role.ANALYST}))}, "role"),
        ({"recipient": None}, "recipient"),
        ({"to_email": ""}, "recipient"),
        ({"to_account_key": 7}, "recipient"),
        ({"to_account_key": None}, "recipient"),
        ({"to_status": "left"}, "left"),
        ({"to_status": "left", "to_left_on": date(2026, 1, 2)}, "left"),
        ({"to_consent": "withdrawn"}, "consent"),
        ({"suppressions": (suppression(),)}, "suppression"),
        ({"to_bounced_at": datetime(2026, 1, 2, 10)}, "bounced"),
    ],
)
def test_security_19_person_and_address(changed: dict[str, Any], rule: str) -> None:
    assert stopped(situation(**changed)) == {rule}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({}, "This person is not to be written to: Asked us to stop. (recorded by ada)."),
        ({"scope": "address", "value": "robert@acme.example"}, "robert@acme.example is not"),
        ({"scope": "domain", "value": "acme.example"}, "Everyone at acme.example is not"),
        ({"until_on": date(2026, 4, 1)}, "until 1 April 2026"),
    ],
)
def test_security_19_a_suppression_says_whom_why_and_how_long(
    entry: dict[str, Any], said: str
) -> None:
    assert said in blocks(situation(suppressions=(suppression(**entry),)))["suppression"].message


def test_a_document_for_ourselves_needs_no_recipient() -> None:
    assert blocks(situation(recipient=None, needs_recipient=False)) == {}


ISSUE = "issue_escalation_awareness"


@pytest.mark.parametrize(
    ("purpose", "why", "stops"),
    [
        (ISSUE, None, True),
        (ISSUE, "account_red", False),
        (ISSUE, "tied_to_goal", False),
        (ISSUE, "tied_to_renewal", False),
        ("introduction", None, False),
        ("strategic_alignment", None, False),
    ],
)
def test_executives_are_not_contacted_for_operational_issues(
    purpose: str, why: str | None, stops: bool
) -> None:
    found = sheet("london", *([grounds(why)] if why else []))
    assert ("operational_issue" in stopped(situation(purpose=purpose, sheet=found))) is stops


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Shall we talk?", False),
        ("We are looking at PAY-1042.", True),
        ("We are looking at pay-1042 now.", True),
        ("PAY-10421 is another one.", False),
        ("Two issues are open.", False),
        ("Orders are lost after the upgrade, we know.", True),
        ("orders are LOST after: the upgrade", True),
        ("Orders are up after the upgrade.", False),
        ("It was slow.", False),
        ("Ticket 40071182 is open.", True),
        ("It took 12 days.", False),
    ],
)
def test_no_ticket_detail_reaches_an_executive(text: str, stops: bool) -> None:
    tickets = (
        OpenTicket("PAY-1042", "Payments fail"),
        OpenTicket("T1", "Orders are lost after the upgrade"),
        OpenTicket("40071182", "Slow"),
        OpenTicket("12", "Webhooks late"),
    )
    assert ("ticket_detail" in stopped(situation(letter=letter(text), tickets=tickets))) is stops


@pytest.mark.parametrize(
    ("at", "send_at", "stops"),
    [
        (datetime(2026, 3, 12, 10), None, False),
        (datetime(2026, 3, 10, 15), None, True),
        (datetime(2026, 3, 9, 10), None, True),
        (datetime(2026, 3, 12, 10), datetime(2026, 3, 12, 11), True),
    ],
)
def test_a_proposed_time_is_still_ahead_when_the_letter_goes_out(
    at: datetime, send_at: datetime | None, stops: bool
) -> None:
    found = sheet("london", slot(at))
    asked = situation(sheet=found, cited=("meeting.slot.1",), send_at=send_at)
    assert ("meeting_time" in stopped(asked)) is stops
    assert "meeting_time" not in stopped(situation(sheet=found, send_at=send_at))


@pytest.mark.parametrize(
    ("days", "stops"),
    [
        ([], False),
        ([9], False),
        ([4, 9], True),
        ([3, 9], False),
        ([10, 10], True),
        ([10, 3], False),
        ([4, 16], False),
        ([11, 15], True),
        ([1, 2], False),
        ([-1, -8, -15, -22], False),
        ([1, 4, 20, 27], True),
    ],
)
def test_no_more_than_two_a_week_and_four_in_thirty_days(days: list[int], stops: bool) -> None:
    """The draft is for 10 March; numbers are days of March, negative ones of February."""
    on = [date(2026, 3, day) if day > 0 else date(2026, 2, -day) for day in days]
    asked = situation(to_recipient=tuple(touch(day) for day in on))
    assert ("attention" in stopped(asked)) is stops


def test_what_does_not_count_takes_nothing_from_the_budget() -> None:
    held = [touch(ON, counts=False, status=status) for status in ("open", "met", "planned")]
    assert stopped(situation(to_recipient=tuple(held))) == set()


def test_the_budget_counts_on_the_day_it_would_arrive() -> None:
    busy = (touch(date(2026, 3, 9)), touch(date(2026, 3, 10)))
    assert "attention" in stopped(situation(to_recipient=busy))
    later = datetime(2026, 3, 19, 10)
    assert "attention" not in stopped(situation(to_recipient=busy, send_at=later))


@pytest.mark.parametrize(
    ("on", "status", "stops", "said"),
    [
        (ON, "sent", True, "eve@ours.example wrote to Robert Kim on 10 March 2026"),
        (date(2026, 3, 7), "sent", True, "wrote to"),
        (date(2026, 3, 6), "sent", False, ""),
        (date(2026, 3, 13), "approved", True, "has an approved draft to"),
        (date(2026, 3, 9), "open", True, "has an open draft to"),
        (date(2026, 3, 9), "in_gmail", True, "has a draft to Robert Kim in the mailbox"),
    ],
)
def test_outreach_is_coordinated_with_the_account_team(
    on: date, status: str, stops: bool, said: str
) -> None:
    found = blocks(situation(from_colleagues=(touch(on, status=status),)))
    assert ("collision" in found) is stops
    if stops:
        assert said in found["collision"].message
        assert "eve@ours.example" in found["collision"].who_could_lift


def test_a_long_text_is_warned_of_and_not_stopped() -> None:
    found = blocks(situation(letter=letter("word " * 151)))
    assert (set(found), found["words"].stops) == ({"words"}, False)


@pytest.mark.parametrize("rule", ["attention", "collision", "bounced"])
def test_a_lifted_rule_stays_in_sight_with_who_lifted_it(rule: str) -> None:
    asked = situation(
        to_recipient=(touch(ON), touch(ON)),
        from_colleagues=(touch(ON),),
        to_bounced_at=NOW,
    )
    found = blocks(asked, **{rule: "Lifted by tom: agreed."})
    assert not found[rule].stops
    assert found[rule].who_could_lift == "Lifted by tom: agreed."
    assert {name for name, block in found.items() if block.stops} == {
        "attention",
        "collision",
        "bounced",
    } - {rule}


def test_what_cannot_be_lifted_is_not() -> None:
    found = blocks(situation(to_consent="withdrawn"), consent="Lifted by tom: he agreed.")
    assert found["consent"].stops


def test_every_rule_is_registered_once_and_says_who_could_lift_it() -> None:
    assert set(RULES) == set(RuleName)
    assert set(RULES) >= STANDING
    worst = situation(
        "berlin",
        "expansion_conversation",
        actor=COMMAND_LINE,
        to_status="left",
        to_bounced_at=NOW,
        suppressions=(suppression(),),
        send_at=datetime(2026, 3, 14, 3),
        to_recipient=(touch(ON), touch(date(2026, 3, 13)), touch(date(2026, 3, 12))),
        from_colleagues=(touch(date(2026, 3, 13)),),
        letter=letter("word " * 200),
    )
    found = blocks(worst)
    assert set(found) == {
        "role", "left", "suppression", "bounced", "region", "quiet_hours", "attention", "collision", "words",
    }  # fmt: skip
    for block in found.values():
        assert block.message.endswith((".", "!"))
        assert block.who_could_lift
