"""From a row back to the line it came from."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE
from core.capture import imports, raw_record
from core.errors import NotFound
from core.store import Store
from tests.unit.capture.conftest import Bring, Write


def test_the_record_of_a_line_is_read_again_as_it_was(
    store: Store, write: Write, bring: Bring
) -> None:
    lines = [f"A{number}, Acme {number} ," for number in range(50)]
    (report,) = bring(write("accounts.csv", "account_id,name,domain", *lines))
    line = store.value("SELECT source_line FROM crm.account WHERE source_id = 'A37'")
    assert line == 39
    assert raw_record(store, COMMAND_LINE, report.batch_id or 0, line) == {
        "account_id": "A37",
        "name": " Acme 37 ",
        "domain": None,
    }


def test_a_record_over_several_lines_is_found_by_its_first(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(
        write(
            "account_plans.csv",
            "plan_id,account_id,objective",
            '1,A1,"Grow\nand grow"',
            "2,A1,Hold",
        )
    )
    lines = {row["source_id"]: row["source_line"] for row in store.rows("FROM crm.account_plan")}
    assert lines == {"1": 2, "2": 4}
    found = raw_record(store, COMMAND_LINE, report.batch_id or 0, 4)
    assert found["objective"] == "Hold"
    with pytest.raises(NotFound, match="line 3"):
        raw_record(store, COMMAND_LINE, report.batch_id or 0, 3)


def test_repeated_columns_are_numbered(store: Store, write: Write, bring: Bring) -> None:
    (report,) = bring(
        write(
            "jira.csv",
            "Issue key,Summary,Status,Created,Comment,Comment",
            "S-1,Broken,Done,22/Sep/25 9:26 AM,,x",
        ),
        time_zone="UTC",
    )
    found = raw_record(store, COMMAND_LINE, report.batch_id or 0, 2)
    assert (found["Comment"], found["Comment (2)"]) == (None, "x")


def test_a_batch_or_line_that_is_not_there_is_named(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    with pytest.raises(NotFound, match="no batch"):
        raw_record(store, COMMAND_LINE, 99, 2)
    with pytest.raises(NotFound, match="no record"):
        raw_record(store, COMMAND_LINE, report.batch_id or 0, 9)
    for kept in store.path.parent.glob("*.files/*"):
        kept.unlink()
    with pytest.raises(NotFound, match="no longer kept"):
        raw_record(store, COMMAND_LINE, report.batch_id or 0, 2)


def test_imports_are_listed_newest_first(store: Store, write: Write, bring: Bring) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    bring(write("users.csv", "email,full_name", "a@b.com,Jo"))
    found = imports(store, COMMAND_LINE)
    assert [(row["import_id"], row["kind"]) for row in found] == [
        (2, "rapport.users"),
        (1, "rapport.accounts"),
    ]
