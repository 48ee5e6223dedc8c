"""Edges of approval: the last moment that is allowed, the first that is not, and what is put on record."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core.drafting.drafts import Status
from core.errors import InvalidInput, NotApproved
from tests.unit.drafting.desk import MAYA, NOON, ROBERT, Desk


def _noted(desk: Desk, action: str) -> dict[str, Any]:
    """What the newest audited act of this name says."""
    rows = desk.store.rows(
        "SELECT detail FROM ops.audit_event WHERE action = $action ORDER BY sequence DESC LIMIT 1",
        {"action": action},
    )
    said = rows[0]["detail"]
    return json.loads(said) if isinstance(said, str) else said


@pytest.mark.parametrize(
    ("send_at", "allowed"),
    [
        (NOON - timedelta(seconds=1), False),
        (NOON, True),
        (NOON + timedelta(days=30, seconds=1), False),
    ],
    ids=["past", "now", "later than thirty days"],
)
def test_a_text_goes_out_from_now_until_thirty_days_ahead(
    desk: Desk, send_at: datetime, allowed: bool
) -> None:
    draft = desk.make()
    if not allowed:
        with pytest.raises(InvalidInput, match="time to send"):
            desk.engine.approve(MAYA, draft.draft_id, draft.content_hash, send_at=send_at)
        return
    approval = desk.engine.approve(MAYA, draft.draft_id, draft.content_hash, send_at=send_at)
    assert approval.send_from == send_at
    assert approval.expires_at == send_at + timedelta(days=7)


def test_thirty_days_ahead_is_not_too_far_though_the_times_proposed_will_be_over(
    desk: Desk,
) -> None:
    draft = desk.make()
    with pytest.raises(NotApproved, match="proposed time"):
        desk.engine.approve(
            MAYA, draft.draft_id, draft.content_hash, send_at=NOON + timedelta(days=30)
        )


def test_what_was_approved_is_on_record_with_all_it_is_bound_to(desk: Desk) -> None:
    draft = desk.make()
    approval = desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    noted = _noted(desk, "draft.approve")
    assert {name: noted[name] for name in ("approval_id", "version", "content_hash", "policy_version", "lifted")} == {
        "approval_id": approval.approval_id,
        "version": 1,
        "content_hash": draft.content_hash,
        "policy_version": 1,
        "lifted": [],
    }  # fmt: skip
    found = desk.engine.draft(MAYA, draft.draft_id).approval
    assert found == approval
    assert (approval.approved_at, approval.contact_key, approval.draft_id) == (
        NOON,
        ROBERT,
        draft.draft_id,
    )
    assert not approval.is_void


def test_an_approval_holds_to_its_last_second_and_says_when_it_ran_out(desk: Desk) -> None:
    draft = desk.approved()
    desk.now = NOON + timedelta(days=7, seconds=-1)
    assert desk.engine.recheck(MAYA) == ()
    desk.now = NOON + timedelta(days=7)
    (voided,) = desk.engine.recheck(MAYA)
    assert (voided.void_reason, voided.voided_at) == ("expired", desk.now)
    assert [change.sentence for change in voided.changes] == [
        "Approval: good until 12 January 2026, 15:00 UTC -> run out"
    ]
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.IN_REVIEW
    noted = _noted(desk, "draft.void")
    assert (noted["reason"], noted["changed"]) == ("expired", ["Approval"])
    assert desk.engine.recheck(MAYA) == ()


def test_another_address_of_the_recipient_voids_and_is_named(desk: Desk) -> None:
    desk.approved()
    desk.write("UPDATE crm.contact SET email = 'r.kim@other.example' WHERE contact_key = $k", "crm.contact", k=ROBERT)  # fmt: skip
    (voided,) = desk.engine.recheck(MAYA)
    assert voided.void_reason == "recipient"
    assert [(change.what, change.after) for change in voided.changes] == [
        ("Recipient's address", "r.kim@other.example")
    ]


def test_a_suppression_may_end_today_and_not_yesterday(desk: Desk) -> None:
    today = desk.now.date()
    with pytest.raises(InvalidInput, match="is past"):
        desk.engine.suppress(MAYA, "acme.example", "Why.", until=today - timedelta(days=1))
    number = desk.engine.suppress(MAYA, "@Acme.Example", "  Asked   us. ", until=today)
    (entry,) = desk.engine.suppressions(MAYA)
    assert (entry.suppression_id, entry.scope, entry.value, entry.reason) == (number, "domain", "acme.example", "Asked us.")  # fmt: skip
    assert (entry.suppressed_by, entry.suppressed_at, entry.until_on) == (MAYA.email, NOON, today)
    desk.pass_days(1)
    assert desk.engine.suppressions(MAYA) == ()


def test_a_suppression_says_how_many_approvals_it_made_void(desk: Desk) -> None:
    desk.approved()
    number = desk.engine.suppress(MAYA, "", "Asked us.", contact_key=ROBERT)
    noted = _noted(desk, "suppression.add")
    assert (noted["suppression_id"], noted["approvals_voided"]) == (number, 1)
    (entry,) = desk.engine.suppressions(MAYA)
    assert (entry.scope, entry.contact_key) == ("contact", ROBERT)
    assert entry.value == "robert.kim@globalretail.example"
    desk.engine.end_suppression(MAYA, number, " Back  again. ")
    assert _noted(desk, "suppression.end")["reason"] == "Back again."
    assert desk.engine.suppress(MAYA, "acme.example", "Why.", until=date(2026, 2, 1)) == number + 1
