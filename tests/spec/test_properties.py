"""What holds of every score, whatever the data."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actor import LOCAL
from tests.spec.random_world import portfolio
from tests.spec.world import AS_OF, World

EXAMPLES = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SEEDS = st.integers(min_value=0, max_value=10_000)
CRM = [
    "account",
    "contact",
    "activity",
    "goal",
    "ticket",
    "ticket_event",
    "heartbeat",
    "opportunity",
]


@pytest.fixture(scope="module")
def told(world):
    return world()


def load(told: World, tables) -> World:
    """Put ``tables`` in place of everything imported before, and score."""
    with told.store.transaction(LOCAL, "test.clear") as work:
        for name in CRM:
            work.execute(f"DELETE FROM crm.{name}")
            work.touch(f"crm.{name}")
    told.add(tables)
    return told.refresh()


def by(rows, *names):
    found = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


@EXAMPLES
@given(seed=SEEDS)
def test_scores_are_bounded_and_the_sum_of_their_points(told, seed):
    load(told, portfolio(seed, accounts=12))
    for score_table, part_table, name in (
        ("sponsor_score", "sponsor_contribution", "contact_key"),
        ("account_health", "health_contribution", "account_key"),
    ):
        parts = by(told.rows(part_table), name)
        for row in told.rows(score_table):
            present = [part for part in parts[(row[name],)] if part["state"] != "missing"]
            weight = sum(part["max_points"] for part in present)
            assert row["coverage_pct"] == weight
            assert all(0 <= part["points"] <= part["max_points"] for part in present)
            assert (row["score"] is None) == (weight < 50)
            if row["score"] is None:
                continue
            assert 0 <= row["score"] <= 100
            base = 100 * sum(part["points"] for part in present) / weight
            if name == "contact_key":
                assert math.isclose(row["score"], base, abs_tol=1e-4)
            else:
                assert abs(row["uncapped_score"] - base) <= 10 + 1e-4
                assert row["score"] == min(row["uncapped_score"], row["cap"] or 100)


@EXAMPLES
@given(seed=SEEDS)
def test_number_colour_and_rules_never_contradict_each_other(told, seed):
    load(told, portfolio(seed, accounts=12))
    rules = by(told.rows("health_rule"), "account_key")
    for row in told.rows("account_health"):
        tripped = [rule for rule in rules[(row["account_key"],)] if rule["tripped"]]
        assert row["at_risk"] is bool(tripped)
        if row["score"] is None:
            assert row["rag"] == "grey"
            continue
        colour = "green" if row["score"] >= 70 else "amber" if row["score"] >= 40 else "red"
        assert row["rag"] == colour
        assert not (tripped and row["rag"] == "green")
        if len(tripped) > 1 or any(rule["at_double"] for rule in tripped):
            assert row["rag"] == "red"


@EXAMPLES
@given(seed=SEEDS)
def test_level_and_risk_agree_with_the_score(told, seed):
    load(told, portfolio(seed, accounts=12))
    risks = {
        "champion": "low",
        "engaged": "low",
        "passive": "medium",
        "disengaged": "high",
        "unknown": "critical",
    }
    for row in told.rows("sponsor_score") + told.rows("account_sponsor"):
        assert row["risk"] == risks[row["level"]]
        assert (row["level"] == "unknown") == (row["score"] is None)
        if row["level"] in ("champion", "engaged", "passive"):
            floor = {"champion": 75, "engaged": 50, "passive": 0}[row["level"]]
            assert row["score"] >= floor
    primaries = [row for row in told.rows("sponsor_score") if row["is_primary"]]
    assert len(primaries) == len({row["account_key"] for row in primaries})
    chosen = {
        row["account_key"]: row["primary_contact_key"] for row in told.rows("account_sponsor")
    }
    assert {row["contact_key"] for row in primaries} == {k for k in chosen.values() if k}


@EXAMPLES
@given(seed=SEEDS, more=st.integers(min_value=1, max_value=6))
def test_one_more_touchpoint_never_lowers_a_score(told, seed, more):
    tables = portfolio(seed, accounts=12)
    # Without any activity of the account the measure is missing, and the first one adds weight, not points.
    tables["activities"] += [
        {
            "activity_id": f"{row['account_id']}any",
            "account_id": row["account_id"],
            "kind": "note",
            "occurred_at": "2024-10-01",
        }
        for row in tables["accounts"]
    ]
    before = {row["contact_key"]: row for row in load(told, tables).rows("sponsor_score")}
    kinds = {
        "enterprise": "one_to_one",
        "mid_market": "strategic_checkin",
        "smb": "business_review",
    }
    tiers = {row["account_id"]: row["tier"] for row in tables["accounts"]}
    for person in tables["contacts"]:
        for n in range(more):
            tables["activities"].append(
                {
                    "activity_id": f"{person['contact_id']}+{n}",
                    "account_id": person["account_id"],
                    "kind": kinds.get(tiers[person["account_id"]], "one_to_one"),
                    "occurred_at": (AS_OF - timedelta(days=n)).isoformat(),
                    "participants": person["email"],
                }
            )
    rank = ["unknown", "disengaged", "passive", "engaged", "champion"]
    for row in load(told, tables).rows("sponsor_score"):
        old = before[row["contact_key"]]
        assert (row["score"] or 0) >= (old["score"] or 0) - 1e-6
        assert row["coverage_pct"] == old["coverage_pct"]
        assert rank.index(row["level"]) >= rank.index(old["level"])


@EXAMPLES
@given(seed=SEEDS, age=st.integers(min_value=4, max_value=60))
def test_an_aged_critical_ticket_never_raises_a_score(told, seed, age):
    tables = portfolio(seed, accounts=12)
    tables["tickets"].append(
        {
            "ticket_id": "any",
            "account_id": "A0",
            "priority": "P4",
            "opened_at": "2024-10-01",
            "status": "open",
        }
    )
    before = {row["account_key"]: row for row in load(told, tables).rows("account_health")}
    tables["tickets"] += [
        {
            "ticket_id": f"{row['account_id']}+",
            "account_id": row["account_id"],
            "priority": "P1",
            "status": "open",
            "opened_at": (AS_OF - timedelta(days=age)).isoformat(),
        }
        for row in tables["accounts"]
    ]
    for row in load(told, tables).rows("account_health"):
        old = before[row["account_key"]]
        assert row["at_risk"]
        assert row["rag"] != "green"
        if old["score"] is not None:
            assert row["score"] <= old["score"] + 1e-6


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_same_tables_give_the_same_rows_in_any_order(told, seed):
    tables = portfolio(seed)
    first = everything(load(told, tables))
    dice = random.Random(seed)
    orders = [lambda rows: rows[::-1], lambda rows: dice.sample(rows, len(rows))]
    for order in orders:
        told.refresh()
        again = everything(load(told, {name: order(rows) for name, rows in tables.items()}))
        assert {name for name in first if first[name] != again[name]} == set()


def everything(told: World) -> dict[str, list[str]]:
    """Every row of every model, without the line of the file it stood in."""
    return {
        model.name: sorted(
            repr({name: value for name, value in row.items() if name != "source_line"})
            for row in told.rows(model.name)
        )
        for model in told.models.ordered
    }
