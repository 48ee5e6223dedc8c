"""Mutants of models, each run against the example tables.

All in one process: a changed model changes no Python. The databases of the examples stay open, and a refresh runs only
the changed model and those that read it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from core.clock import fixed
from core.store import ModelSet, Store
from tests.conftest import NOW
from tests.spec.world import AS_OF, World
from tests.validation.mutation import sql_mutants
from tests.validation.mutation.fixtures import PYTEST, override
from tests.validation.mutation.groups import ROOT, Group
from tests.validation.mutation.mutant import Fate, Mutant

Told = Callable[[Mutant, Fate, str], None]


class _Shelf:
    """The databases of the examples; one that a test went on with is made anew when it is asked for again."""

    def __init__(self, blank: Callable[[Path], Path], folder: Path, models: ModelSet) -> None:
        self.models = models
        self._blank, self._folder = blank, folder
        self._worlds: dict[tuple[object, ...], _Watched] = {}
        self._count = 0

    def fixture(self, request: pytest.FixtureRequest) -> Iterator[Callable[..., World]]:
        """The fixture ``world``: each call of a module, by its tables and how often they were asked for."""
        asked: dict[tuple[str, date], int] = {}
        loose: list[World] = []

        def make(text: str = "", as_of: date = AS_OF) -> World:
            if not text:
                loose.append(self._open("", as_of))
                return loose[-1]
            asked[text, as_of] = asked.get((text, as_of), 0) + 1
            return self._get((request.node.nodeid, text, as_of, asked[text, as_of]), text, as_of)

        yield make
        for world in loose:
            world.store.close()

    def _get(self, key: tuple[object, ...], text: str, as_of: date) -> World:
        found = self._worlds.get(key)
        if found is not None and found.is_changed:
            found.store.close()
            found = None
        if found is None:
            found = self._worlds[key] = self._open(text, as_of)
        found.models = self.models
        found.refresh()
        found.is_changed = False
        return found

    def _open(self, text: str, as_of: date) -> _Watched:
        self._count += 1
        path = self._blank(self._folder / str(self._count))
        return _Watched(Store.open(path, clock=fixed(NOW), threads=1), self.models, text, as_of)


class _Watched(World):
    """A world that remembers whether a test went on with it."""

    is_changed = False

    def add(self, tables: Any) -> None:
        self.is_changed = True
        super().add(tables)

    def refresh(self, as_of: date | None = None) -> World:
        self.is_changed = True
        return super().refresh(as_of)


class _Session:
    """A pytest plugin: collects the tests once and runs them for each mutant until one fails."""

    def __init__(self, folder: Path, mutants: Sequence[Mutant], told: Told) -> None:
        self.folder, self.mutants, self.told = folder, mutants, told
        self.failed = ""

    @pytest.hookimpl
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        folder = self.folder / "worlds"
        models = ModelSet.load()
        shelf = _Shelf(_blank(self.folder), folder, models)
        override(session, "world", partial(shelf.fixture), "request")
        for name in ("models", "blank"):
            override(session, name, lambda: None)
        paths = sorted({one.path for one in self.mutants})
        for path in paths:
            shelf.models = _with(shelf.models, path, sql_mutants.unchanged(ROOT, path))
        if self._fails(session.items):
            raise SystemExit(f"Models written back unchanged fail {self.failed}")
        for one in self.mutants:
            shelf.models = _with(models, one.path, one.text())
            fate = Fate.KILLED if self._fails(session.items) else Fate.SURVIVED
            self.told(one, fate, self.failed)
        return True

    def _fails(self, items: Sequence[pytest.Item]) -> bool:
        self.failed = ""
        for place, item in enumerate(items):
            following = items[place + 1] if place + 1 < len(items) else None
            reports = runtestprotocol(item, log=False, nextitem=following)
            if any(report.failed for report in reports):
                self.failed = item.nodeid
                item.session._setupstate.teardown_exact(None)
                return True
        return False


def _blank(folder: Path) -> Callable[[Path], Path]:
    made = folder / "blank"
    made.mkdir()
    Store.open(made / "rapport.duckdb", clock=fixed(NOW), threads=1).close()

    def put(target: Path) -> Path:
        shutil.copytree(made, target)
        return target / "rapport.duckdb"

    return put


def _with(models: ModelSet, path: str, sql: str) -> ModelSet:
    """The models with another text for one of them."""
    return ModelSet(
        tuple(
            replace(model, sql=sql) if model.path == ROOT / path else model
            for model in models.ordered
        )
    )


def run(group: Group, mutants: Sequence[Mutant], told: Told) -> None:
    """Tell of each mutant what the tests made of it."""
    for beginning, tests in group.tests.items():
        those = [one for one in mutants if one.path.startswith(beginning)]
        if those:
            _run(tests, those, told)


def _run(tests: Sequence[str], mutants: Sequence[Mutant], told: Told) -> None:
    with TemporaryDirectory() as folder:
        session = _Session(Path(folder), mutants, told)
        code = pytest.main([*PYTEST, *tests], plugins=[session])
    if code != pytest.ExitCode.OK:
        raise SystemExit(f"The tests could not be run: {code!r}")
