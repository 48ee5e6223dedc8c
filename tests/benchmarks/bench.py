"""What every benchmark is given: the size, the data, a scratch folder, the number of runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.settings import PROJECT_ROOT
from tests.benchmarks import data


@dataclass(frozen=True)
class Bench:
    """One run of the benchmarks. ``accounts`` is the size; activities are a hundred times that."""

    accounts: int
    runs: int
    folder: Path

    @property
    def is_full(self) -> bool:
        return self.accounts >= 100_000

    @property
    def sources(self) -> Path:
        """The folder of the CSVs, written on first use."""
        return data.write(self.folder / "data", self.accounts)

    @property
    def changed(self) -> Path:
        """The activities of a second export, one row of a hundred edited."""
        home = data.write(
            self.folder / "data", self.accounts, tables=("activities",), changed_pct=1
        )
        return home / "activities.csv"

    def scratch(self, name: str) -> Path:
        """An empty folder of that name."""
        home = self.folder / "scratch" / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        return home

    def base(self) -> Path:
        """A database with everything but the activities imported; made once a run."""
        return self._made(
            "base", ["Account.csv", "Contact.csv", "goals.csv", "heartbeats.csv", "tickets.csv"]
        )

    def loaded(self) -> Path:
        """A database with all of it imported; made once a run."""
        return self._made("loaded", ["activities.csv"], start=self.base())

    def _made(self, name: str, files: list[str], start: Path | None = None) -> Path:
        home = self.folder / "databases" / f"{self.accounts}-{name}"
        database = home / "rapport.duckdb"
        if not (home / "done").exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True)
            if start:
                copy_database(start, home)
            child("import", database, *(self.sources / file for file in files))
            (home / "done").touch()
        return database


def copy_database(database: Path, folder: Path) -> Path:
    """A copy of a closed database and what lies beside it, for a run that changes it."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in database.parent.glob(f"{database.name}*"):
        if part.is_file():
            shutil.copy2(part, folder / part.name)
    return folder / database.name


def child(command: str, *arguments: object) -> dict[str, Any]:
    """Run one command of ``tests.benchmarks.child`` in a fresh process; what it measured.

    ``seconds`` is the work without the start of the interpreter, ``peak_mb`` the most memory the
    process or one of its own children held.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.child", command, *map(str, arguments)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stdout}\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))
