"""What SQL may not do here, and what a second process is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from core.clock import Clock
from core.errors import Corrupt, DatabaseBusy
from core.settings import PROJECT_ROOT
from core.store import Store

SECOND = """
import sys
from pathlib import Path
from core.errors import DatabaseBusy
from core.store import Store
try:
    Store.open(Path(sys.argv[1]))
except DatabaseBusy as error:
    print(error)
    raise SystemExit(error.exit_code)
"""


def open_in_second_process(database: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SECOND, str(database)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("enable_external_access", False),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("allow_community_extensions", False),
        ("lock_configuration", True),
        ("TimeZone", "UTC"),
        ("threads", 2),
    ],
)
def test_security_28_settings_are_hardened(store: Store, setting: str, expected: object) -> None:
    assert store.value(f"SELECT current_setting('{setting}')") == expected


def test_security_28_memory_and_spill_have_limits(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "rapport.duckdb"
    with Store.open(path, clock=clock, memory_limit="256MiB", spill_limit="1GiB") as store:
        assert store.value("SELECT current_setting('memory_limit')") == "256.0 MiB"
        assert store.value("SELECT current_setting('max_temp_directory_size')") == "1.0 GiB"
        spill = Path(store.value("SELECT current_setting('temp_directory')"))
        assert spill.parent == tmp_path


def test_security_28_every_cursor_counts_in_utc_whatever_the_machine_says(
    tmp_path: Path,
) -> None:
    code = (
        "import sys; from pathlib import Path; from core.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        "    print(store.value(\"SELECT '2026-01-01 00:00:00+00'::TIMESTAMPTZ::VARCHAR\"))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "rapport.duckdb")],
        cwd=PROJECT_ROOT,
        env={**os.environ, "TZ": "America/New_York"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert said.stdout.strip() == "2026-01-01 00:00:00+00"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('{outside}')",
        "SELECT * FROM read_csv('{home}/../outside.csv')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('https://example.com/a.csv')",
        "COPY (SELECT 1) TO '{outside}'",
        "ATTACH '{outside}' AS other",
        "ATTACH 'https://example.com/a.duckdb' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '{home}/made.duckdb_extension'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET lock_configuration = false",
        "SET memory_limit = '100GB'",
        "CREATE PERSISTENT SECRET stolen (TYPE s3)",
        "EXPORT DATABASE '{outside}'",
    ],
)
def test_security_28_sql_cannot_reach_beyond_its_folder(
    tmp_path: Path, clock: Clock, sql: str
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    home = tmp_path / "home"
    with Store.open(home / "rapport.duckdb", clock=clock) as store, pytest.raises(duckdb.Error):
        store.rows(sql.format(outside=outside, home=home))
    assert outside.read_text() == "a\n1\n"


def test_security_28_a_symbolic_link_does_not_lead_out(tmp_path: Path, clock: Clock) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    home = tmp_path / "home"
    home.mkdir()
    (home / "link.csv").symlink_to(outside)
    with Store.open(home / "rapport.duckdb", clock=clock) as store, pytest.raises(duckdb.Error):
        store.rows("SELECT * FROM read_csv($path)", {"path": str(home / "link.csv")})


def test_security_28_files_in_the_databases_own_folder_are_readable(
    tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "own.csv").write_text("a\n1\n")
    with Store.open(tmp_path / "rapport.duckdb", clock=clock) as store:
        found = store.rows("SELECT a FROM read_csv($path)", {"path": str(tmp_path / "own.csv")})
    assert found == [{"a": 1}]


def test_security_24_a_second_process_is_refused_and_told_who_holds_the_file(
    tmp_path: Path, store: Store
) -> None:
    second = open_in_second_process(store.path)
    assert second.returncode == DatabaseBusy.exit_code
    assert f"process {os.getpid()}" in second.stdout
    assert "Stop that process" in second.stdout


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "rapport.duckdb"
    path.write_text("<html>" * 1000)
    with pytest.raises(Corrupt, match="restore"):
        Store.open(path)


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "rapport.duckdb"
    Store.open(path, clock=clock).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_migration VALUES (9999, '9999_later')")
    with pytest.raises(Corrupt, match="Upgrade Rapport"):
        Store.open(path, clock=clock)
