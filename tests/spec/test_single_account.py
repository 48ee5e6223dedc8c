"""What one account's change makes stale is run for that account alone, and comes out the same."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.actor import LOCAL
from core.capture.heartbeat import post_heartbeat
from core.cockpit import clear_contact_override, set_contact_override
from core.store import rebuild, refresh, stale_models
from tests.spec.random_world import portfolio
from tests.spec.test_replay import scores
from tests.spec.world import World, key

SEEN_AT = datetime(2026, 6, 30, 11)
UNTOUCHED = "UPDATE mart.account_health SET cap = -1 WHERE account_key <> $account_key"


@pytest.fixture
def told(world) -> World:
    made = world()
    made.add(portfolio(seed=7))
    return made.refresh()


def _equals_a_full_run(told: World) -> bool:
    narrow = scores(told)
    rebuild(told.store, told.models, LOCAL)
    return scores(told.refresh()) == narrow


def test_a_posted_heartbeat_is_counted_for_its_account_alone(told: World) -> None:
    with told.store.transaction(LOCAL, "test.mark") as work:
        work.execute(UNTOUCHED, {"account_key": key("A1")})
    assert post_heartbeat(told.store, LOCAL, "A1", "billing", seen_at=SEEN_AT).recorded
    ran = refresh(told.store, told.models, told.as_of, LOCAL).ran
    assert "mart.account_health" in ran
    assert "mart.sponsor_score" not in ran
    assert told.health("A1")["last_heartbeat_at"] == SEEN_AT
    others = [row for row in told.rows("account_health") if row["account_key"] != key("A1")]
    assert {row["cap"] for row in others} == {-1}
    assert stale_models(told.store, told.models, told.as_of) == []


def test_a_posted_heartbeat_gives_the_scores_of_a_full_run(told: World) -> None:
    post_heartbeat(told.store, LOCAL, "A1", "billing", seen_at=SEEN_AT, api_calls=3)
    told.refresh()
    assert _equals_a_full_run(told)


def test_a_correction_of_a_contact_gives_the_scores_of_a_full_run(told: World) -> None:
    person = min(row["contact_key"] for row in told.rows("sponsor_score"))
    set_contact_override(
        told.store, LOCAL, person, field="status", value="left", reason="She wrote so."
    )
    told.refresh()
    assert _equals_a_full_run(told)
    clear_contact_override(told.store, LOCAL, person, "status")
    told.refresh()
    assert _equals_a_full_run(told)
