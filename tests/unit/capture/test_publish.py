"""What publishing does to the tables: new, changed, unchanged, refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture import FileReport, ImportOptions, Level, plan, publish, refused_rows
from core.capture.targets import TARGETS
from core.errors import DiskFull, Forbidden, NotFound
from core.store import Store
from tests.unit.capture.conftest import Bring, Write

ACTIVITIES = "activity_id,account_id,kind,occurred_at,direction,duration_minutes"


def test_an_import_writes_rows_with_their_provenance(
    store: Store, accounts: list[FileReport]
) -> None:
    row = store.one("FROM crm.account WHERE source_id = 'A1'")
    assert row is not None
    assert row["name"] == "Acme Corporation"
    assert row["name_normalised"] == "acme"
    assert row["domain"] == "acme.com"
    assert row["tier"] == "enterprise"
    assert (row["source_system"], row["source_line"]) == ("rapport", 2)
    assert row["batch_id"] == accounts[0].batch_id
    assert row["account_key"] == store.value(
        "SELECT md5_number_lower('rapport' || chr(31) || 'A1')"
    )


def test_security_21_accepted_plus_refused_equals_read(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    (report,) = bring(
        write(
            "activities.csv",
            ACTIVITIES,
            "1,A1,meeting,2026-01-05T10:00:00Z,outbound,30",
            "2,A1,webinar,2026-01-05T10:00:00Z,outbound,30",
            "3,A1,call,soon,outbound,30",
            "4,A1,call,,outbound,30",
            ",A1,call,2026-01-05T10:00:00Z,outbound,30",
            "6,A1,call,2026-01-05T10:00:00Z,outbound,half an hour",
            "7,A1,call,2026-01-05T10:00:00Z,sideways,30",
        )
    )
    assert (report.read, report.accepted, report.refused) == (7, 2, 5)
    assert store.value("SELECT count(*) FROM crm.activity") == 2
    refused = refused_rows(store, COMMAND_LINE, report.batch_id or 0).to_pylist()
    assert [(row["line"], row["column"], row["value"]) for row in refused] == [
        (3, "kind", "webinar"),
        (4, "occurred_at", "soon"),
        (5, "occurred_at", None),
        (6, "activity_id", None),
        (7, "duration_minutes", "half an hour"),
    ]
    assert '"kind":"webinar"' in refused[0]["record"]


def test_a_value_that_is_not_essential_is_left_out_and_noted(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    (report,) = bring(
        write("activities.csv", ACTIVITIES, "7,A1,call,2026-01-05T10:00:00Z,sideways,30")
    )
    (note,) = report.problems
    assert (note.level, note.line, note.column, note.value) == (
        Level.NOTE,
        2,
        "direction",
        "sideways",
    )
    assert store.value("SELECT direction FROM crm.activity") is None


def test_security_21_the_same_file_twice_adds_nothing(
    store: Store, write: Write, bring: Bring
) -> None:
    path = write("accounts.csv", "account_id,name", "A1,Acme", "B1,Borel")
    assert [report.new for report in bring(path)] == [2]
    before = store.rows("FROM crm.account ORDER BY source_id")
    (again,) = bring(path)
    assert (again.accepted, again.new, again.changed, again.unchanged) == (2, 0, 0, 2)
    assert store.rows("FROM crm.account ORDER BY source_id") == before


def test_a_changed_record_replaces_the_old_version_and_says_what_changed(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("contacts.csv", "contact_id,account_id,full_name,title", "C1,A1,Jo,CFO"))
    (report,) = bring(
        write("contacts.csv", "contact_id,account_id,full_name,title", "C1,B1,Jo,CEO"),
        exported_at=datetime(2026, 5, 1),
    )
    assert (report.new, report.changed) == (0, 1)
    assert store.value("SELECT title FROM crm.contact") == "CEO"
    events = store.rows(
        "SELECT field, from_value, to_value, observed_at FROM crm.change_event ORDER BY field"
    )
    assert [tuple(event.values()) for event in events] == [
        ("account", "A1", "B1", datetime(2026, 5, 1)),
        ("title", "CFO", "CEO", datetime(2026, 5, 1)),
    ]
    kept = store.one("FROM crm.superseded_row")
    assert kept is not None
    assert kept["row_key"] == "rapport:C1"


def test_a_first_value_is_no_change(store: Store, write: Write, bring: Bring) -> None:
    bring(write("contacts.csv", "contact_id,account_id,full_name,title", "C1,A1,Jo,"))
    bring(write("contacts.csv", "contact_id,account_id,full_name,title", "C1,A1,Jo,CEO"))
    assert store.value("SELECT count(*) FROM crm.change_event") == 0


def test_a_changed_deal_adds_to_its_history(store: Store, write: Write, bring: Bring) -> None:
    header = "opportunity_id,account_id,name,stage,amount,currency,close_on"
    bring(write("opportunities.csv", header, "O1,A1,Rollout,Proposal,100,EUR,2026-09-30"))
    bring(
        write("opportunities.csv", header, "O1,A1,Rollout,Negotiation,90.50,EUR,2026-09-30"),
        exported_at=datetime(2026, 6, 1),
    )
    (state,) = store.rows("FROM crm.opportunity_history")
    assert (state["stage"], state["amount"]) == ("Negotiation", Decimal("90.50"))
    assert state["changed_at"] == datetime(2026, 6, 1)
    assert state["opportunity_key"] == store.value("SELECT opportunity_key FROM crm.opportunity")


def test_of_records_with_one_identifier_the_first_counts(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(
        write("accounts.csv", "account_id,name", "A1,Acme", "A1,Acme", "A1,Ajax", "B1,Borel")
    )
    assert (report.read, report.accepted, report.refused) == (4, 2, 2)
    reasons = [problem.reason for problem in report.problems]
    assert any("the same record as in line 2" in reason for reason in reasons)
    assert any("for a different record, in line 2" in reason for reason in reasons)
    assert store.value("SELECT name FROM crm.account WHERE source_id = 'A1'") == "Acme"


def test_several_files_are_published_in_the_order_of_their_tables(
    store: Store, write: Write, bring: Bring
) -> None:
    reports = bring(
        write("a_activities.csv", ACTIVITIES, "1,A1,call,2026-01-05T10:00:00Z,,"),
        write("z_accounts.csv", "account_id,name", "A1,Acme"),
    )
    assert [report.unplaced for report in reports] == [0, 0]
    assert store.value("SELECT placed_by FROM crm.activity") == "id"


def test_what_cannot_be_imported_does_not_stop_the_rest(
    store: Store, write: Write, bring: Bring
) -> None:
    reports = bring(
        write("accounts.csv", "account_id,name", "A1,Acme"),
        write("other.csv", "colour,shape", "red,round"),
        write("page.csv", "<!DOCTYPE html>", "<html><body>Sign in</body></html>"),
    )
    assert [report.kind for report in reports] == ["rapport.accounts", None, None]
    assert all(report.accepted + report.refused == report.read for report in reports)
    assert all(report.problems for report in reports[1:])
    assert store.value("SELECT count(*) FROM crm.account") == 1


def test_a_dry_run_counts_and_writes_nothing(store: Store, write: Write) -> None:
    path = write("accounts.csv", "account_id,name", "A1,Acme", ",Nobody")
    before = store.value("SELECT count(*) FROM ops.audit_event")
    made = plan(store, COMMAND_LINE, [path])
    (report,) = made.reports
    assert (report.read, report.accepted, report.refused, report.new) == (2, 1, 1, 1)
    assert made.checked
    assert store.value("SELECT count(*) FROM crm.account") == 0
    assert store.value("SELECT count(*) FROM crm.import_batch") == 0
    assert store.value("SELECT count(*) FROM ops.audit_event") == before


def test_publishing_gives_what_the_dry_run_said(store: Store, write: Write) -> None:
    path = write("accounts.csv", "account_id,name,tier", "A1,Acme,enterprise", "B1,Borel,gold")
    made = plan(store, COMMAND_LINE, [path])
    published = publish(store, COMMAND_LINE, made).files[0]
    planned = made.reports[0]
    assert published.problems == planned.problems
    assert (published.accepted, published.new) == (planned.accepted, planned.new)


def test_an_import_is_audited_and_touches_what_it_changed(
    store: Store, accounts: list[FileReport]
) -> None:
    assert store.value("SELECT count(*) FROM ops.audit_event WHERE action = 'import.publish'") == 1
    touched = {row["table_name"] for row in store.rows("SELECT table_name FROM ops.table_version")}
    assert {"crm.account", "crm.import_batch"} <= touched
    assert "crm.contact" not in touched


def test_only_who_may_import_can(store: Store, write: Write) -> None:
    reader = Actor("csm@example.com", frozenset({Role.CSM}))
    path = write("accounts.csv", "account_id,name", "A1,Acme")
    with pytest.raises(Forbidden):
        plan(store, reader, [path])
    with pytest.raises(Forbidden):
        publish(store, reader, plan(store, COMMAND_LINE, [path]))


def test_a_path_or_kind_that_does_not_exist_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"missing\.csv"):
        plan(store, COMMAND_LINE, [tmp_path / "missing.csv"])
    with pytest.raises(NotFound, match=r"rapport\.account"):
        plan(store, COMMAND_LINE, [], kind="rapport.acount")


def test_a_named_kind_is_taken_at_its_word(store: Store, write: Write, bring: Bring) -> None:
    path = write("x.csv", "account_id,name,shoe_size", "A1,Acme,44")
    assert [report.kind for report in bring(path)] == [None]
    assert [report.kind for report in bring(path, kind="rapport.accounts")] == ["rapport.accounts"]
    assert store.value("SELECT count(*) FROM crm.account") == 1


def test_the_targets_are_the_tables_of_the_schema(store: Store) -> None:
    schema: dict[str, dict[str, Any]] = {}
    for row in store.rows(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'crm'"
    ):
        schema.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    for name, target in TARGETS.items():
        assert set(target.columns) == set(schema[name]), name
        for column in target.columns:
            assert target.sql_type(column) == schema[name][column], (name, column)


def test_options_that_were_given_are_kept_with_the_batch(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme"), currency="EUR")
    options = store.value("SELECT options::VARCHAR FROM crm.import_batch")
    assert options == '{"currency": "EUR"}'
    assert ImportOptions().to_dict() == {}


def test_a_file_that_lacks_columns_of_the_kind_it_is_said_to_be_names_each(
    store: Store, write: Write, bring: Bring
) -> None:
    lacking, good = bring(
        write("x.csv", "account_id,shoe_size", "A1,44", "B1,38"),
        write("accounts.csv", "account_id,name", "A1,Acme"),
        kind="rapport.accounts",
    )
    assert (lacking.kind, lacking.read, lacking.accepted, lacking.refused) == (None, 2, 0, 2)
    assert [(problem.column, problem.count) for problem in lacking.problems] == [("name", 2)]
    assert "rapport.accounts" in lacking.problems[0].reason
    assert (good.kind, good.accepted) == ("rapport.accounts", 1)
    both = plan(
        store, COMMAND_LINE, [write("y.csv", "shoe,size", "1,2")], kind="rapport.accounts"
    ).reports[0]
    assert [problem.column for problem in both.problems] == ["account_id", "name"]
    assert both.accepted + both.refused == both.read == 1


def test_a_nearly_recognised_file_names_what_it_lacks_and_what_is_unknown(
    write: Write, bring: Bring
) -> None:
    (report,) = bring(write("x.csv", "account_id,full_name,title,e_post", "A1,Jo,CFO,jo@acme.com"))
    (problem,) = report.problems
    assert report.kind is None
    assert "rapport.contacts" in problem.reason
    assert "missing: contact_id" in problem.reason
    assert "not known to it: e_post" in problem.reason


def test_a_file_unlike_any_other_names_no_nearest_kind(write: Write, bring: Bring) -> None:
    (report,) = bring(write("x.csv", "colour,shape", "red,round"))
    assert "nearest" not in report.problems[0].reason


def test_refused_rows_of_a_batch_that_does_not_exist_are_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="77"):
        refused_rows(store, COMMAND_LINE, 77)


def test_an_import_is_not_begun_on_a_disk_that_would_not_hold_it(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("accounts.csv", "account_id,name", "A1,Acme")
    made = plan(store, COMMAND_LINE, [path], check=False)
    monkeypatch.setattr("core.store.space.free_bytes", lambda _folder: 1000)
    with pytest.raises(DiskFull, match=r"Free \d+ MB"):
        publish(store, COMMAND_LINE, made)
    assert store.value("SELECT count(*) FROM crm.account") == 0
