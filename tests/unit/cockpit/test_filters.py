"""Filters survive the address, and refuse what they cannot mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import Clock
from core.cockpit import LEVELS, RAGS, TIERS, Filters
from core.errors import InvalidInput

text = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
filters = st.builds(
    Filters,
    owner=st.lists(text, max_size=3).map(tuple),
    tier=st.lists(st.sampled_from([*TIERS, ""])).map(tuple),
    region=st.lists(text, max_size=3).map(tuple),
    segment=st.lists(text, max_size=3).map(tuple),
    rag=st.lists(st.sampled_from(RAGS)).map(tuple),
    level=st.lists(st.sampled_from(LEVELS)).map(tuple),
    search=text,
    period_days=st.integers(1, 3650),
    as_of=st.none() | st.dates(),
)


@given(filters)
def test_an_address_gives_back_the_filters_it_was_made_from(chosen: Filters) -> None:
    assert Filters.from_query(chosen.to_query()) == chosen


@given(filters)
def test_the_same_filters_have_one_address(chosen: Filters) -> None:
    again = Filters.from_query(chosen.to_query())
    assert again.to_query() == chosen.to_query()


def test_the_order_and_repetition_of_values_do_not_matter() -> None:
    assert Filters(rag=("red", "amber", "red")) == Filters(rag=("amber", "red"))


def test_no_filter_is_an_empty_address() -> None:
    assert Filters().to_query() == ""


def test_names_with_values_are_read_like_an_address() -> None:
    assert Filters.from_query({"rag": ["red", "amber"], "search": "ac", "page": "2"}) == Filters(
        rag=("red", "amber"), search="ac"
    )


def test_an_empty_tier_asks_for_accounts_without_one() -> None:
    assert Filters.from_query("tier=").tier == ("",)


@pytest.mark.parametrize(
    "query",
    [
        "rag=blue",
        "tier=huge",
        "level=fan",
        "as_of=30.06.2026",
        "as_of=20260630",
        "as_of=2026-02-30",
        "period_days=0",
        "period_days=ten",
        "period_days=99999",
    ],
)
def test_a_value_that_is_none_is_refused_by_name(query: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Filters.from_query(query)
    assert query.split("=", maxsplit=1)[0] in refusal.value.message
    assert refusal.value.remedy


def test_without_a_date_today_is_shown(clock: Clock) -> None:
    assert Filters().on(clock) == date(2026, 6, 30)
    assert Filters(as_of=date(2026, 1, 31)).on(clock) == date(2026, 1, 31)


def test_a_description_names_what_is_filtered_and_nothing_else() -> None:
    chosen = Filters(tier=("", "smb"), search="acme")
    assert chosen.describe() == [("tier", "(none), smb"), ("search", "acme")]
    assert chosen.without("tier") == Filters(search="acme")
