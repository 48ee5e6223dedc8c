"""The rich example account in a database, with the engine of drafts over a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from core.clock import Clock, fixed
from core.settings import Settings
from core.store import ModelSet, Store
from core.wiring import Cockpit
from tests.unit.health.communication.examples import DAY, RICH
from tests.unit.sponsors.outreach.examples import US, imported


@dataclass
class Office:
    """An installation; ``now`` can be moved on."""

    cockpit: Cockpit
    times: list[datetime]

    @property
    def store(self) -> Store:
        return self.cockpit.store

    def write(self, sql: str, *tables: str) -> None:
        from core.actor import LOCAL

        with self.store.transaction(LOCAL, "tests.write") as work:
            work.execute(sql)
            work.touch(*tables)

    def pass_days(self, days: int) -> None:
        self.times[0] += timedelta(days=days)


@pytest.fixture(scope="session")
def models() -> ModelSet:
    return ModelSet.load()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, models: ModelSet) -> Path:
    folder = tmp_path_factory.mktemp("communication")
    clock = fixed(datetime.combine(DAY, time(9)))
    with Store.open(folder / "rapport.duckdb", clock=clock, threads=2) as store:
        imported(store, models, folder, f"{US.strip()}\n\n{RICH.strip()}", DAY)
    return folder


@pytest.fixture
def office(built: Path, models: ModelSet, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(built, tmp_path / "office")
    times = [datetime.combine(DAY, time(10))]
    clock = Clock(lambda: times[0])
    settings = Settings(database=tmp_path / "office" / "rapport.duckdb", company_name="Lumenfold")
    with Store.open(settings.database, clock=clock, threads=2) as store:
        yield Office(Cockpit(settings, store, models, clock), times)
