"""When someone left: at the export that first says so, or at a time nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from tests.exports import OPTIONS, import_files
from tests.spec.world import World, key


def _import(told: World, folder, contacts: str, exported_at: datetime) -> None:
    files = {
        "accounts": "account_id,name,tier\nA,Acme,smb\n",
        "contacts": f"contact_id,account_id,full_name,title,status\n{contacts}",
    }
    import_files(told.store, folder, files, replace(OPTIONS, exported_at=exported_at))


def test_who_was_never_seen_active_has_left_at_every_date(world, tmp_path):
    told = world()
    _import(told, tmp_path, "gone,A,Gone,CEO,left\nhere,A,Here,CFO,active\n", datetime(2026, 6, 1))
    for as_of in (date(2025, 1, 31), date(2026, 5, 31), date(2026, 6, 30)):
        assert told.refresh(as_of).executives() == {key("here")}


def test_who_was_seen_active_left_when_the_newer_export_was_taken(world, tmp_path):
    told = world()
    _import(told, tmp_path, "boss,A,Boss,CEO,active\n", datetime(2026, 5, 1))
    _import(told, tmp_path, "boss,A,Boss,CEO,left\n", datetime(2026, 6, 10))
    assert told.refresh(date(2026, 6, 9)).executives() == {key("boss")}
    assert told.refresh(date(2026, 6, 10)).executives() == set()
    _import(told, tmp_path, "boss,A,The Boss,CEO,left\n", datetime(2026, 6, 20))
    assert told.refresh(date(2026, 6, 9)).executives() == {key("boss")}
    assert told.refresh(date(2026, 6, 15)).executives() == set()
