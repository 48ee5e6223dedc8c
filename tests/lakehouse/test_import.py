"""An import on DuckLake does what it does on the file, to the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.actor import LOCAL
from core.capture import ImportOptions, ImportResult, plan, publish, undo
from core.store import Row, Store

ACCOUNTS = """account_id,name,tier,owner_email,arr_amount,currency,renewal_on
A1,Acme Ltd,enterprise,ada@x.example,1000,USD,2026-12-01
A2,Bolt AG,smb,ada@x.example,2000,EUR,2026-12-02
A3,Crux,nonsense,ada@x.example,abc,EUR,2026-12-02
"""
CONTACTS = """contact_id,account_id,full_name,title,email,priorities
C1,A1,Robert Kim,CFO,robert@acme.example,growth;cost
C2,A2,Mia Lang,CTO,mia@bolt.example,
C3,A9,Nobody,,nobody@nowhere.example,
"""
TICKETS = """ticket_id,account_id,requester_email,subject,priority,status,opened_at
T1,A1,robert@acme.example,It is down,P1,open,2026-06-01T10:00:00Z
T2,,mia@bolt.example,Slow,P3,open,2026-06-02T10:00:00Z
"""
FILES = {"accounts.csv": ACCOUNTS, "contacts.csv": CONTACTS, "tickets.csv": TICKETS}
OPTIONS = ImportOptions(time_zone="UTC", currency="USD")
TABLES = ("crm.account", "crm.contact", "crm.ticket", "crm.refused_row", "crm.change_event")


def _import(store: Store, folder: Path, files: dict[str, str]) -> ImportResult:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return publish(store, LOCAL, plan(store, LOCAL, [folder], options=OPTIONS))


def _state(store: Store) -> dict[str, list[Row]]:
    return {table: store.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES}


@pytest.fixture
def both(store_on_lake: Store, store: Store) -> tuple[Store, Store]:
    return store_on_lake, store


def _counts(result: ImportResult) -> list[tuple[int, ...]]:
    return [
        (file.read, file.accepted, file.refused, file.unplaced, file.new, file.changed)
        for file in result.files
    ]


def test_an_import_on_the_lake_is_the_import_on_the_file(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    first = [_import(store, tmp_path / "in", FILES) for store in both]
    assert _counts(first[0]) == _counts(first[1])
    assert sum(file.accepted for file in first[0].files) > 5
    assert _state(both[0]) == _state(both[1])


def test_a_later_import_and_its_undoing_on_the_lake_are_those_on_the_file(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    changed = {"contacts.csv": CONTACTS.replace("CFO", "CEO").replace("C2,A2", "C2,A1")}
    for store in both:
        _import(store, tmp_path / "in", FILES)
    before = _state(both[0])
    again = [_import(store, tmp_path / "in", FILES) for store in both]
    assert [sum(file.new + file.changed for file in result.files) for result in again] == [0, 0]
    later = [_import(store, tmp_path / "later", changed) for store in both]
    assert _counts(later[0]) == _counts(later[1])
    assert _state(both[0]) == _state(both[1])
    assert _state(both[0])["crm.contact"] != before["crm.contact"]
    for store, result in zip(both, later, strict=True):
        assert result.import_id is not None
        undo(store, LOCAL, result.import_id)
    assert _state(both[0]) == _state(both[1])
    assert _state(both[0])["crm.contact"] == before["crm.contact"]
