"""The executive-attention calendar, and the budget and collisions that read it."""

from __future__ import annotations

from datetime import date

import pytest

from core.actor import Actor
from core.drafting.drafts import Status
from core.errors import Forbidden, InvalidInput, NotApproved, NotFound
from tests.unit.drafting.desk import ACCOUNT, AMANDA, JENNIFER, MAYA, ROBERT, STRANGER, TOM, Desk

START, END = date(2025, 11, 1), date(2026, 2, 28)


def _touches(desk: Desk, **more: object) -> set[tuple[str, str, str, bool]]:
    days = desk.engine.attention_calendar(MAYA, START, END, **more)  # type: ignore[arg-type]
    return {
        (day.on.isoformat(), touch.contact_name, touch.status, touch.counts)
        for day in days
        for touch in day.touches
    }


def test_one_calendar_shows_imports_and_drafts(desk: Desk) -> None:
    desk.approved()
    desk.make(contact=JENNIFER)
    found = _touches(desk)
    assert ("2025-12-02", "Amanda Chen", "sent", True) in found
    assert ("2025-11-19", "Amanda Chen", "met", False) in found
    assert ("2026-01-28", "Robert Kim", "planned", False) in found
    assert ("2026-01-05", "Robert Kim", "approved", True) in found
    assert ("2026-01-05", "Jennifer Walsh", "open", False) in found


def test_a_discarded_draft_is_not_on_it(desk: Desk) -> None:
    desk.engine.discard(MAYA, desk.make(contact=JENNIFER).draft_id, "No.")
    assert not [row for row in _touches(desk) if row[1] == "Jennifer Walsh"]


def test_it_can_be_of_one_account_or_some_people(desk: Desk) -> None:
    desk.approved()
    assert _touches(desk, account_key=ACCOUNT) == _touches(desk)
    assert {row[1] for row in _touches(desk, contact_keys=(ROBERT,))} == {"Robert Kim"}
    with pytest.raises(NotFound):
        _touches(desk, account_key=ACCOUNT + 1)


def test_it_shows_the_own_book_only(desk: Desk) -> None:
    desk.approved()
    assert desk.engine.attention_calendar(STRANGER, START, END) == ()
    with pytest.raises(Forbidden):
        desk.engine.attention_calendar(Actor("nobody"), START, END)
    with pytest.raises(InvalidInput, match="no calendar"):
        desk.engine.attention_calendar(MAYA, END, START)


def test_a_message_is_on_it_once_when_an_import_shows_it_too(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent")
    desk.import_(
        f"""
activities
activity_id | account_id | kind  | direction | occurred_at          | participants                                      | from_email        | subject
V90         | A1         | email | outbound  | 2026-01-05T15:00:00Z | robert.kim@globalretail.example;maya@ours.example | maya@ours.example | {draft.letter.subject}
"""
    )
    days = desk.engine.attention_calendar(MAYA, START, END, contact_keys=(ROBERT,))
    counted = [touch for day in days for touch in day.touches if touch.counts]
    assert [(touch.source, touch.draft_id) for touch in counted] == [("draft", draft.draft_id)]


def test_three_drafts_never_reach_one_executive_in_a_week(desk: Desk) -> None:
    for _ in range(2):
        desk.approved()
    third = desk.make()
    assert [block.rule for block in third.stops] == ["attention"]
    with pytest.raises(NotApproved, match="3 messages of ours would reach Robert Kim"):
        desk.engine.approve(MAYA, third.draft_id, third.content_hash)
    desk.engine.lift(TOM, third.draft_id, "attention", "He asked for all three.")
    desk.engine.approve(MAYA, third.draft_id, third.content_hash)
    assert desk.engine.draft(MAYA, third.draft_id).status is Status.APPROVED


def test_imported_messages_of_any_system_take_from_the_same_budget(desk: Desk) -> None:
    desk.import_(
        """
activities
activity_id | account_id | kind  | direction | occurred_at          | participants                                      | from_email        | subject
V91         | A1         | email | outbound  | 2026-01-02T15:00:00Z | robert.kim@globalretail.example;maya@ours.example | maya@ours.example | One
V92         | A1         | email | outbound  | 2026-01-04T15:00:00Z | robert.kim@globalretail.example;maya@ours.example | maya@ours.example | Two
"""
    )
    assert [block.rule for block in desk.make().stops] == ["attention"]


def test_a_colleague_who_writes_to_the_same_executives_holds_a_draft_up(desk: Desk) -> None:
    desk.engine.make(TOM, desk.request(contact=AMANDA, sender=TOM.email))
    mine = desk.make()
    (block,) = mine.stops
    assert (block.rule, block.liftable) == ("collision", True)
    assert "tom@ours.example has an open draft to Amanda Chen" in block.message
    desk.pass_days(5)
    assert not [block for block in desk.make().stops if block.rule == "collision"]
