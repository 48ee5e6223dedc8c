"""Edges of what the gate lets pass: the last value that is honest, and the first that is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.drafting.fact import Fact, FactKind
from core.drafting.gate.concepts import stem
from tests.unit.drafting.gate.helpers import ARR, fact, metric, reasons, report, stands

ORDERS = metric("orders", "Orders a day", FactKind.COUNT, "orders", "420", "380", "100")
CALL = fact("meeting.1", FactKind.DATE, "Proposed time", datetime(2026, 7, 9, 13, 30, tzinfo=UTC))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "honest"),
    [
        ("Orders a day are 4.2 times what they were at the start.", True),
        ("You now handle 4.2 times the orders.", True),
        ("Orders a day are 4.2 times the target.", False),
        ("Orders a day are 4.2 times your target of 380 orders.", False),
        ("Orders a day are 4.2 times what was planned.", False),
        ("Orders a day are 4.2 times the goal we agreed.", False),
        ("Orders a day fell to 4.2 times less.", False),
        ("It is 4.2 times.", False),
    ],
)
def test_a_multiple_is_of_the_value_at_the_start_and_of_no_target(said: str, honest: bool) -> None:
    assert stands(said, *ORDERS) is honest, reasons(said, *ORDERS)


@pytest.mark.parametrize(
    ("said", "honest"),
    [
        ("13:30 UTC", True),
        ("1:30 pm UTC", True),
        ("half past one", True),
        ("1:30 UTC", False),
        ("14:30 UTC", False),
        ("13 UTC", False),
    ],
)
def test_a_time_of_day_is_that_of_the_fact_on_either_clock(said: str, honest: bool) -> None:
    assert stands(f"Shall we meet on 9 July at {said}?", CALL) is honest


def _at(hour: int) -> Fact:
    moment = datetime(2026, 7, 9, hour, 0, tzinfo=UTC)
    return fact("meeting.1", FactKind.DATE, "Proposed time", moment)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("three", {15}), ("eleven", {11}), ("15", {15}), ("3", {15}), ("3 pm", {15}), ("3 am", set()), ("11", {11}), ("23", set()),
    ],
)  # fmt: skip
def test_an_hour_alone_is_of_either_half_of_the_day_up_to_twelve(
    said: str, hours: set[int]
) -> None:
    assert {
        hour for hour in (11, 15) if stands(f"Shall we meet on 9 July at {said}?", _at(hour))
    } == hours


@pytest.mark.parametrize(
    ("year", "honest"), [(2024, False), (2025, True), (2026, True), (2027, True), (2028, False)]
)
def test_a_plan_may_name_the_years_beside_the_present_one_and_no_other(
    year: int, honest: bool
) -> None:
    assert stands(f"Your plans for {year} matter to us.", ARR) is honest
    assert not stands(f"Since {year} we have met.", ARR)


def test_claims_are_marked_where_they_stand_behind_letters_that_grow_in_lower_case() -> None:
    found = report("\u0130stanbul \u0130zmir: the fee is $449,600 and the share 77%.", ARR)
    assert [claim.words for claim in found.unmatched] == ["\u0130stanbul \u0130zmir", "77%"]


AGREED = fact(
    "commitment.1", FactKind.QUOTE, "What was agreed", "We will deliver the connector for you"
)


@pytest.mark.parametrize(
    ("said", "honest"),
    [
        ("We will deliver the connector for you.", True),
        ("We will deliver the connector for free.", False),
        ("We will deliver both connectors for you.", False),
    ],
)
def test_a_promise_stands_only_in_the_words_that_were_agreed(said: str, honest: bool) -> None:
    assert stands(said, AGREED) is honest, reasons(said, AGREED)
    assert not stands(said, ARR)


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("sites", "site"), ("basis", "basis"), ("status", "status"), ("class", "class"), ("gas", "gas"), ("boxes", "box"),
        ("ties", "tie"), ("cities", "city"), ("customer's", "custome"), ("operational", "operati"), ("operating", "operati"),
    ],
)  # fmt: skip
def test_words_are_compared_without_their_ending(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("said", "found"), [("The annual summit went well.", 1), ("The annual summits went well.", 0)]
)
def test_another_name_of_a_date_is_found_as_a_whole_word(said: str, found: int) -> None:
    summit = fact("event_on", FactKind.DATE, "Event", date(2026, 9, 1), aliases=("annual summit",))
    assert len(report(said, summit).claims) == found
