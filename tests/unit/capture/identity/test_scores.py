"""Scores follow a merge: one account is scored, with the rows of both, and both again when parted."""

from __future__ import annotations

from datetime import date

import pytest

from core.actor import COMMAND_LINE
from core.capture.identity import withdraw
from core.policy import ensure_shipped
from core.store import ModelSet, Row, Store, refresh
from tests.unit.capture.identity.conftest import Decide, Key

AS_OF = date(2026, 6, 30)


def scored(store: Store) -> list[Row]:
    refresh(store, ModelSet.load(), AS_OF, COMMAND_LINE)
    return store.rows(
        "SELECT account_key, open_tickets FROM mart.account_health"
        " WHERE as_of = $as_of ORDER BY account_key",
        {"as_of": AS_OF},
    )


@pytest.mark.usefixtures("customers")
def test_one_account_is_scored_with_the_rows_of_all_its_records(
    store: Store, say: Decide, key: Key
) -> None:
    ensure_shipped(store)
    with store.transaction(COMMAND_LINE, "test.open") as work:
        work.execute(
            "UPDATE crm.ticket SET status = 'open', priority = 'P1',"
            " opened_at = TIMESTAMP '2026-06-20'"
        )
        work.touch("crm.ticket")
    before = scored(store)
    assert {row["account_key"] for row in before} == {key("A1"), key("Z1"), key("A2")}
    say("account", "A1", "Z1")
    merged = {row["account_key"]: row["open_tickets"] for row in scored(store)}
    assert set(merged) == {key("A1"), key("A2")}
    assert merged[key("A1")] == 1
    withdraw(store, COMMAND_LINE, 1)
    assert scored(store) == before
