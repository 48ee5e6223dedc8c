"""A scan records what the cockpit says today, once for each state of data and policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core.actor import LOCAL, Actor, Role
from core.cockpit.scan import scan
from core.counts import count_of
from core.errors import Forbidden
from core.wiring import Cockpit

from .conftest import Now

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, ("draft",), "0 drafts"),
        (1, ("draft",), "1 draft"),
        (1, ("opportunity", "opportunities"), "1 opportunity"),
        (1200, ("opportunity", "opportunities"), "1,200 opportunities"),
    ],
)
def test_what_a_job_says_has_one_of_a_thing_in_the_singular(
    count: int, words: tuple[str, ...], said: str
) -> None:
    assert count_of(count, *words) == said


def test_a_scan_records_both_systems_for_every_account(
    cockpit: Cockpit, now: Now, add_accounts: Callable[[int], None]
) -> None:
    add_accounts(2)
    done = scan(cockpit, LOCAL)
    assert (done.as_of, done.scores, done.scanned_at) == (TODAY, 4, now.moment)
    assert done.summary == "3 models ran, 4 scores recorded for 2026-06-30"
    rows = cockpit.store.rows(
        "SELECT system, score, band, coverage_pct, data_version, as_of FROM ops.score_snapshot"
        " WHERE account_key = 1 ORDER BY system"
    )
    assert [tuple(row.values())[:4] for row in rows] == [
        ("health", None, "grey", 0.0),
        ("sponsors", 80.0, "champion", 100.0),
    ]
    assert {row["data_version"] for row in rows} == {1}


def test_a_repeated_scan_records_nothing_new(
    cockpit: Cockpit, now: Now, add_accounts: Callable[[int], None]
) -> None:
    add_accounts(2)
    first = scan(cockpit, LOCAL)
    now.move(hours=1)
    again = scan(cockpit, LOCAL)
    assert (again.scores, again.scanned_at) == (0, first.scanned_at)
    assert again.refreshed.ran == ()


def test_new_data_or_a_new_policy_is_recorded_again(
    cockpit: Cockpit, now: Now, add_accounts: Callable[[int], None]
) -> None:
    add_accounts(2)
    scan(cockpit, LOCAL)
    now.move(hours=1)
    add_accounts(1)
    assert scan(cockpit, LOCAL).scores == 6
    now.move(hours=1)
    with cockpit.store.transaction(LOCAL, "policy.save") as work:
        work.execute(
            "INSERT INTO ops.policy_version VALUES (900, 'abc', $at, 'me', 'test', '')",
            {"at": now.moment},
        )
    assert scan(cockpit, LOCAL).scores == 6
    found = cockpit.store.value("SELECT count(DISTINCT scanned_at) FROM ops.score_snapshot")
    assert found == 3


def test_a_past_date_is_computed_but_not_recorded(
    cockpit: Cockpit, add_accounts: Callable[[int], None]
) -> None:
    add_accounts(1)
    done = scan(cockpit, LOCAL, date(2026, 5, 31))
    assert len(done.refreshed.ran) == 3
    assert (done.scores, done.scanned_at) == (0, None)
    assert cockpit.store.value("SELECT count(*) FROM ops.score_snapshot") == 0


def test_who_may_not_refresh_may_not_scan(cockpit: Cockpit) -> None:
    with pytest.raises(Forbidden):
        scan(cockpit, Actor("ada@example.com", frozenset({Role.ANALYST})))
