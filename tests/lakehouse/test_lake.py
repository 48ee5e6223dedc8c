"""The schema, an import and every model run on DuckLake and say what they say on the file."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.cockpit.maintenance import doctor
from core.errors import DatabaseBusy, InvalidInput
from core.jobs import run_due
from core.policy import ensure_shipped
from core.settings import PROJECT_ROOT, Settings
from core.store import Lake, ModelSet, Store, move_to_lake, open_lake, refresh, verify_audit
from core.store.backup import backup
from core.store.check import check
from core.store.extensions import extension_file
from core.store.lake import without_keys
from core.store.migrate import MIGRATIONS
from core.wiring import build

from .conftest import LIMITS
from .material import fill

AS_OF = date(2026, 6, 30)
MODELS = ModelSet.load()


def _refreshed(store: Store) -> dict[str, list[tuple[object, ...]]]:
    ensure_shipped(store)
    fill(store)
    report = refresh(store, MODELS, AS_OF, LOCAL)
    assert len(report.ran) == len(MODELS.ordered)
    return _mart(store)


def _mart(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {
        model.table: [
            tuple(row.values()) for row in store.rows(f"SELECT * FROM {model.table} ORDER BY ALL")
        ]
        for model in MODELS.ordered
    }


def test_the_whole_schema_is_made_with_its_comments(store_on_lake: Store) -> None:
    text = "".join(path.read_text() for path in MIGRATIONS.glob("*.sql"))
    expected = set(re.findall(r"CREATE TABLE ((?:crm|ops)\.\w+)", text))
    found = store_on_lake.rows(
        "SELECT schema_name || '.' || table_name AS name, comment FROM duckdb_tables()"
        " WHERE database_name = 'rapport' AND schema_name IN ('crm', 'ops')"
    )
    assert {row["name"] for row in found} == expected
    assert all(row["comment"] for row in found)


def test_every_model_says_on_the_lake_what_it_says_on_the_file(
    store_on_lake: Store, store: Store
) -> None:
    assert _refreshed(store_on_lake) == _refreshed(store)


def test_a_second_refresh_on_the_lake_replaces_its_rows(store_on_lake: Store) -> None:
    before = _refreshed(store_on_lake)
    assert refresh(store_on_lake, MODELS, AS_OF, LOCAL).ran == ()
    with store_on_lake.transaction(LOCAL, "crm.touch") as work:
        work.touch("crm.account", "crm.activity", "crm.ticket", "crm.heartbeat")
    refresh(store_on_lake, MODELS, AS_OF, LOCAL)
    assert _mart(store_on_lake) == before


def test_the_store_keeps_its_promises_on_the_lake(
    store_on_lake: Store, lake: Lake, clock: Clock
) -> None:
    fill(store_on_lake)
    version = store_on_lake.data_version
    with pytest.raises(RuntimeError), store_on_lake.transaction(LOCAL, "account.add") as work:
        work.execute("DELETE FROM crm.account")
        work.touch("crm.account")
        raise RuntimeError
    assert store_on_lake.data_version == version
    assert store_on_lake.value("SELECT count(*) FROM crm.account") > 0
    assert verify_audit(store_on_lake).ok
    assert check(store_on_lake).ok
    with pytest.raises(DatabaseBusy, match="use by process"):
        _open_elsewhere(lake, store_on_lake.path)
    with pytest.raises(InvalidInput, match="on a lake"):
        backup(store_on_lake, LOCAL, store_on_lake.path.parent, store_on_lake.path.parent, keep=1)
    store_on_lake.close()
    with open_lake(lake, store_on_lake.path, clock=clock, limits=LIMITS) as again:
        assert again.refusal is None
        assert again.data_version == version


def _open_elsewhere(lake: Lake, beside: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from core.store import Lake, open_lake\n"
        "from core.errors import DatabaseBusy\n"
        "try: open_lake(Lake(sys.argv[1], Path(sys.argv[2])), Path(sys.argv[3]))\n"
        "except DatabaseBusy as error: print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, lake.catalog, str(lake.data), str(beside)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    if said.stdout:
        raise DatabaseBusy(said.stdout)


def test_a_database_moves_to_a_lake_with_its_rows_and_its_log(
    lake: Lake, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "moving" / "rapport.duckdb"
    with Store.open(path, clock=clock, threads=2) as store:
        on_file = _refreshed(store)
        with pytest.raises(DatabaseBusy):
            move_to_lake(path, lake, limits=LIMITS)
    assert move_to_lake(path, lake, limits=LIMITS) > 50
    with open_lake(lake, path, clock=clock, limits=LIMITS) as moved:
        assert moved.refusal is None
        assert verify_audit(moved).ok
        rebuilt = refresh(moved, MODELS, AS_OF, LOCAL)
        assert rebuilt.as_of == AS_OF
        assert _mart(moved) == on_file
        with pytest.raises(InvalidInput, match="on a lake"):
            backup(moved, LOCAL, tmp_path / "backups", tmp_path / "files", keep=1)
    with pytest.raises(InvalidInput, match="not empty"):
        move_to_lake(path, lake, limits=LIMITS)


def test_the_settings_open_the_lake(file_lake: Lake, tmp_path: Path, clock: Clock) -> None:
    settings = Settings(
        database=tmp_path / "home" / "rapport.duckdb",
        lake_catalog=file_lake.catalog,
        lake_data=file_lake.data,
        threads=2,
    )
    running = build(settings, clock)
    with running.store as store:
        assert store.value("SELECT current_database()") == "rapport"
        assert store.value("SELECT count(*) FROM ops.policy_version") == 1
        assert [finding.name for finding in doctor(running, LOCAL) if not finding.ok] == []
        assert {outcome.status for outcome in run_due(running)} == {"done"}
    assert not settings.database.exists()


def test_settings_are_locked_down_on_the_lake_too(store_on_lake: Store) -> None:
    assert store_on_lake.value("SELECT current_setting('enable_external_access')") is False
    assert store_on_lake.value("SELECT current_setting('lock_configuration')") is True
    assert store_on_lake.value("SELECT current_setting('TimeZone')") == "UTC"


def test_keys_are_left_out_and_nothing_else() -> None:
    made = without_keys(
        "CREATE TABLE ops.a (\n    id BIGINT PRIMARY KEY,\n    h VARCHAR NOT NULL UNIQUE,\n"
        "    PRIMARY KEY (id, h)\n);"
    )
    assert made == "CREATE TABLE ops.a (\n    id BIGINT,\n    h VARCHAR NOT NULL\n);"


def test_extensions_come_from_installed_packages_only() -> None:
    assert extension_file("ducklake").name == "ducklake.duckdb_extension"
    with pytest.raises(InvalidInput, match="duckdb-extension-no-such"):
        extension_file("no_such")
