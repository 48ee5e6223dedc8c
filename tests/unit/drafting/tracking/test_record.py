"""What people record of drafts, and that the engagement follows it without counting twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from core.actor import LOCAL
from core.drafting.drafts import Status
from core.errors import Forbidden, InvalidInput
from core.store import refresh
from tests.unit.drafting.desk import ANALYST, JENNIFER, MAYA, ROBERT, Desk


def _engagement(desk: Desk, contact: int = ROBERT) -> dict[str, Any]:
    refresh(desk.store, desk.models, desk.now.date(), LOCAL)
    row = desk.store.one(
        "SELECT score.last_exec_outreach_on, engagement.last_exec_outreach_on AS again, score.mean_reply_days,"
        " measure.replies, score.score, engagement.exec_engagement_score"
        " FROM mart.sponsor_score AS score JOIN mart.contact_engagement AS engagement USING (as_of, contact_key)"
        " JOIN mart.executive_measure AS measure USING (as_of, contact_key)"
        " WHERE score.as_of = $as_of AND score.contact_key = $key",
        {"as_of": desk.now.date(), "key": contact},
    )
    assert row is not None
    assert row["last_exec_outreach_on"] == row["again"]
    assert row["score"] == row["exec_engagement_score"]
    return row


def test_the_whole_life_of_a_message(desk: Desk) -> None:
    draft = desk.approved()
    desk.pass_days(1)
    sent = desk.engine.record(MAYA, draft.draft_id, "sent")
    assert sent.status is Status.SENT
    assert sent.blocks == ()
    desk.pass_days(2)
    assert desk.engine.record(MAYA, draft.draft_id, "replied").status is Status.REPLIED
    booked = desk.engine.record(MAYA, draft.draft_id, "meeting_booked", date(2026, 1, 8))
    assert booked.status is Status.MEETING_BOOKED
    events = desk.engine.events(MAYA, draft.draft_id)
    assert [event.event for event in events][-3:] == ["sent", "replied", "meeting_booked"]
    assert events[-1].occurred_at is None
    row = desk.engine.drafts(MAYA).rows[0]
    assert (row.sent_on, row.replied_on, row.meeting_on) == (
        date(2026, 1, 6),
        date(2026, 1, 8),
        date(2026, 1, 8),
    )


def test_what_was_not_approved_was_not_sent(desk: Desk) -> None:
    draft = desk.make()
    with pytest.raises(InvalidInput, match="cannot take the step"):
        desk.engine.record(MAYA, draft.draft_id, "sent")
    with pytest.raises(InvalidInput, match="cannot take the step"):
        desk.engine.record(MAYA, desk.approved().draft_id, "replied")


def test_days_that_cannot_be_are_refused(desk: Desk) -> None:
    draft = desk.approved()
    for on, why in ((date(2026, 1, 6), "still ahead"), (date(2026, 1, 4), "is earlier")):
        with pytest.raises(InvalidInput, match=why):
            desk.engine.record(MAYA, draft.draft_id, "sent", on)
    with pytest.raises(InvalidInput, match="no event"):
        desk.engine.record(MAYA, draft.draft_id, "lost")
    with pytest.raises(Forbidden):
        desk.engine.record(ANALYST, draft.draft_id, "sent")


def test_the_last_outreach_follows_at_once(desk: Desk) -> None:
    assert _engagement(desk)["last_exec_outreach_on"] is None
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent", datetime(2026, 1, 5, 15))
    assert _engagement(desk)["last_exec_outreach_on"] == date(2026, 1, 5)


def test_a_reply_and_silence_both_move_the_score(desk: Desk) -> None:
    before = _engagement(desk)
    assert (before["replies"], before["mean_reply_days"]) == (0, None)
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent")
    assert _engagement(desk)["replies"] == 0
    desk.pass_days(1)
    desk.engine.record(MAYA, draft.draft_id, "replied")
    answered = _engagement(desk)
    assert (answered["replies"], answered["mean_reply_days"]) == (1, 1.0)
    second = desk.approved(contact=JENNIFER)
    desk.engine.record(MAYA, second.draft_id, "sent")
    desk.pass_days(14)
    silent = _engagement(desk, JENNIFER)
    assert (silent["replies"], silent["mean_reply_days"]) == (1, 14.0)


def test_a_message_that_an_import_shows_too_is_counted_once(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent", date(2026, 1, 5))
    desk.pass_days(1)
    desk.engine.record(MAYA, draft.draft_id, "replied")
    desk.import_(_activities(draft.letter.subject, "2026-01-05T16:00:00Z"))
    row = _engagement(desk)
    assert row["replies"] == 1
    assert row["last_exec_outreach_on"] == date(2026, 1, 5)
    rows = desk.store.rows(
        "SELECT activity_key IS NULL AS recorded FROM mart.outreach_reply"
        " WHERE as_of = $as_of AND contact_key = $key",
        {"as_of": desk.now.date(), "key": ROBERT},
    )
    assert [found["recorded"] for found in rows] == [False]


def test_the_past_does_not_know_what_was_sent_later(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent")
    refresh(desk.store, desk.models, date(2026, 1, 4), LOCAL)
    count = desk.store.value(
        "SELECT count(*) FROM mart.recorded_outreach WHERE as_of = DATE '2026-01-04'"
    )
    assert count == 0


def _activities(subject: str, at: str) -> str:
    return f"""
activities
activity_id | account_id | kind  | direction | occurred_at | participants                                      | from_email        | subject
V90         | A1         | email | outbound  | {at}        | robert.kim@globalretail.example;maya@ours.example | maya@ours.example | {subject}
"""
