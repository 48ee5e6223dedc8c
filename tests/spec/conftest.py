"""Fixtures of the specification tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from core.clock import fixed
from core.store import ModelSet, Store
from tests.conftest import NOW
from tests.spec.world import AS_OF, World


@pytest.fixture(scope="session")
def models() -> ModelSet:
    return ModelSet.load()


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory, models: ModelSet, blank: Callable[[Path], Path]
) -> Iterator[Callable[..., World]]:
    """``world(tables)`` makes a database, loads the tables and runs every model."""
    with ExitStack() as open_stores:

        def make(text: str = "", as_of: date = AS_OF) -> World:
            path = blank(tmp_path_factory.mktemp("world"))
            store = Store.open(path, clock=fixed(NOW), threads=2)
            return World(open_stores.enter_context(store), models, text, as_of)

        yield make
