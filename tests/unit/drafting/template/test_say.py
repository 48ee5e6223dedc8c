"""Facts in words: nothing rounded, nothing plural that is one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.drafting.fact import Fact, FactKind
from core.drafting.template.say import say

from ..conftest import fact

K = FactKind


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("450000", "USD", "$450K"),
        ("452300", "USD", "$452,300"),
        ("70800", "USD", "$70,800"),
        ("1480000", "USD", "$1.48M"),
        ("1485000", "USD", "$1,485,000"),
        ("2000000000", "EUR", "€2B"),
        ("9.4", "USD", "$9.40"),
        ("6.0", "USD", "$6"),
        ("9000", "GBP", "£9,000"),
        ("14800", "CHF", "CHF 14,800"),
        ("0.125", "USD", "$0.125"),
        ("999999", "USD", "$999,999"),
    ],
)
def test_money_is_short_only_where_that_loses_nothing(
    amount: str, currency: str, words: str
) -> None:
    assert say(fact("arr", K.MONEY, Decimal(amount), currency)) == words


def test_money_can_be_asked_for_in_full() -> None:
    assert say(fact("arr", K.MONEY, Decimal(450000), "USD"), "exact") == "$450,000"


@pytest.mark.parametrize(
    ("kind", "value", "unit", "form", "words"),
    [
        (K.DURATION, "31.4", "hours", "", "31.4 hours"),
        (K.DURATION, "1", "days", "", "1 day"),
        (K.DURATION, "52.0", "hours", "number", "52"),
        (K.COUNT, "2", "issues", "words", "two issues"),
        (K.COUNT, "1", "issues", "words", "one issue"),
        (K.COUNT, "12", "issues", "words", "12 issues"),
        (K.COUNT, "1200", "users", "", "1,200 users"),
        (K.COUNT, "240", "per month", "", "240 a month"),
        (K.COUNT, "5.1", "per year", "number", "5.1"),
        (K.COUNT, "4.2", "times", "", "4.2 times"),
        (K.COUNT, "39", "points", "", "39 points"),
        (K.PERCENT, "33.3", "", "", "33.3%"),
        (K.PERCENT, "75", "", "number", "75%"),
        (K.PERCENT, "7", "points", "", "7 percentage points"),
        (K.PERCENT, "1", "points", "", "1 percentage point"),
    ],
)
def test_numbers_carry_their_unit(
    kind: FactKind, value: str, unit: str, form: str, words: str
) -> None:
    assert say(fact("x", kind, Decimal(value), unit), form) == words


@pytest.mark.parametrize(
    ("on", "form", "words"),
    [
        (date(2026, 7, 21), "", "21 July"),
        (date(2026, 7, 21), "weekday", "Tuesday 21 July"),
        (date(2026, 9, 20), "month", "September"),
        (date(2027, 1, 31), "", "31 January"),
        (date(2027, 6, 1), "", "1 June 2027"),
        (date(2026, 1, 14), "", "14 January"),
        (date(2025, 12, 14), "", "14 December 2025"),
        (date(2025, 12, 14), "month", "December 2025"),
        (date(2026, 1, 14), "month", "January"),
        (date(2026, 1, 1), "month", "January"),
        (date(2025, 12, 31), "month", "December 2025"),
        (date(2026, 9, 20), "year", "20 September 2026"),
        (date(2021, 3, 4), "year_only", "2021"),
    ],
)
def test_a_date_names_its_year_where_it_could_be_anothers(on: date, form: str, words: str) -> None:
    assert say(fact("x", K.DATE, on), form) == words


def test_a_month_of_more_than_half_a_year_ago_is_not_taken_for_the_next_one() -> None:
    last = Fact("x", K.DATE, "x", date(2026, 4, 21), date(2026, 11, 21))
    assert say(last, "month") == "April 2026"
    assert say(last) == "21 April"


def test_a_meeting_time_is_said_as_it_was_proposed() -> None:
    at = datetime(2026, 7, 7, 10, tzinfo=UTC)
    named = fact("meeting.slot.1", K.DATE, at, aliases=("Tuesday, 7 July, 10:00 London",))
    assert say(named) == "Tuesday, 7 July, 10:00 London"
    assert say(fact("meeting.slot.1", K.DATE, at)) == "Tuesday 7 July at 10:00"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cut the cost.", "cut the cost"),
        ("ERP connector", "ERP connector"),
        ("SLAs for all", "SLAs for all"),
        ("x-ray", "x-ray"),
        ("7 sites", "7 sites"),
    ],
)
def test_a_quote_fits_into_a_sentence(text: str, words: str) -> None:
    assert say(fact("x", K.QUOTE, text), "inline") == words


def test_a_title_inside_a_sentence_keeps_its_abbreviations() -> None:
    assert (
        say(fact("x", K.QUOTE, "Senior VP, Customer Success"), "lower")
        == "senior VP, customer success"
    )


def test_names_have_a_short_form() -> None:
    company = fact("x", K.COMPANY, "Global Retail Co", aliases=("Global Retail",))
    assert say(company, "short") == "Global Retail"
    assert say(fact("x", K.PERSON, "Robert Kim", aliases=("Robert",)), "short") == "Robert"
    assert say(fact("x", K.PERSON, "Cher"), "short") == "Cher"
