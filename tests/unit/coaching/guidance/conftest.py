"""Customers with their scores, made once: tests here only hold conversations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from core.clock import fixed
from core.store import Store
from tests.unit.coaching.crm import seed


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Brightkiln with people and a renewal ahead; two customers called Northwind."""
    path = tmp_path_factory.mktemp("guidance") / "rapport.duckdb"
    with Store.open(path, clock=fixed(datetime(2026, 6, 30, 12)), threads=2) as store:
        seed(store, scores=True)
        yield store
