"""Imports under an approval: what it rests on voids it, and nothing else does."""

from __future__ import annotations

from core.drafting.drafts import Status
from tests.unit.drafting.desk import MAYA, SERVICE, Desk

OUTCOMES = """
outcomes
account_id | metric                     | value | unit    | baseline | target | measured_on
A1         | Operational cost reduction | {value}    | percent | 0        | 25     | 2025-12-31
"""

CONTACT = """
contacts
contact_id | account_id | full_name  | title                   | email | phone        | country       | role           | is_primary_sponsor | started_on | priorities                                    | consent
C2         | A1         | Robert Kim | Chief Financial Officer | {email} | +12125550102 | United States | economic_buyer | false              | 2023-09-01 | Predictable operating cost;One view of margin | {consent}
"""


def test_security_18_an_import_that_changes_a_cited_fact_voids_and_says_what_changed(
    desk: Desk,
) -> None:
    draft = desk.approved()
    desk.import_(OUTCOMES.format(value=29))
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    assert found.approval is not None
    assert (found.approval.void_reason, found.is_approved) == ("facts", False)
    assert [(change.before, change.after) for change in found.approval.changes] == [
        ("32 %", "29 %")
    ]
    assert "Operational cost reduction" in found.approval.changes[0].what
    assert "draft.void" in desk.audit()


def test_an_import_that_changes_nothing_cited_leaves_the_approval(desk: Desk) -> None:
    draft = desk.approved()
    desk.import_(
        """
goals
goal_id | account_id | our_initiative   | their_priority     | alignment | tied_to_renewal
G2      | A1         | Margin reporting | One view of margin | low       | false
"""
    )
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.APPROVED
    assert desk.engine.recheck(MAYA) == ()


def test_the_same_import_again_leaves_the_approval(desk: Desk) -> None:
    draft = desk.approved()
    desk.import_(OUTCOMES.format(value=32))
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.APPROVED


def test_the_outbox_notices_too_and_so_does_a_job(desk: Desk) -> None:
    draft = desk.approved()
    desk.import_(OUTCOMES.format(value=33))
    assert desk.engine.drafts(MAYA).rows[0].void_reason == "facts"
    again = desk.engine.retone(MAYA, draft.draft_id)
    desk.engine.approve(MAYA, again.draft_id, again.content_hash)
    desk.import_(OUTCOMES.format(value=34))
    (voided,) = desk.engine.recheck(SERVICE)
    assert voided.draft_id == draft.draft_id
    assert desk.engine.recheck(SERVICE) == ()


def test_security_18_another_address_of_the_recipient_voids(desk: Desk) -> None:
    draft = desk.approved()
    desk.import_(CONTACT.format(email="rkim@globalretail.example", consent="given"))
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.approval is not None
    assert found.approval.void_reason == "recipient"
    assert found.approval.changes[0].after == "rkim@globalretail.example"


def test_security_18_consent_withdrawn_by_an_import_voids(desk: Desk) -> None:
    draft = desk.approved()
    desk.import_(CONTACT.format(email="robert.kim@globalretail.example", consent="withdrawn"))
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.approval is not None
    assert found.approval.void_reason == "rule"
    assert "withdrew consent" in found.approval.changes[0].after
    assert [block.rule for block in found.stops] == ["consent"]


def test_a_look_that_finds_nothing_is_not_repeated(desk: Desk) -> None:
    draft = desk.approved()
    desk.import_(OUTCOMES.format(value=32))
    desk.write("UPDATE crm.goal SET alignment = 'low'", "crm.goal")
    desk.engine.draft(MAYA, draft.draft_id)
    seen = desk.store.value("SELECT checked_version FROM ops.approval")
    newest = desk.store.value(
        "SELECT max(data_version) FROM ops.table_version WHERE table_name LIKE 'crm.%'"
    )
    assert seen >= newest
