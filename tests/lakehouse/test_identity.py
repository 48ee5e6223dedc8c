"""Merging and parting on the lake: rows are moved and put back without keys or indexes."""

from __future__ import annotations

from core.actor import LOCAL
from core.capture.identity import decide, golden_fields, withdraw
from core.store import Store

from .material import fill


def test_two_accounts_become_one_and_two_again_on_the_lake(store_on_lake: Store) -> None:
    store = store_on_lake
    fill(store)
    accounts = [
        row["account_key"] for row in store.rows("SELECT account_key FROM crm.account ORDER BY ALL")
    ]
    before = store.rows("SELECT account_key, contact_key FROM crm.contact ORDER BY ALL")
    done = decide(store, LOCAL, "account", [(accounts[0], accounts[1])], "same")
    assert store.value("SELECT count(*) FROM ops.golden_account") == len(accounts) - 1
    assert store.rows("FROM ops.cluster_member ORDER BY ALL") == store.rows(
        "FROM ops.match_cluster ORDER BY ALL"
    )
    assert golden_fields(store, LOCAL, "account", accounts[0])
    withdraw(store, LOCAL, done.decision_ids[0])
    assert store.rows("SELECT account_key, contact_key FROM crm.contact ORDER BY ALL") == before
