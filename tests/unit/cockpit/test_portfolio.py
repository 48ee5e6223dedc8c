"""Portfolio numbers, and that nobody sees another's book in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from core.actor import Actor
from core.cockpit import (
    ACCOUNT_SORTS,
    Filters,
    account_list,
    arr_matrix,
    arr_totals,
    changes_since_last_scan,
    filter_options,
    kpi_accounts,
    kpi_trend,
    level_distribution,
    month_ends,
    portfolio_kpis,
    rag_distribution,
    recent_changes,
)
from core.errors import Forbidden, InvalidInput
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, LEE, MEG, NOBODY, Cockpit

ALL = Filters()


def ids(store: Store, actor: Actor, filters: Filters = ALL) -> list[str]:
    return [row.account_id for row in account_list(store, actor, filters).rows]


def test_kpis_show_numerator_denominator_and_target(portfolio: Store) -> None:
    found = {kpi.name: kpi for kpi in portfolio_kpis(portfolio, ADA, ALL)}
    shown = {
        name: (kpi.numerator, kpi.denominator, kpi.value, kpi.target, kpi.met)
        for name, kpi in found.items()
    }
    assert shown == {
        "exec_engagement_rate": (1, 4, 0.25, 0.8, False),
        "avg_days_between_exec_contacts": (160, 3, pytest.approx(160 / 3), 45, False),
        "qbr_exec_attendance": (4, 6, pytest.approx(2 / 3), 0.7, False),
        "sponsor_retention_yoy": (1, 2, 0.5, 0.85, False),
        "multi_thread_score": (2, 4, 0.5, 1.5, False),
    }


def test_kpis_follow_the_filters(portfolio: Store) -> None:
    kpis = portfolio_kpis(portfolio, ADA, Filters(rag=("green",)))
    assert [kpi.value for kpi in kpis] == [1, 30, 1, 1, 2]
    assert all(kpi.met for kpi in kpis)


def test_a_kpi_over_nothing_has_no_value(portfolio: Store) -> None:
    kpis = portfolio_kpis(portfolio, ADA, Filters(search="nobody"))
    assert [(kpi.value, kpi.denominator, kpi.met) for kpi in kpis] == [(None, 0, None)] * 5


def test_engagement_known_of_no_account_is_no_value_and_misses_nothing(portfolio: Store) -> None:
    unknown = {kpi.name: kpi for kpi in portfolio_kpis(portfolio, ADA, Filters(search="core"))}
    for name in ("exec_engagement_rate", "multi_thread_score"):
        kpi = unknown[name]
        assert (kpi.value, kpi.numerator, kpi.denominator, kpi.met) == (None, 0, 1, None)
    known = {kpi.name: kpi for kpi in portfolio_kpis(portfolio, ADA, Filters(search="dune"))}
    assert (known["exec_engagement_rate"].value, known["exec_engagement_rate"].met) == (0, False)


def test_a_kpi_opens_to_the_accounts_that_add_up_to_it(portfolio: Store) -> None:
    for actor in (ADA, ANN, BOB):
        for kpi in portfolio_kpis(portfolio, actor, ALL):
            parts = kpi_accounts(portfolio, actor, ALL, kpi.name)
            assert parts.total == len(parts.rows) == (4 if actor is ADA else 2)
            assert sum(part.numerator for part in parts.rows) == kpi.numerator
            assert sum(part.denominator for part in parts.rows) == kpi.denominator
    worst = kpi_accounts(portfolio, ADA, ALL, "avg_days_between_exec_contacts", limit=1)
    assert [(part.account_id, part.value) for part in worst.rows] == [("A2", 100)]
    with pytest.raises(InvalidInput):
        kpi_accounts(portfolio, ADA, ALL, "happiness")


def test_a_trend_tells_computed_month_ends_from_missing_ones(cockpit: Cockpit) -> None:
    points = kpi_trend(cockpit, ADA, Filters(search="acme"), months=3)
    rate = [point for point in points if point.name == "exec_engagement_rate"]
    assert [(point.as_of, point.value, point.state) for point in rate] == [
        (date(2026, 4, 30), None, "missing"),
        (date(2026, 5, 31), 0.0, "computed"),
        (date(2026, 6, 30), 1.0, "computed"),
    ]


def test_month_ends_run_back_from_the_date_shown() -> None:
    assert month_ends(date(2026, 3, 15), 3) == (
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 15),
    )
    assert len(month_ends(date(2026, 6, 30))) == 12


def test_every_colour_and_level_is_counted_even_when_none_has_it(portfolio: Store) -> None:
    shown = rag_distribution(portfolio, ANN, ALL)
    assert [(count.rag, count.accounts, count.at_risk) for count in shown] == [
        ("green", 1, 0),
        ("amber", 0, 0),
        ("red", 1, 1),
        ("grey", 0, 0),
    ]
    assert [count.accounts for count in level_distribution(portfolio, ADA, ALL)] == [1, 0, 1, 1, 1]


def test_amounts_of_two_currencies_are_never_added(portfolio: Store) -> None:
    matrix = arr_matrix(portfolio, ADA, ALL)
    assert matrix.currencies == ("EUR", "USD")
    assert matrix.arr("green", "champion", "EUR") == Decimal(1000)
    assert matrix.arr("green", "champion", "USD") == 0
    assert matrix.accounts("amber", "disengaged") == 1
    assert "not added across currencies" in matrix.notice
    assert "1 account has no ARR" in matrix.notice
    totals = arr_totals(portfolio, ADA, ALL)
    assert [(total.currency, total.amount, total.accounts) for total in totals] == [
        ("EUR", Decimal(1500), 2),
        ("USD", Decimal(200), 1),
    ]


def test_one_currency_needs_no_notice(portfolio: Store) -> None:
    assert arr_matrix(portfolio, ADA, Filters(tier=("enterprise",))).notice == ""


def test_the_list_shows_scores_sponsors_and_days_to_renewal(portfolio: Store) -> None:
    acme, bolt, core, dune = account_list(portfolio, ADA, ALL).rows
    assert (acme.primary_sponsor, acme.backup_sponsor) == ("Cleo Finn", "Theo Tan")
    assert (acme.days_to_renewal, bolt.days_to_renewal, core.days_to_renewal) == (30, -10, None)
    assert bolt.rules_tripped == ("aged_critical_tickets", "silent_integration")
    assert (core.level, core.rag, core.sponsor_score) == ("unknown", "grey", None)
    assert (dune.source_system, dune.tier) == ("hubspot", None)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(owner=("ann@us.example",)), ["A1", "A2"]),
        (Filters(tier=("",)), ["B2"]),
        (Filters(tier=("enterprise", "smb")), ["A1", "A2", "B1"]),
        (Filters(region=("EMEA",)), ["A1", "B2"]),
        (Filters(region=("",)), ["B1"]),
        (Filters(segment=("Retail",)), ["A1", "B1"]),
        (Filters(rag=("grey", "red")), ["A2", "B1"]),
        (Filters(level=("unknown",)), ["B1"]),
        (Filters(search="ACM"), ["A1"]),
        (Filters(search="b2"), ["B2"]),
        (Filters(search="bolt.exa"), ["A2"]),
        (Filters(search="%"), []),
        (Filters(rag=("red",), level=("champion",)), []),
    ],
)
def test_each_filter_narrows_the_list(
    portfolio: Store, filters: Filters, expected: list[str]
) -> None:
    assert ids(portfolio, ADA, filters) == expected


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("name", True, ["B2", "B1", "A2", "A1"]),
        ("arr", True, ["A1", "B1", "A2", "B2"]),
        ("arr", False, ["A2", "B1", "A1", "B2"]),
        ("rag", False, ["A2", "B2", "A1", "B1"]),
        ("level", True, ["A1", "A2", "B2", "B1"]),
        ("renewal", False, ["A2", "A1", "B1", "B2"]),
        ("tier", False, ["A1", "B1", "A2", "B2"]),
    ],
)
def test_a_sorted_list_keeps_empty_values_last(
    portfolio: Store, sort: str, descending: bool, expected: list[str]
) -> None:
    page = account_list(portfolio, ADA, ALL, sort=sort, descending=descending)
    assert [row.account_id for row in page.rows] == expected


@pytest.mark.parametrize("sort", ACCOUNT_SORTS)
def test_pages_of_any_sort_cover_every_account_once(portfolio: Store, sort: str) -> None:
    pages = [
        account_list(portfolio, ADA, ALL, sort=sort, limit=1, offset=offset) for offset in range(5)
    ]
    assert sorted(row.account_id for page in pages for row in page.rows) == ["A1", "A2", "B1", "B2"]
    assert [page.total for page in pages] == [4] * 5


@pytest.mark.parametrize(
    "wrong", [{"sort": "1; DROP"}, {"limit": 0}, {"limit": 10_001}, {"offset": -1}]
)
def test_a_page_out_of_bounds_is_refused(portfolio: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        account_list(portfolio, ADA, ALL, **wrong)  # type: ignore[arg-type]


def test_a_csm_sees_the_own_book_and_a_manager_the_teams(portfolio: Store) -> None:
    assert ids(portfolio, ANN) == ["A1", "A2"]
    assert ids(portfolio, BOB) == ["B1", "B2"]
    assert ids(portfolio, MEG) == ["A1", "A2"]
    assert ids(portfolio, LEE) == ids(portfolio, ADA) == ["A1", "A2", "B1", "B2"]
    assert filter_options(portfolio, BOB).owner == ("bob@us.example",)
    assert filter_options(portfolio, BOB).tier == ("", "enterprise")


def test_two_viewers_share_no_account_in_any_portfolio_answer(cockpit: Cockpit) -> None:
    store = cockpit.store
    wide = replace(ALL, period_days=3650)
    for mine, theirs in ((ANN, {"B1", "B2"}), (BOB, {"A1", "A2"})):
        seen = {change.account_id for change in recent_changes(store, mine, wide)}
        seen |= {change.account_id for change in changes_since_last_scan(store, mine, ALL).changes}
        assert seen
        assert not seen & theirs
    for question in (portfolio_kpis, rag_distribution, arr_totals):
        ann, bob, ada = (question(store, actor, ALL) for actor in (ANN, BOB, ADA))  # type: ignore[operator]
        assert ann != bob
        assert ada not in (ann, bob)


def test_someone_without_a_role_is_refused(portfolio: Store) -> None:
    for question in (portfolio_kpis, rag_distribution, arr_matrix, account_list, filter_options):
        with pytest.raises(Forbidden):
            question(portfolio, NOBODY, *([] if question is filter_options else [ALL]))  # type: ignore[operator]


def test_changes_since_the_last_scan_are_worst_first(portfolio: Store) -> None:
    found = changes_since_last_scan(portfolio, ADA, ALL)
    assert (found.baseline_on, found.scanned_at) == (date(2026, 6, 29), datetime(2026, 6, 29, 2))
    assert not found.policy_changed
    assert [
        (c.account_id, c.system, c.from_band, c.to_band, c.direction) for c in found.changes
    ] == [
        ("A2", "health", "green", "red", "worse"),
        ("A1", "health", "amber", "green", "better"),
        ("B1", "health", "green", "grey", "other"),
    ]
    assert found.count("health", "worse") == 1


def test_a_scan_under_another_policy_says_so(portfolio: Store) -> None:
    found = changes_since_last_scan(portfolio, ADA, Filters(as_of=date(2026, 6, 29)))
    assert found.baseline_on == date(2026, 6, 28)
    assert found.policy_changed


def test_a_comparison_can_reach_further_back(portfolio: Store) -> None:
    found = changes_since_last_scan(portfolio, ADA, ALL, before=date(2026, 6, 29))
    assert found.baseline_on == date(2026, 6, 28)
    assert [(c.account_id, c.from_band, c.to_band) for c in found.changes] == [
        ("A1", "red", "green")
    ]


def test_before_the_first_scan_there_is_no_baseline(portfolio: Store) -> None:
    found = changes_since_last_scan(portfolio, ADA, Filters(as_of=date(2026, 6, 28)))
    assert (found.baseline_on, found.changes) == (None, ())


def test_recent_changes_lie_within_the_period(portfolio: Store) -> None:
    found = recent_changes(portfolio, ADA, Filters(as_of=AS_OF, period_days=30))
    assert [(c.account_id, c.entity_id, c.field, c.previous_file_name) for c in found] == [
        ("B1", "B1", "owner_email", "activities.csv"),
        ("A1", "C2", "title", None),
    ]
    assert len(recent_changes(portfolio, ADA, Filters(as_of=AS_OF, period_days=365))) == 3
