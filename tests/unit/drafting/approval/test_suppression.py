"""Who is not to be written to: entries, what they cover, and approvals they make void."""

from __future__ import annotations

from datetime import date

import pytest

from core.drafting.drafts import Status
from core.errors import Forbidden, InvalidInput, NotApproved, NotFound
from tests.unit.drafting.desk import AMANDA, ANALYST, MAYA, ROBERT, STRANGER, Desk


@pytest.mark.parametrize(
    ("value", "contact"),
    [
        ("robert.kim@globalretail.example", None),
        ("Robert.Kim@GlobalRetail.example", None),
        ("globalretail.example", None),
        ("@globalretail.example", None),
        ("", ROBERT),
    ],
)
def test_security_19_an_entry_stops_drafts_and_voids_approvals_at_once(
    desk: Desk, value: str, contact: int | None
) -> None:
    draft = desk.approved()
    desk.engine.suppress(MAYA, value, "Asked us to stop.", contact_key=contact)
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    assert found.approval is not None
    assert found.approval.void_reason == "suppressed"
    assert [block.rule for block in found.stops] == ["suppression"]
    with pytest.raises(NotApproved, match="Asked us to stop"):
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)


def test_an_entry_covers_nobody_else(desk: Desk) -> None:
    draft = desk.approved(contact=AMANDA)
    desk.engine.suppress(MAYA, "robert.kim@globalretail.example", "Asked us to stop.")
    desk.engine.suppress(MAYA, "retail.example", "Another company.")
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.APPROVED


def test_an_ended_or_past_entry_no_longer_holds(desk: Desk) -> None:
    draft = desk.make()
    number = desk.engine.suppress(
        MAYA, "globalretail.example", "Until the holidays are over.", until=date(2026, 1, 6)
    )
    assert _stops(desk, draft.draft_id)
    desk.pass_days(2)
    assert not _stops(desk, draft.draft_id)
    other = desk.engine.suppress(MAYA, "", "On leave.", contact_key=ROBERT)
    assert [entry.suppression_id for entry in desk.engine.suppressions(MAYA)] == [other]
    desk.engine.end_suppression(MAYA, other, "Back again.")
    assert desk.engine.suppressions(MAYA) == ()
    assert not _stops(desk, draft.draft_id)
    with pytest.raises(NotFound):
        desk.engine.end_suppression(MAYA, other, "Once more.")
    assert number == 1


@pytest.mark.parametrize("value", ["", "nonsense", "a@b@c", "-x.example", "example"])
def test_what_is_neither_address_nor_domain_is_refused(desk: Desk, value: str) -> None:
    with pytest.raises(InvalidInput):
        desk.engine.suppress(MAYA, value, "Because.")


def test_it_needs_a_reason_a_permission_and_a_known_contact(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="needs a reason"):
        desk.engine.suppress(MAYA, "acme.example", " ")
    with pytest.raises(InvalidInput, match="is past"):
        desk.engine.suppress(MAYA, "acme.example", "Why.", until=date(2025, 1, 1))
    with pytest.raises(Forbidden):
        desk.engine.suppress(ANALYST, "acme.example", "Why.")
    with pytest.raises(NotFound):
        desk.engine.suppress(STRANGER, "", "Why.", contact_key=ROBERT)
    with pytest.raises(InvalidInput, match="needs a reason"):
        desk.engine.end_suppression(MAYA, 1, "")


def _stops(desk: Desk, draft_id: int) -> bool:
    return "suppression" in [block.rule for block in desk.engine.draft(MAYA, draft_id).stops]
