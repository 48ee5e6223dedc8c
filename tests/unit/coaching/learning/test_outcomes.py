"""What came after a turn: changes beside those of accounts in the same state, never a cause."""

from __future__ import annotations

from datetime import date, datetime

from core.coaching.learning import Followed, outcomes, rate, tally
from core.store import Store

from .conftest import ANN, BOB, SYSTEM, Turn


def test_the_change_of_the_score_stands_beside_that_of_its_peers(scored: Store, turn: Turn) -> None:
    number = turn(account_key=1, days_ago=35)
    rate(scored, ANN, number, rating=5, followed="followed")
    (found,) = outcomes(scored, ANN)
    assert (found.interaction_id, found.account_name, found.followed) == (
        number,
        "A1",
        Followed.FOLLOWED,
    )
    assert (found.score_before, found.change_30, found.peers_30, found.peers) == (40, 30, 2.5, 4)
    assert found.is_better is True
    assert found.change_60 is None


def test_what_is_too_young_or_was_never_scanned_is_left_open(scored: Store, turn: Turn) -> None:
    turn(account_key=1, days_ago=3)
    turn(account_key=1, days_ago=200)
    found = outcomes(scored, ANN)
    assert [one.is_better for one in found] == [None, None]
    assert [one.score_before for one in found] == [70, None]


def test_an_escalation_that_ended_and_a_renewal_that_moved_are_shown(
    scored: Store, turn: Turn
) -> None:
    number = turn(account_key=2, days_ago=35)
    rate(scored, ANN, number, followed="partly")
    with scored.transaction(SYSTEM, "tests.fill") as work:
        work.execute(
            "INSERT INTO ops.escalation SELECT 1, 2, 'red', $opened, $opened::DATE, 'green', 80, 'red', 40,"
            " 'red', 40, 50, false, 'high', [], [], [], 0, 0, NULL, 'open', NULL, $opened::DATE,"
            " $ended, $ended::DATE, NULL, ''",
            {"opened": datetime(2026, 5, 20), "ended": datetime(2026, 6, 10)},
        )
        work.execute(
            "INSERT INTO crm.change_event BY NAME SELECT 'account' AS entity, 2 AS entity_key,"
            " 2 AS account_key, 'renewal_on' AS field, '2026-07-01' AS from_value,"
            " '2027-07-01' AS to_value, TIMESTAMP '2026-06-20' AS observed_at"
        )
    (found,) = outcomes(scored, ANN)
    assert found.had_escalation
    assert found.escalation_ended_on == date(2026, 6, 10)
    assert found.renewal_moved_on == date(2026, 6, 20)
    done, left = tally((found,))
    assert (done.turns, done.ended, done.renewals_moved) == (1, 1, 1)
    assert left.turns == 0


def test_nobody_sees_what_came_after_anothers_turns(scored: Store, turn: Turn) -> None:
    turn(account_key=1, days_ago=35)
    assert outcomes(scored, BOB) == ()


def test_a_turn_about_an_account_no_longer_seen_is_left_out(scored: Store, turn: Turn) -> None:
    turn(BOB, account_key=1, days_ago=35)
    assert outcomes(scored, BOB) == ()
