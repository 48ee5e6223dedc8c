"""Sponsors and technical health over many accounts."""

from __future__ import annotations

from datetime import date

import pytest

from core.cockpit import (
    SPONSOR_SORTS,
    Filters,
    health_board,
    rules_tripped,
    sponsor_gaps,
    sponsor_heat_map,
    sponsor_list,
)
from core.cockpit.health import BOARD_SORTS
from core.errors import Forbidden
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, NOBODY

ALL = Filters()


def test_the_sponsor_list_narrows_by_cadence_level_role_and_backup(portfolio: Store) -> None:
    def names(**chosen: object) -> list[str]:
        page = sponsor_list(portfolio, ADA, ALL, **chosen)  # type: ignore[arg-type]
        assert page.total == len(page.rows)
        return [row.full_name for row in page.rows]

    assert names() == ["Cleo Finn", "Theo Tan", "Vera Poe", "Dan Dee"]
    assert names(cadence=("overdue", "never")) == ["Vera Poe", "Dan Dee"]
    assert names(primary_only=True) == ["Cleo Finn", "Vera Poe"]
    assert names(without_backup=True) == ["Vera Poe", "Dan Dee"]
    levels = sponsor_list(portfolio, ADA, Filters(level=("engaged",)))
    assert [row.full_name for row in levels.rows] == ["Theo Tan"]


def test_sponsors_are_seen_within_the_own_book_only(portfolio: Store) -> None:
    assert {row.account_id for row in sponsor_list(portfolio, ANN, ALL).rows} == {"A1", "A2"}
    assert {row.account_id for row in sponsor_list(portfolio, BOB, ALL).rows} == {"B2"}
    assert {gap.account_id for gap in sponsor_gaps(portfolio, BOB, ALL)} == {"B1", "B2"}
    with pytest.raises(Forbidden):
        sponsor_list(portfolio, NOBODY, ALL)


@pytest.mark.parametrize("sort", SPONSOR_SORTS)
def test_pages_of_any_sort_cover_every_sponsor_once(portfolio: Store, sort: str) -> None:
    pages = [
        sponsor_list(portfolio, ADA, ALL, sort=sort, descending=True, limit=1, offset=at)
        for at in range(5)
    ]
    found = sorted(row.contact_id for page in pages for row in page.rows)
    assert found == ["C1", "C2", "C3", "C4"]
    assert {page.total for page in pages} == {4}


def test_the_heat_map_counts_executives_by_tier_and_level(portfolio: Store) -> None:
    cells = sponsor_heat_map(portfolio, ADA, ALL)
    assert [(cell.tier, cell.level, cell.executives) for cell in cells] == [
        ("", "unknown", 1),
        ("enterprise", "champion", 1),
        ("enterprise", "engaged", 1),
        ("smb", "passive", 1),
    ]


def test_gaps_are_named_most_urgent_first(portfolio: Store) -> None:
    found = sponsor_gaps(portfolio, ADA, ALL)
    assert [(gap.account_id, gap.gap) for gap in found] == [
        ("B2", "departed"),
        ("B1", "no_executive"),
        ("B1", "silent"),
        ("A2", "no_backup"),
        ("B2", "no_backup"),
    ]
    assert found[0].detail == "Dan Dee left on 2026-06-01"


def test_the_board_shows_three_signals_each_with_its_series(portfolio: Store) -> None:
    board = health_board(portfolio, ANN, ALL)
    bolt, acme = board.rows
    assert (bolt.account_id, acme.account_id, board.total) == ("A2", "A1", 2)
    assert len(board.days) == 30
    assert (board.days[0], board.days[-1]) == (date(2026, 6, 1), AS_OF)
    assert (bolt.aged_critical_points, bolt.open_tickets_points, bolt.heartbeat_points) == (
        0.0,
        30.0,
        20.0,
    )
    by_day = dict(zip(board.days, bolt.open_series, strict=True))
    assert [by_day[date(2026, 6, day)] for day in (1, 10, 11, 14, 15, 20, 30)] == [
        1,
        1,
        0,
        0,
        1,
        2,
        2,
    ]
    assert bolt.critical_series[-1] == bolt.open_critical == 2
    assert bolt.api_call_series[-6:] == (100, 50, None, 10, None, None)
    assert bolt.hours_silent == 60.0
    assert acme.open_series == (0,) * 30
    assert acme.api_call_series == (None,) * 30


@pytest.mark.parametrize("sort", BOARD_SORTS)
def test_pages_of_the_board_cover_every_account_once(portfolio: Store, sort: str) -> None:
    pages = [health_board(portfolio, ADA, ALL, sort=sort, limit=1, offset=at) for at in range(5)]
    assert sorted(row.account_id for page in pages for row in page.rows) == ["A1", "A2", "B1", "B2"]
    assert {page.total for page in pages} == {4}


def test_rules_are_counted_over_the_filtered_accounts(portfolio: Store) -> None:
    found = rules_tripped(portfolio, ANN, ALL)
    assert [(rule.rule, rule.accounts, rule.at_double) for rule in found] == [
        ("aged_critical_tickets", 1, 1),
        ("silent_integration", 0, 0),
    ]
    assert rules_tripped(portfolio, BOB, ALL) == ()
