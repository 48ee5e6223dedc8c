"""Erasing a person takes the drafts to them along, and their name out of others'."""

from __future__ import annotations

from core.actor import LOCAL
from core.drafting.drafts import DraftFilters
from core.erasure import erase
from core.store import verify_audit
from tests.unit.drafting.desk import AMANDA, JENNIFER, MAYA, ROBERT, Desk


def test_security_26_drafts_to_an_erased_person_are_gone_and_others_do_not_name_them(
    desk: Desk,
) -> None:
    gone = desk.approved()
    desk.engine.record(MAYA, gone.draft_id, "sent")
    kept = desk.edited(desk.make(contact=AMANDA), "I will ask Robert Kim for his view as well.")
    desk.engine.suppress(MAYA, "", "Asked us to stop.", contact_key=ROBERT)
    desk.make("introduction", contact=JENNIFER)
    erase(desk.store, LOCAL, "robert.kim@globalretail.example", desk.folder / "backups")
    found = desk.engine.drafts(MAYA, DraftFilters(limit=10))
    assert gone.draft_id not in {row.draft_id for row in found.rows}
    after = desk.engine.draft(MAYA, kept.draft_id)
    assert "Robert Kim" not in after.letter.body
    left = [
        table
        for table in ("draft", "draft_version", "approval", "draft_event", "suppression")
        if "robert"
        in str(desk.store.rows(f"SELECT t::VARCHAR AS text FROM ops.{table} AS t")).lower()
    ]
    assert left == []
    assert verify_audit(desk.store).ok


def test_a_number_is_never_given_twice(desk: Desk) -> None:
    last = desk.make()
    erase(desk.store, LOCAL, "robert.kim@globalretail.example", desk.folder / "backups")
    assert desk.make(contact=AMANDA).draft_id > last.draft_id
