"""One account's technical health, as the command line and the API give it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from core import health
from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, NotFound
from core.store import ModelSet, Store
from tests.spec.world import AS_OF, World, key

TABLES = """
accounts
account_id | tier | owner_email | created_at
A1 | smb | csm@us.example |
A2 | smb | | 2026-06-01

tickets
ticket_id | account_id | priority | status | opened_at
t1 | A1 | P1 | open | 2026-06-26 12:00

heartbeats
account_id | integration | seen_at
A1 | api | 2026-06-30 12:00

activities
activity_id | account_id | kind | occurred_at | subject
n1 | A1 | note | 2026-06-20 | Unhappy
"""


@pytest.fixture
def told(store: Store) -> World:
    return World(store, ModelSet.load(), TABLES)


def test_the_json_form_keeps_the_contract(told: World) -> None:
    found = health.as_json(health.score(told.store, LOCAL, key("A1"), AS_OF))
    assert json.loads(json.dumps(found)) == found
    assert (found["account_id"], found["score"], found["rag"]) == ("A1", 69, "amber")
    assert (found["uncapped_score"], found["cap"]) == (
        85,
        69,
    )  # 90 less 5 for the note, then capped
    assert (found["coverage_pct"], found["at_risk"]) == (100, True)
    assert found["rules_tripped"] == ["aged_critical_tickets"]
    factors = found["factors"]
    assert {name: (factor["points"], factor["of"]) for name, factor in factors.items()} == {
        "aged_critical_tickets": (30, 40),
        "open_tickets": (30, 30),
        "integration_heartbeat": (30, 30),
    }
    assert factors["aged_critical_tickets"]["evidence"] == [f"crm.ticket/{key('t1')}"]
    assert found["adjustments"] == [
        {
            "adjustment": "note_trouble",
            "points": -5,
            "note": "A recent note speaks of trouble.",
            "evidence": [f"crm.activity/{key('n1')}"],
        }
    ]


def test_the_rules_come_with_their_thresholds(told: World) -> None:
    found = health.score(told.store, LOCAL, key("A1"), AS_OF)
    rule = found.rules[0]
    assert (rule.rule, rule.value, rule.threshold, rule.unit) == (
        "aged_critical_tickets",
        4.5,
        3,
        "days",
    )
    assert (rule.tripped, rule.at_double) == (True, False)
    assert [other.tripped for other in found.rules[1:]] == [False, False]


def test_an_account_not_known_yet_is_grey_and_says_so(told: World) -> None:
    found = health.score(told.store, LOCAL, key("A2"), date(2026, 5, 31))
    assert (found.score, found.rag, found.at_risk) == (None, "grey", False)
    assert "not known on 2026-05-31" in found.missing[0]


def test_who_may_not_see_the_account_learns_nothing(told: World) -> None:
    own = Actor("csm@us.example", frozenset({Role.CSM}))
    assert health.score(told.store, own, key("A1"), AS_OF).rag == "amber"
    with pytest.raises(NotFound):
        health.score(told.store, own, key("A2"), AS_OF)
    with pytest.raises(Forbidden):
        health.score(told.store, Actor("nobody"), key("A1"), AS_OF)
