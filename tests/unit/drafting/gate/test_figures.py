"""Money, percentages, durations, counts: honest forms stand, others do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.drafting.fact import FactKind
from core.drafting.gate.numerals import read_number
from core.drafting.gate.text import read
from core.drafting.gate.tolerance import HEDGES, Figure, honest
from tests.unit.drafting.gate.helpers import (
    ARR,
    EXECUTIVES,
    SILENCE,
    adoption,
    fact,
    metric,
    number,
    reasons,
    report,
    stands,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("three", "3"), ("forty-eight", "48"), ("ninety four", "94"), ("two hundred and twelve", "212"), ("one thousand two hundred", "1200"),
        ("half a million", "500000"), ("one and a half million", "1500000"), ("three and a half", "3.5"), ("a dozen", "12"),
        ("two thirds", "0.6666666666666666666666666667"), ("a quarter", "0.25"), ("three quarters", "0.75"), ("half", "0.5"), ("3/4", "0.75"),
        ("450K", "450000"), ("0.45M", "450000"), ("1.24 million", "1240000"), ("2bn", "2000000000"), ("450,000", "450000"), ("1 240 000", "1240000"),
        ("1.240.000", "1240000"), ("1'240'000", "1240000"), ("97,4", "97.4"), ("3 1/2", "3.5"), ("ninetyfour", "94"), ("fourty", "40"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(written: str, value: str) -> None:
    found = read_number(read("body", written), 0)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize("written", ["4 50,000", "45\n0,000", "1,\n480", "012", "4,5,6.7", "45O,000", "3l2", "nine four"])  # fmt: skip
def test_what_cannot_be_read_as_one_number_is_refused(written: str) -> None:
    seats = fact("seats", FactKind.COUNT, "Seats", 9, "seats")
    assert not stands(f"There are {written} seats.", seats, ARR)


@pytest.mark.parametrize(
    "said",
    [
        "$450K", "$449,600", "449,600 USD", "USD 449,600", "USD 0.45M", "$0.45 million", "450,000 US dollars", "roughly $450,000", "nearly half a million dollars",
        "about 450 thousand dollars", "just under $450,000", "less than half a million", "US$449.6K", "$449 600",
    ],
)  # fmt: skip
def test_an_amount_may_be_written_in_any_honest_way(said: str) -> None:
    assert stands(f"The yearly fee is {said}.", ARR), reasons(f"The yearly fee is {said}.", ARR)


@pytest.mark.parametrize(
    "said",
    ["$460K", "$45K", "\u20ac450K", "EUR 449,600", "A$449,600", "$450 million", "more than half a million dollars", "over $450,000", "$0.4M", "$449,601", "\u00a3449.6K"],
)  # fmt: skip
def test_another_amount_or_currency_is_refused(said: str) -> None:
    assert not stands(f"The yearly fee is {said}.", ARR)


@pytest.mark.parametrize(("value", "passes"), [("450000", True), ("499999", True), ("500000", False), ("510000", False), ("440000", False)])  # fmt: skip
def test_nearly_half_a_million_is_below_it_and_close(value: str, passes: bool) -> None:
    fee = fact("arr", FactKind.MONEY, "Annual recurring revenue", number(value), "USD")
    assert stands("The fee is nearly half a million dollars.", fee) is passes


def test_a_dollar_sign_is_the_one_dollar_an_account_is_billed_in() -> None:
    canadian = fact("fee", FactKind.MONEY, "Annual recurring revenue", 96000, "CAD")
    assert stands("The fee is $96,000.", canadian)
    assert not stands("The fee is US$96,000.", canadian)
    assert not stands("The fee is $96,000.", canadian, ARR)


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("94%", True), ("94 percent", True), ("ninety-four per cent", True), ("more than 90 %", True), ("over nine in ten", True), ("nearly 95%", True), ("at least 94%", True),
        ("95%", False), ("more than 94%", False), ("more than 95 %", False), ("49%", False), ("94 points", False), ("94x", False), ("nearly 90%", False), ("close to 100%", False), ("100%", False),
    ],
)  # fmt: skip
def test_percentages(said: str, passes: bool) -> None:
    assert stands(f"Adoption is at {said}.", *adoption()) is passes


@pytest.mark.parametrize(
    ("value", "said", "passes"),
    [
        ("33.3", "a third", True), ("34", "a third", True), ("32", "a third", False), ("32", "nearly a third", True), ("36", "more than a third", True),
        ("49.8", "half", True), ("52", "half", False), ("52", "over half", True), ("75", "three quarters", True), ("66.7", "two thirds", True), ("33.3", "33 %", True), ("33.3", "34 %", False),
    ],
)  # fmt: skip
def test_parts_in_words(value: str, said: str, passes: bool) -> None:
    share = fact("share", FactKind.PERCENT, "Share of automated orders", number(value), "%")
    assert stands(f"The share of automated orders is {said}.", share) is passes


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("62 days", True), ("two months", True), ("about nine weeks", True), ("nearly nine weeks", True), ("over two months", True), ("more than 60 days", True),
        ("62 weeks", False), ("three months", False), ("61 days", False), ("over a quarter", False), ("a month", False), ("62 executives", False),
    ],
)  # fmt: skip
def test_durations(said: str, passes: bool) -> None:
    assert stands(f"It has been {said} since we last spoke.", SILENCE) is passes


def test_a_unit_is_not_another_unit_of_the_same_number() -> None:
    assert not stands("We have not spoken for 62 days.", EXECUTIVES)
    assert not stands("We know 62 executives.", SILENCE)
    assert "62 executives" in reasons("We have not spoken for 62 days.", EXECUTIVES)


def test_a_figure_is_refused_where_the_words_speak_of_something_else() -> None:
    assert not stands("Uptime of 94% speaks for itself.", *adoption())
    assert "uptime" in reasons("Uptime of 94% speaks for itself.", *adoption())
    assert stands("94% speaks for itself.", *adoption())


def test_target_and_value_cannot_change_places() -> None:
    assert stands("Adoption is at 94%, against a target of 90%.", *adoption())
    assert not stands("Adoption is at 90%, against a target of 94%.", *adoption())
    assert stands("Adoption went from 61% to 94%.", *adoption())
    assert not stands("Adoption went from 94% to 61%.", *adoption())


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("Waste is down by a third.", True), ("Waste is up by a third.", False), ("Waste fell from 2,760 to 1,840 tonnes.", True), ("Waste rose from 2,760 to 1,840 tonnes.", False),
        ("Waste is below the target of 2,000 tonnes.", True), ("Waste is above the target of 2,000 tonnes.", False), ("Waste has doubled.", False), ("A third less is wasted.", True),
    ],
)  # fmt: skip
def test_the_direction_must_agree_with_the_numbers(said: str, passes: bool) -> None:
    waste = metric("waste", "Food waste", FactKind.COUNT, "tonnes", "1840", "2000", "2760")
    assert stands(said, *waste) is passes


@pytest.mark.parametrize(
    "said",
    [
        "One call would do.", "First of all, thank you.", "I have two questions for you.", "A second opinion never hurts.", "May I ask one thing?", "Let us start at once.",
        "Once again, thank you.", "The two of us should talk.", "No one else is copied.", "Which of the three options do you prefer?", "I would like your view on one point.", "It is a one-page summary.",
        "We are open 24/7.", "A 1:1 would help.", "This is a B2B company.",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_claims(said: str) -> None:
    assert report(said, ARR, SILENCE, *adoption()).claims == ()


def test_a_count_must_count_the_same_things() -> None:
    held = fact("qbr.held", FactKind.COUNT, "Reviews held", 4, "reviews")
    assert stands("We have held four reviews.", held)
    assert stands("We have held 4 business reviews.", held)
    assert not stands("We have held four workshops.", held)
    assert not stands("We have held three reviews.", held)


def test_the_more_closely_named_fact_counts() -> None:
    active = fact("seats.active", FactKind.COUNT, "Active seats", 2, "seats")
    every = fact("seats.total", FactKind.COUNT, "Seats in total", 5, "seats")
    assert stands("There are 2 active seats of 5 seats.", active, every)
    assert not stands("There are 5 active seats.", active, every)


def test_parts_and_wholes() -> None:
    sites = metric("sites", "Sites connected", FactKind.COUNT, "sites", "48", "60", "16")
    assert stands("48 of the 60 planned sites are connected.", *sites)
    assert stands("Four in five of the planned sites are connected.", *sites)
    assert not stands("60 of 48 sites are connected.", *sites)
    assert not stands("48 of 50 sites are connected.", *sites)


def test_what_follows_from_two_facts_needs_its_subject() -> None:
    cost = metric("cost", "Cost per payment", FactKind.MONEY, "GBP", "0.31", "0.35", "0.62")
    assert stands("The cost per payment is down by half.", *cost)
    assert not stands("By half: that is what is left.", *cost)


def test_every_hedge_has_a_reason_and_bounds() -> None:
    figure = Figure(Decimal(400), Decimal(1), 1)
    assert all(hedge.why and hedge.reach for hedge in HEDGES)
    for hedge in HEDGES:
        assert not honest(hedge.name, figure, Decimal(900))
        assert not honest(hedge.name, figure, Decimal(100))


def test_the_reason_names_the_nearest_fact() -> None:
    assert "the nearest is Adoption, measured (94 %)" in reasons("Adoption is at 97%.", *adoption())
