"""Approving: a person, this text, these facts, this recipient, every rule."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.actor import COMMAND_LINE, LOCAL, SCHEDULER, Actor
from core.drafting.drafts import Status
from core.errors import Forbidden, InvalidInput, NotApproved, NotFound
from core.policy import current, save
from tests.unit.drafting.desk import (
    ANALYST,
    MAYA,
    NOON,
    OWN_TOKEN,
    SERVICE,
    STRANGER,
    TOM,
    Desk,
)


def test_security_18_an_approval_binds_text_recipient_policy_and_cited_facts(desk: Desk) -> None:
    draft = desk.make()
    approval = desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert (found.status, found.approval, found.is_approved) == (Status.APPROVED, approval, True)
    assert approval.content_hash == draft.content_hash
    assert approval.recipient_email == "robert.kim@globalretail.example"
    assert approval.policy_version == 1
    said = {fact.fact_id: fact.said for fact in approval.cited}
    assert said["recipient.name"] == "Robert Kim"
    assert "32 %" in said.values()
    assert not [name for name in said if name.startswith(("meeting.", "send."))]
    assert approval.expires_at == NOON + timedelta(days=7)
    assert desk.audit()[-1] == "draft.approve"


def test_security_18_only_the_text_the_person_saw_is_approved(desk: Desk) -> None:
    draft = desk.make()
    desk.edited(draft)
    with pytest.raises(NotApproved, match="no longer the one you looked at"):
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    with pytest.raises(NotApproved, match="no longer the one you looked at"):
        desk.engine.approve(MAYA, draft.draft_id, "")


def test_security_18_an_unproven_claim_keeps_a_draft_from_approval(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "You also saved 77% on paper.")
    with pytest.raises(NotApproved, match="proven by no fact") as refusal:
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    assert any("77%" in reason for reason in refusal.value.reasons)
    assert desk.engine.draft(MAYA, draft.draft_id).approval is None


def test_security_18_a_fact_that_changed_since_the_writing_keeps_it_too(desk: Desk) -> None:
    draft = desk.make()
    desk.write("UPDATE crm.outcome_metric SET value = 33 WHERE value = 32", "crm.outcome_metric")
    with pytest.raises(NotApproved, match="Facts have changed") as refusal:
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    assert any("32 % -> 33 %" in reason for reason in refusal.value.reasons)
    anew = desk.engine.retone(MAYA, draft.draft_id)
    assert "33%" in anew.letter.body
    desk.engine.approve(MAYA, anew.draft_id, anew.content_hash)


@pytest.mark.parametrize(
    "actor", [SERVICE, SCHEDULER, COMMAND_LINE], ids=lambda one: one.kind.value
)
def test_security_18_only_a_person_approves(desk: Desk, actor: Actor) -> None:
    draft = desk.make()
    with pytest.raises(NotApproved, match="Only a person approves"):
        desk.engine.approve(actor, draft.draft_id, draft.content_hash)


def test_a_persons_own_token_approves(desk: Desk) -> None:
    draft = desk.make()
    approval = desk.engine.approve(OWN_TOKEN, draft.draft_id, draft.content_hash)
    assert approval.approved_by == MAYA.email


def test_who_may_not_approve_or_not_see_is_refused(desk: Desk) -> None:
    draft = desk.make()
    with pytest.raises(Forbidden):
        desk.engine.approve(ANALYST, draft.draft_id, draft.content_hash)
    with pytest.raises(NotFound):
        desk.engine.approve(STRANGER, draft.draft_id, draft.content_hash)


def test_a_manager_approves_for_the_team(desk: Desk) -> None:
    draft = desk.make()
    assert desk.engine.approve(TOM, draft.draft_id, draft.content_hash).approved_by == TOM.email


def test_what_is_approved_cannot_be_approved_again_and_a_refusal_writes_nothing(desk: Desk) -> None:
    draft = desk.approved()
    before = desk.store.data_version
    with pytest.raises(InvalidInput, match="cannot take the step"):
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    assert desk.store.data_version == before


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("UPDATE crm.contact SET consent = 'withdrawn'", "withdrew consent"),
        ("UPDATE crm.contact SET status = 'left'", "seen to have left"),
        ("UPDATE crm.contact SET email_bounced_at = TIMESTAMP '2026-01-02 10:00'", "bounced"),
        ("UPDATE crm.contact SET email = NULL", "No e-mail address"),
    ],
)
def test_a_rule_that_holds_by_now_stops_the_approval_and_says_who_could_lift_it(
    desk: Desk, change: str, rule: str
) -> None:
    draft = desk.make()
    desk.write(change, "crm.contact")
    with pytest.raises(NotApproved, match=rule) as refusal:
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    assert all("Who could lift it" in reason for reason in refusal.value.reasons)


def test_it_goes_out_at_the_next_hour_that_is_not_quiet(desk: Desk) -> None:
    desk.now = datetime(2026, 1, 10, 2, 10)
    draft = desk.make()
    approval = desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
    assert approval.send_from == datetime(2026, 1, 12, 13)
    assert approval.expires_at == datetime(2026, 1, 19, 13)


def test_a_time_chosen_within_quiet_hours_or_past_is_refused(desk: Desk) -> None:
    draft = desk.make()
    with pytest.raises(NotApproved, match="quiet hours"):
        desk.engine.approve(
            MAYA, draft.draft_id, draft.content_hash, send_at=datetime(2026, 1, 7, 5)
        )
    with pytest.raises(InvalidInput, match="is past"):
        desk.engine.approve(
            MAYA, draft.draft_id, draft.content_hash, send_at=datetime(2026, 1, 4, 15)
        )
    chosen = datetime(2026, 1, 6, 15)
    approval = desk.engine.approve(MAYA, draft.draft_id, draft.content_hash, send_at=chosen)
    assert approval.send_from == chosen


def test_security_18_an_edit_voids(desk: Desk) -> None:
    edited = desk.edited(desk.approved())
    assert edited.status is Status.IN_REVIEW
    assert not edited.is_approved
    assert edited.approval is not None
    assert edited.approval.void_reason == "edited"
    events = [event.event for event in desk.engine.events(MAYA, edited.draft_id)]
    assert events == ["drafted", "approved", "voided", "edited"]
    again = desk.engine.approve(MAYA, edited.draft_id, edited.content_hash)
    assert again.approval_id == 2


def test_security_18_another_policy_voids(desk: Desk) -> None:
    draft = desk.approved()
    save(desk.store, LOCAL, current(desk.store).with_value("window_days", 300), "Try it.")
    (voided,) = desk.engine.recheck(MAYA)
    assert (voided.draft_id, voided.void_reason) == (draft.draft_id, "policy")
    assert voided.changes[0].sentence == "Policy: version 1 -> version 2"


def test_an_approval_runs_out(desk: Desk) -> None:
    draft = desk.approved()
    desk.pass_days(6)
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.APPROVED
    desk.pass_days(1)
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    assert found.approval is not None
    assert found.approval.void_reason == "expired"


def test_a_discarded_drafts_approval_is_void(desk: Desk) -> None:
    found = desk.engine.discard(MAYA, desk.approved().draft_id, "Not now.")
    assert found.approval is not None
    assert found.approval.void_reason == "discarded"
