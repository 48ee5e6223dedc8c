"""Notes, overrides and the like go with the cluster; of what one may have but one, one counts."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE
from core.capture.identity import withdraw
from core.store import Store
from tests.unit.capture.identity.conftest import Decide, Key

pytestmark = pytest.mark.usefixtures("customers")


def _insert(store: Store, sql: str, **values: object) -> None:
    with store.transaction(COMMAND_LINE, "test.seed") as work:
        work.execute(sql, values)


def test_a_note_goes_with_the_cluster_and_back(store: Store, say: Decide, key: Key) -> None:
    _insert(
        store,
        "INSERT INTO ops.note VALUES (1, $account_key, TIMESTAMP '2026-06-01', 'ann', 'Call them')",
        account_key=key("Z1"),
    )
    say("account", "A1", "Z1")
    assert store.value("SELECT account_key FROM ops.note") == key("A1")
    withdraw(store, COMMAND_LINE, 1)
    assert store.value("SELECT account_key FROM ops.note") == key("Z1")


def test_a_correction_of_a_person_counts_unless_the_cluster_has_its_own(
    store: Store, say: Decide, key: Key
) -> None:
    for contact, field, value in (
        ("P1", "seniority", "c_level"),
        ("P1", "role", "champion"),
        ("C1", "role", "executive_sponsor"),
    ):
        _insert(
            store,
            "INSERT INTO ops.contact_override VALUES ($contact_key, $field, $value, 'we know',"
            " TIMESTAMP '2026-06-01', 'ann')",
            contact_key=key(contact),
            field=field,
            value=value,
        )
    before = store.rows("FROM ops.contact_override ORDER BY ALL")
    say("contact", "C1", "P1")
    rows = store.rows(
        "SELECT field, value FROM ops.contact_override WHERE contact_key = $contact_key ORDER BY 1",
        {"contact_key": key("C1")},
    )
    assert [(row["field"], row["value"]) for row in rows] == [
        ("role", "executive_sponsor"),
        ("seniority", "c_level"),
    ]
    withdraw(store, COMMAND_LINE, 1)
    assert store.rows("FROM ops.contact_override ORDER BY ALL") == before


def test_only_one_open_escalation_counts_and_recovered_ones_all_go_along(
    store: Store, say: Decide, key: Key
) -> None:
    for number, (account, recovered) in enumerate((("A1", None), ("Z1", None), ("Z1", 1)), 1):
        _insert(
            store,
            "INSERT INTO ops.escalation BY NAME SELECT $number AS escalation_id,"
            " $account_key AS account_key, 'score' AS trigger, TIMESTAMP '2026-06-01' AS opened_at,"
            " DATE '2026-06-01' AS opened_on, '' AS from_band, 'red' AS opened_band,"
            " 10 AS opened_score, 'red' AS worst_band, 10 AS worst_score, 50 AS score_limit,"
            " false AS needs_better_band, 'high' AS severity, [] AS severity_reasons,"
            " [] AS rules_tripped, [] AS evidence, 0 AS times_worsened, 0 AS better_scans,"
            " '' AS stance, DATE '2026-06-01' AS updated_on, '' AS draft_note,"
            " CASE WHEN $recovered = 1 THEN TIMESTAMP '2026-06-05' END AS recovered_at",
            number=number,
            account_key=key(account),
            recovered=recovered,
        )
    say("account", "A1", "Z1")
    rows = store.rows(
        "SELECT escalation_id FROM ops.escalation WHERE account_key = $account_key ORDER BY 1",
        {"account_key": key("A1")},
    )
    assert [row["escalation_id"] for row in rows] == [1, 3]
