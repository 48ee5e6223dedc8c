"""Accounts imported from small tables, and the fact sheets gathered of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.clock import fixed
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.sponsors.outreach.facts import gather
from core.store import ModelSet, Store, refresh
from tests.spec.world import key
from tests.unit.sponsors.outreach.examples import DAY, SENDER, imported


class Imported:
    """A database with the tables in it."""

    def __init__(self, store: Store, models: ModelSet) -> None:
        self.store = store
        self.models = models

    def sheet(
        self, contact: str | None = "C1", as_of: date = DAY, sender: str = SENDER
    ) -> FactSheet:
        """The facts of account A1 and one of its contacts."""
        refresh(self.store, self.models, as_of, LOCAL)
        recipient = key(contact) if contact else None
        request = DraftRequest("executive_outreach", key("A1"), "any", as_of, sender, recipient)
        return gather(self.store, LOCAL, request)


@pytest.fixture(scope="session")
def models() -> ModelSet:
    return ModelSet.load()


@pytest.fixture(scope="module")
def load(
    tmp_path_factory: pytest.TempPathFactory, models: ModelSet
) -> Iterator[Callable[..., Imported]]:
    """``load(tables, exported_on=...)`` imports the tables as template files."""
    with ExitStack() as opened:

        def make(text: str, exported_on: date = DAY) -> Imported:
            folder: Path = tmp_path_factory.mktemp("outreach")
            clock = fixed(datetime.combine(exported_on, time(9)))
            store = opened.enter_context(
                Store.open(folder / "rapport.duckdb", clock=clock, threads=2)
            )
            imported(store, models, folder, text, exported_on)
            return Imported(store, models)

        yield make
