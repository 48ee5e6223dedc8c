"""Messages, replies and meetings that turn up in an import."""

from __future__ import annotations

import pytest

from core.drafting.drafts import Status
from core.errors import Forbidden
from tests.unit.drafting.desk import ANALYST, MAYA, ROBERT, STRANGER, Desk

HEAD = """
activities
activity_id | account_id | kind | direction | occurred_at | participants | from_email | subject | thread_id
"""
BOTH = "robert.kim@globalretail.example;maya@ours.example"
ROBERTS = "robert.kim@globalretail.example"


def _row(number: int, kind: str, at: str, *, subject: str = "", from_: str = "", thread: str = "", who: str = BOTH) -> str:  # fmt: skip
    direction = {"": "", MAYA.email: "outbound"}.get(from_, "inbound")
    return (
        f"W{number} | A1 | {kind} | {direction} | {at} | {who} | {from_} | {subject} | {thread}\n"
    )


def _statuses(desk: Desk, draft_id: int) -> list[str]:
    return [event.event for event in desk.engine.events(MAYA, draft_id)]


def test_a_sent_message_is_recognised_and_so_is_its_reply(desk: Desk) -> None:
    draft = desk.approved()
    subject = draft.letter.subject
    desk.pass_days(1)
    desk.import_(
        HEAD
        + _row(1, "email", "2026-01-05T17:00:00Z", subject=subject, from_=MAYA.email, thread="t1")
        + _row(2, "email", "2026-01-06T09:00:00Z", subject="Lunch", from_=ROBERTS, thread="t2")
        + _row(
            3, "email", "2026-01-06T10:00:00Z", subject=f"Re: {subject}", from_=ROBERTS, thread="t1"
        )
    )
    found = desk.engine.recognise(MAYA)
    assert [event.event for event in found] == ["sent", "replied"]
    assert found[1].occurred_at is not None
    assert found[1].occurred_at.hour == 10
    after = desk.engine.draft(MAYA, draft.draft_id)
    assert after.status is Status.REPLIED
    assert desk.engine.recognise(MAYA) == ()


def test_opening_the_outbox_after_an_import_is_enough(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.drafts(MAYA)
    desk.pass_days(1)
    desk.import_(
        HEAD
        + _row(1, "email", "2026-01-05T17:00:00Z", subject=draft.letter.subject, from_=MAYA.email)
    )
    assert desk.engine.drafts(ANALYST).rows[0].status == Status.APPROVED
    assert desk.engine.drafts(MAYA).rows[0].status == Status.SENT
    assert desk.engine.drafts(ANALYST).rows[0].status == Status.SENT
    assert _statuses(desk, draft.draft_id).count("sent") == 1


def test_a_meeting_afterwards_is_its_outcome(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent")
    desk.pass_days(4)
    desk.import_(
        HEAD
        + _row(1, "meeting", "2026-01-08T15:00:00Z", subject="Catch-up")
        + _row(2, "meeting", "2026-01-04T15:00:00Z", subject="Before")
    )
    assert [event.event for event in desk.engine.recognise(MAYA)] == ["meeting_booked"]
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.MEETING_BOOKED


def test_silence_is_said_once_the_reply_window_is_over_and_a_late_reply_still_counts(
    desk: Desk,
) -> None:
    draft = desk.approved()
    desk.engine.record(MAYA, draft.draft_id, "sent")
    desk.pass_days(13)
    assert desk.engine.recognise(MAYA) == ()
    desk.pass_days(1)
    assert [event.event for event in desk.engine.recognise(MAYA)] == ["no_response"]
    assert desk.engine.recognise(MAYA) == ()
    desk.pass_days(6)
    late = _row(
        1, "email", "2026-01-25T10:00:00Z", subject=f"RE: {draft.letter.subject}", from_=ROBERTS
    )
    desk.import_(HEAD + late)
    assert [event.event for event in desk.engine.recognise(MAYA)] == ["replied"]


@pytest.mark.parametrize(
    "row",
    [
        _row(1, "email", "2026-01-05T17:00:00Z", subject="Something else", from_=MAYA.email),
        _row(1, "email", "2026-01-03T17:00:00Z", subject="{subject}", from_=MAYA.email),
        _row(1, "email", "2026-01-05T17:00:00Z", subject="{subject}", from_=ROBERTS),
        _row(1, "meeting", "2026-01-05T17:00:00Z", subject="{subject}"),
        _row(1, "email", "2026-01-05T17:00:00Z", subject="{subject}", from_=MAYA.email, who="amanda.chen@globalretail.example"),
    ],
    ids=["another subject", "before the approval", "from them", "no message", "to somebody else"],
)  # fmt: skip
def test_another_message_is_not_taken_for_it(desk: Desk, row: str) -> None:
    draft = desk.approved()
    desk.import_(HEAD + row.format(subject=draft.letter.subject))
    assert desk.engine.recognise(MAYA) == ()


def test_a_draft_that_was_never_approved_is_not_marked_as_sent(desk: Desk) -> None:
    draft = desk.make()
    sent = _row(1, "email", "2026-01-05T17:00:00Z", subject=draft.letter.subject, from_=MAYA.email)
    desk.import_(HEAD + sent)
    assert desk.engine.recognise(MAYA) == ()
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.DRAFTED


def test_whose_book_it_is(desk: Desk) -> None:
    draft = desk.approved()
    sent = _row(1, "email", "2026-01-05T17:00:00Z", subject=draft.letter.subject, from_=MAYA.email)
    desk.import_(HEAD + sent)
    assert desk.engine.recognise(STRANGER) == ()
    with pytest.raises(Forbidden):
        desk.engine.recognise(ANALYST)
    assert len(desk.engine.recognise(MAYA)) == 1
    assert _statuses(desk, draft.draft_id)[-1] == "sent"
    assert draft.contact_key == ROBERT
