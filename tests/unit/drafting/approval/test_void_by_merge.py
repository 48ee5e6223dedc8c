"""Records that become one under an approval: what restricts the one restricts the other."""

from __future__ import annotations

from core.capture.identity import decide
from core.drafting.approval.suppression import suppress
from core.drafting.drafts import Status
from tests.unit.drafting.desk import LOCAL, MAYA, ROBERT, Desk, key

SECOND = """
contacts
contact_id | account_id | full_name | title | email | phone | country | role | is_primary_sponsor | started_on | priorities | consent
C9         | A1         | Rob Kim   |       | rk@acme.example |  |       |      |                    |            |            | {consent}
"""


def _merged(desk: Desk) -> None:
    decide(desk.store, LOCAL, "contact", [(ROBERT, key("C9"))], "same", "the same person")


def test_security_18_a_merge_with_a_record_that_withdrew_consent_voids_the_approval(
    desk: Desk,
) -> None:
    desk.import_(SECOND.format(consent="withdrawn"))
    draft = desk.approved()
    _merged(desk)
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    assert found.approval is not None
    assert found.approval.is_void


def test_security_19_a_merge_with_a_record_that_opted_out_voids_the_approval(desk: Desk) -> None:
    desk.import_(SECOND.format(consent="given"))
    draft = desk.approved()
    suppress(desk.store, LOCAL, "rk@acme.example", "asked by phone")
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.APPROVED
    _merged(desk)
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    assert found.approval is not None
    assert found.approval.void_reason == "rule"


def test_security_19_an_opt_out_of_the_other_address_voids_an_approval_at_once(desk: Desk) -> None:
    desk.import_(SECOND.format(consent="given"))
    _merged(desk)
    draft = desk.approved()
    suppress(desk.store, LOCAL, "rk@acme.example", "asked by phone")
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.IN_REVIEW
