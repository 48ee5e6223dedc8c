"""The marts written by hand for these tests have no column that the models do not fill."""

from __future__ import annotations

from pathlib import Path

from core.clock import Clock
from core.cockpit import data_date, ensure_fresh
from core.policy import ensure_shipped
from core.store import ModelSet, Store
from tests.unit.cockpit.conftest import ADA, AS_OF, Cockpit

COLUMNS = (
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'mart'"
)


def columns(store: Store) -> set[tuple[str, str]]:
    return {(row["table_name"], row["column_name"]) for row in store.rows(COLUMNS)}


def test_every_column_of_the_hand_made_marts_is_filled_by_a_model(
    portfolio: Store, tmp_path: Path, clock: Clock
) -> None:
    with Store.open(tmp_path / "real" / "rapport.duckdb", clock=clock) as real:
        ensure_shipped(real)
        cockpit = Cockpit(real, ModelSet.load(), clock)
        assert ensure_fresh(cockpit, ADA).ran
        assert not ensure_fresh(cockpit, ADA, AS_OF).ran
        assert columns(portfolio) - columns(real) == set()
        assert data_date(cockpit, ADA).policy_version == 1
