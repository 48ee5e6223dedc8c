"""A refresh runs what is out of date, in order, and nothing else."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.errors import Corrupt
from core.store import ModelSet, Store, rebuild, refresh, refresh_account, stale_models
from core.store.models import parse_header, tables_read

from .conftest import write_account

AS_OF = date(2026, 6, 30)
BASE = """\
-- grain: one row an account
-- n: a number that is
--    explained over two lines
SELECT $as_of::DATE AS as_of, account_key, 1 AS n
FROM crm.account
WHERE ($account_key IS NULL OR account_key = $account_key)
"""
TOP = """\
-- grain: one row an account
WITH step AS (SELECT * FROM mart.base WHERE as_of = $as_of)
SELECT as_of, account_key, n + 1 AS m FROM step
WHERE ($account_key IS NULL OR account_key = $account_key)
"""
OTHER = """\
-- grain: one row a ticket
SELECT $as_of::DATE AS as_of, account_key, ticket_key FROM crm.ticket
"""
DEFAULT = {"base": BASE, "top": TOP, "other": OTHER}


def models(folder: Path, files: dict[str, str]) -> ModelSet:
    target = folder / "system" / "sql" / "mart"
    target.mkdir(parents=True, exist_ok=True)
    for name, sql in files.items():
        (target / f"{name}.sql").write_text(sql)
    return ModelSet.load(folder)


@pytest.fixture
def three(tmp_path: Path) -> ModelSet:
    return models(tmp_path / "models", DEFAULT)


def _names(found: object) -> set[str]:
    return {model.name for model in found}  # type: ignore[attr-defined]


def test_models_run_after_those_they_read(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    seen: list[str] = []
    report = refresh(store, three, AS_OF, LOCAL, progress=seen.append)
    assert seen == list(report.ran)
    assert seen.index("mart.base") < seen.index("mart.top")
    assert store.rows("SELECT * FROM mart.top") == [{"as_of": AS_OF, "account_key": 7, "m": 2}]


def test_only_what_a_changed_table_reaches_runs_again(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    assert refresh(store, three, AS_OF, LOCAL).ran == ()
    write_account(store, 8)
    report = refresh(store, three, AS_OF, LOCAL)
    assert set(report.ran) == {"mart.base", "mart.top"}
    assert report.fresh == ("mart.other",)
    assert store.value("SELECT count(*) FROM mart.top") == 2


def test_dates_stand_beside_each_other(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    refresh(store, three, date(2026, 5, 31), LOCAL)
    assert store.value("SELECT count(DISTINCT as_of) FROM mart.base") == 2
    assert refresh(store, three, AS_OF, LOCAL).ran == ()


def test_a_changed_definition_makes_its_table_anew(
    store: Store, three: ModelSet, tmp_path: Path
) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    changed = models(tmp_path / "models", {"base": BASE.replace("1 AS n", "41 AS n, 'x' AS note")})
    assert _names(stale_models(store, changed, AS_OF)) == {"base", "top"}
    refresh(store, changed, AS_OF, LOCAL)
    assert store.one("SELECT n, note FROM mart.base") == {"n": 41, "note": "x"}
    assert store.value("SELECT m FROM mart.top") == 42


def test_one_account_is_refreshed_alone(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    write_account(store, 8)
    report = refresh_account(store, three, AS_OF, 8, LOCAL)
    assert set(report.ran) == {"mart.base", "mart.top"}
    assert store.value("SELECT count(*) FROM mart.top") == 2
    assert _names(stale_models(store, three, AS_OF)) == {"base", "top"}


def test_a_change_of_one_account_leaves_the_others_as_they_are(
    store: Store, three: ModelSet
) -> None:
    write_account(store, 7)
    write_account(store, 8)
    refresh(store, three, AS_OF, LOCAL)
    with store.transaction(LOCAL, "tests.mark") as work:
        work.execute("UPDATE mart.top SET m = 99")
        work.touch_account("crm.account", 8)
    assert _names(stale_models(store, three, AS_OF)) == {"base", "top"}
    report = refresh(store, three, AS_OF, LOCAL)
    assert set(report.ran) == {"mart.base", "mart.top"}
    shown = {row["account_key"]: row["m"] for row in store.rows("SELECT * FROM mart.top")}
    assert shown == {7: 99, 8: 2}
    assert stale_models(store, three, AS_OF) == []


def test_many_changed_accounts_are_run_together(store: Store, three: ModelSet) -> None:
    for key in (7, 8, 9):
        write_account(store, key)
    refresh(store, three, AS_OF, LOCAL)
    with store.transaction(LOCAL, "tests.mark") as work:
        work.execute("UPDATE mart.top SET m = 99")
        work.touch_account("crm.account", 8)
        work.touch_account("crm.account", 9)
    refresh(store, three, AS_OF, LOCAL)
    assert store.value("SELECT count(*) FROM mart.top WHERE m = 2") == 3


def test_a_change_of_all_counts_beside_one_of_a_single_account(
    store: Store, three: ModelSet
) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    write_account(store, 8)
    with store.transaction(LOCAL, "tests.touch") as work:
        work.touch_account("crm.account", 7)
    refresh(store, three, AS_OF, LOCAL)
    assert store.value("SELECT count(*) FROM mart.top") == 2


def test_a_model_that_knows_no_single_account_is_run_whole(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    with store.transaction(LOCAL, "tests.fill") as work:
        work.execute("INSERT INTO crm.ticket (ticket_key, account_key) VALUES (1, 7)")
        work.touch_account("crm.ticket", 7)
    assert refresh(store, three, AS_OF, LOCAL).ran == ("mart.other",)
    assert store.value("SELECT count(*) FROM mart.other") == 1


def test_pages_that_wait_for_the_same_refresh_find_it_done(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    waiting = threading.Barrier(3)

    def look() -> None:
        waiting.wait()
        refresh(store, three, AS_OF, LOCAL)

    pages = [threading.Thread(target=look) for _ in range(2)]
    with store.exclusive():
        for page in pages:
            page.start()
        waiting.wait()
        time.sleep(0.1)
    for page in pages:
        page.join()
    runs = "SELECT count(*) FROM ops.audit_event WHERE action = 'mart.refresh'"
    assert store.value(runs) == 1


def test_a_change_of_one_account_is_a_new_data_version(store: Store) -> None:
    before = store.data_version
    with store.transaction(LOCAL, "tests.touch") as work:
        work.touch_account("crm.account", 7)
    assert store.data_version == before + 1


def test_one_account_is_refreshed_alone_after_an_import_that_concerns_all(
    store: Store, three: ModelSet
) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    with store.transaction(LOCAL, "tests.import") as work:
        work.touch("crm.account", "crm.ticket")
    assert len(stale_models(store, three, AS_OF)) == len(three.ordered)
    assert set(refresh_account(store, three, AS_OF, 7, LOCAL).ran) == {"mart.base", "mart.top"}


def test_of_one_account_only_what_changed_for_it_is_run(store: Store, three: ModelSet) -> None:
    for key in (7, 8):
        write_account(store, key)
    refresh(store, three, AS_OF, LOCAL)
    with store.transaction(LOCAL, "tests.mark") as work:
        work.execute("UPDATE mart.top SET m = 99")
        work.touch_account("crm.account", 8)
    version = store.data_version
    report = refresh_account(store, three, AS_OF, 7, LOCAL)
    assert report.ran == ()
    assert set(report.fresh) == {"mart.base", "mart.top", "mart.other"}
    assert store.data_version == version
    assert set(refresh_account(store, three, AS_OF, 8, LOCAL).ran) == {"mart.base", "mart.top"}
    shown = {row["account_key"]: row["m"] for row in store.rows("SELECT * FROM mart.top")}
    assert shown == {7: 99, 8: 2}
    # It is run again with the others: what one account was refreshed for is no run of the model.
    assert _names(stale_models(store, three, AS_OF)) == {"base", "top"}


def test_one_account_of_an_empty_mart_means_everything(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    assert len(refresh_account(store, three, AS_OF, 7, LOCAL).ran) == 3


def test_a_mart_can_be_dropped_and_made_again(store: Store, three: ModelSet) -> None:
    write_account(store, 7)
    refresh(store, three, AS_OF, LOCAL)
    rebuild(store, three, LOCAL)
    assert store.value("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'mart'") == 0
    assert len(refresh(store, three, AS_OF, LOCAL).ran) == 3


def test_what_a_model_reaches_is_known_through_others(three: ModelSet) -> None:
    assert three.sources["top"] == {"crm.account"}
    assert three.sources["other"] == {"crm.ticket"}
    assert three.ordered[0].header.get("n", "") in ("", "a number that is explained over two lines")


def test_models_in_a_circle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Corrupt, match="circle"):
        models(tmp_path, {"a": "SELECT * FROM mart.b", "b": "SELECT * FROM mart.a"})


def test_a_model_that_reads_what_no_model_fills_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Corrupt, match="no model fills"):
        models(tmp_path, {"a": "SELECT * FROM mart.nowhere"})


def test_a_statement_that_cannot_be_parsed_is_refused() -> None:
    with pytest.raises(Corrupt, match="cannot be parsed"):
        tables_read("SELECT FROM WHERE")


def test_a_header_ends_where_sql_begins() -> None:
    assert parse_header("-- a: one\n-- not a key\nSELECT 1\n-- b: two") == {"a": "one"}
