"""Lakes to try: one with its catalog in a file, one with its catalog in PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import Clock
from core.store import Lake, Limits, Store, open_lake

LIMITS = Limits(memory="1GB", threads=2)


@pytest.fixture
def file_lake(tmp_path: Path) -> Lake:
    return Lake(str(tmp_path / "lake" / "catalog.ducklake"), tmp_path / "lake" / "data")


@pytest.fixture
def postgres_lake(tmp_path: Path) -> Iterator[Lake]:
    """A PostgreSQL server of its own, on a socket in an own folder, stopped at the end."""
    with PostgresServer() as server:
        yield Lake(f"postgres:{server.connection_words}", tmp_path / "data")


@pytest.fixture(params=["file_lake", pytest.param("postgres_lake", marks=pytest.mark.postgres)])
def lake(request: pytest.FixtureRequest) -> Lake:
    found: Lake = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store_on_lake(lake: Lake, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_lake(lake, tmp_path / "home" / "rapport.duckdb", clock=clock, limits=LIMITS) as store:
        yield store


class PostgresServer:
    """Started by the installed binaries; as the user ``postgres`` when we are root."""

    def __init__(self) -> None:
        self._binaries = _binaries()
        self._user = "postgres" if os.geteuid() == 0 else ""
        if self._user and self._user not in {entry.pw_name for entry in pwd.getpwall()}:
            pytest.skip("PostgreSQL does not run as root and there is no user postgres")
        # A socket's path must be short; pytest's own folders are not readable to another user.
        self._home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        if self._user:
            shutil.chown(self._home, self._user)

    @property
    def connection_words(self) -> str:
        return f"host={self._home} user=cockpit dbname=postgres"

    def __enter__(self) -> PostgresServer:
        data = str(self._home / "data")
        self._run("initdb", "-D", data, "-U", "cockpit", "-A", "trust", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={self._home} -c fsync=off"
        log = str(self._home / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-D", str(self._home / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._home)

    def _run(self, command: str, *words: str) -> None:
        line = [str(self._binaries / command), *words]
        if self._user:
            line = ["runuser", "-u", self._user, "--", *line]
        subprocess.run(line, check=True, cwd=self._home, stdout=subprocess.DEVNULL, timeout=120)


def _binaries() -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    pytest.skip("PostgreSQL is not installed on this machine")
