"""What a full export no longer holds is flagged, never deleted."""

from __future__ import annotations

from datetime import date, datetime

from core.store import Store
from tests.unit.capture.conftest import Bring, Write

CONTACTS = "contact_id,account_id,full_name,status"


def events(store: Store) -> list[tuple[str, str]]:
    rows = store.rows(
        "SELECT field, coalesce(from_value, to_value) AS who FROM crm.change_event ORDER BY batch_id, field"
    )
    return [(row["field"], row["who"]) for row in rows]


def test_absence_means_nothing_unless_the_export_is_full(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,", "C2,A1,Mo,"))
    bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,"))
    assert store.value("SELECT count(*) FROM crm.contact WHERE status = 'active'") == 2
    assert events(store) == []


def test_a_contact_missing_from_a_full_export_has_left(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,", "C2,A1,Mo,"))
    (report,) = bring(
        write("contacts.csv", CONTACTS, "C1,A1,Jo,"),
        full_export=True,
        exported_at=datetime(2026, 5, 3, 8),
    )
    assert report.disappeared == 1
    left = store.one("FROM crm.contact WHERE source_id = 'C2'")
    assert left is not None
    assert (left["status"], left["left_on"], left["batch_id"]) == ("left", date(2026, 5, 3), 1)
    assert events(store) == [("disappeared", "C2")]


def test_who_comes_back_is_active_again(store: Store, write: Write, bring: Bring) -> None:
    both = ("contacts.csv", CONTACTS, "C1,A1,Jo,", "C2,A1,Mo,")
    bring(write(*both))
    bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,"), full_export=True)
    (report,) = bring(write(*both), full_export=True)
    assert (report.changed, report.unchanged) == (1, 1)
    assert store.value("SELECT status FROM crm.contact WHERE source_id = 'C2'") == "active"
    assert ("reappeared", "C2") in events(store)


def test_what_disappeared_is_flagged_once(store: Store, write: Write, bring: Bring) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme", "B1,Borel"))
    for _ in range(2):
        bring(write("accounts.csv", "account_id,name", "A1,Acme"), full_export=True)
    assert events(store) == [("disappeared", "B1")]
    assert store.value("SELECT count(*) FROM crm.account") == 2


def test_a_refused_record_has_not_disappeared(store: Store, write: Write, bring: Bring) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme", "B1,Borel"))
    (report,) = bring(write("accounts.csv", "account_id,name", "A1,Acme", "B1,"), full_export=True)
    assert (report.refused, report.disappeared) == (1, 0)


def test_another_system_s_records_have_not_disappeared(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    bring(
        write("companies.csv", "Record ID,Company name,Industry", "1,Borel,Paper"), full_export=True
    )
    assert events(store) == []


def test_someone_left_when_they_were_first_seen_to_have_left(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,active", "C2,A1,Mo,left"))
    bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,left"), exported_at=datetime(2026, 1, 5))
    bring(write("contacts.csv", CONTACTS, "C1,A1,Joe,left"), exported_at=datetime(2026, 3, 5))
    left = {row["source_id"]: row["left_on"] for row in store.rows("FROM crm.contact")}
    assert left == {"C1": date(2026, 1, 5), "C2": None}
