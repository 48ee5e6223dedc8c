"""What an approval must not outlive: a sentence that a new day makes untrue, a time far ahead, a lift."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.drafting.drafts import Status
from core.errors import InvalidInput, NotApproved, NotFound
from tests.unit.drafting.desk import MAYA, ROBERT, STRANGER, TOM, Desk


def test_security_18_a_sentence_that_a_new_day_makes_untrue_is_not_handed_out(desk: Desk) -> None:
    draft = desk.make()
    left = draft.sheet["days_to_renewal"].value
    draft = desk.edited(draft, f"The renewal is {left} days away.")
    desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    desk.pass_days(2)
    with pytest.raises(NotApproved):
        desk.engine.outgoing(MAYA, draft.draft_id)
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    assert found.approval is not None
    assert any(str(left) in change.what for change in found.approval.changes)


def test_security_18_the_daily_look_finds_it_too(desk: Desk) -> None:
    draft = desk.make()
    left = draft.sheet["days_to_renewal"].value
    draft = desk.edited(draft, f"The renewal is {left} days away.")
    desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    desk.pass_days(2)
    assert [one.draft_id for one in desk.engine.recheck(MAYA, thorough=True)] == [draft.draft_id]


@pytest.mark.parametrize("send_at", [datetime(2034, 1, 4, 15), datetime(9999, 12, 31, 15)])
def test_a_text_is_not_approved_for_a_time_far_ahead(desk: Desk, send_at: datetime) -> None:
    draft = desk.make()
    with pytest.raises(InvalidInput, match="30 days"):
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash, send_at=send_at)


def test_nothing_is_saved_over_what_somebody_else_saved(desk: Desk) -> None:
    draft = desk.make()
    desk.edited(draft, "A colleague's line.")
    with pytest.raises(NotApproved, match="Somebody saved"):
        desk.engine.edit(
            MAYA,
            draft.draft_id,
            draft.letter.subject,
            draft.letter.body + "\n\nMine.",
            based_on=draft.content_hash,
        )


def test_a_lift_holds_for_the_address_it_was_given_for(desk: Desk) -> None:
    bounce = (
        "UPDATE crm.contact SET email_bounced_at = TIMESTAMP '2026-01-02' WHERE contact_key = $k"
    )
    desk.write(bounce, "crm.contact", k=ROBERT)
    draft = desk.make()
    lifted = desk.engine.lift(TOM, draft.draft_id, "bounced", "He wrote from it.")
    assert "bounced" not in {block.rule for block in lifted.stops}
    moved = "UPDATE crm.contact SET email = 'other@apexlogistics.example' WHERE contact_key = $k"
    desk.write(moved, "crm.contact", k=ROBERT)
    assert "bounced" in {block.rule for block in desk.engine.draft(MAYA, draft.draft_id).stops}


def test_who_does_not_see_the_account_ends_no_suppression_of_its_people(desk: Desk) -> None:
    number = desk.engine.suppress(MAYA, "", "asked", contact_key=ROBERT)
    with pytest.raises(NotFound):
        desk.engine.end_suppression(STRANGER, number, "whim")
    desk.engine.end_suppression(MAYA, number, "a misunderstanding")


def test_what_is_still_ahead_today_has_not_happened(desk: Desk) -> None:
    draft = desk.approved()
    with pytest.raises(InvalidInput, match="ahead"):
        desk.engine.record(MAYA, draft.draft_id, "sent", desk.now + timedelta(hours=3))
