"""Dates and times: what may be left out, what must agree."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.drafting.fact import FactKind
from tests.unit.drafting.gate.helpers import RENEWAL, fact, reasons, stands

SLOT = fact(
    "meeting.slot.1",
    FactKind.DATE,
    "Meeting time",
    datetime(2026, 7, 7, 10, 0, tzinfo=ZoneInfo("America/Chicago")),
    aliases=("Tuesday 7 July, 10:00 Chicago / 17:00 Berlin",),
)
LENGTH = fact("meeting.length", FactKind.DURATION, "Length of the meeting", 30, "minutes")


@pytest.mark.parametrize(
    "said",
    [
        "28 September 2026", "September 28, 2026", "28 September", "September 28th", "the 28th of September", "Monday, 28 September", "28 Sep 2026", "2026-09-28", "28/09/2026", "09/28/2026", "28.09.2026",
        "late September", "the end of September", "September", "September 2026", "Q3", "Q3 2026", "the third quarter", "the week of September 28", "28 September this year",
    ],
)  # fmt: skip
def test_a_date_may_be_written_in_any_honest_way(said: str) -> None:
    assert stands(f"The renewal is due in {said}.", RENEWAL), reasons(
        f"The renewal is due in {said}.", RENEWAL
    )


@pytest.mark.parametrize(
    "said",
    [
        "27 September", "28 August", "28 September 2027", "Tuesday, 28 September", "early September", "mid-September", "October", "Q4", "Q3 2027", "2026-09-26", "28/07/2026", "the week of September 14", "28 September next year", "31 September",
    ],
)  # fmt: skip
def test_another_date_is_refused(said: str) -> None:
    assert not stands(f"The renewal is due in {said}.", RENEWAL)


def test_a_wrong_weekday_is_named() -> None:
    assert "28 September 2026 is a Monday" in reasons(
        "The renewal is on Tuesday, 28 September.", RENEWAL
    )


def test_day_and_month_that_can_be_swapped_are_refused() -> None:
    renewal = fact("renewal_on", FactKind.DATE, "Renewal date", date(2026, 9, 4))
    assert "write the month as a word" in reasons("The renewal is on 04/09/2026.", renewal)


@pytest.mark.parametrize(
    ("day", "said", "passes"),
    [
        (date(2027, 3, 14), "in March", True), (date(2028, 3, 14), "in March", False), (date(2026, 3, 14), "in March", True), (date(2025, 8, 15), "last August", True), (date(2024, 8, 15), "last August", False), (date(2027, 3, 14), "next March", True),
    ],
)  # fmt: skip
def test_the_year_may_be_left_out_only_where_one_is_meant(
    day: date, said: str, passes: bool
) -> None:
    moved = fact("go_live_on", FactKind.DATE, "Go-live", day)
    assert stands(f"The go-live {said} is known.", moved) is passes


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("Tuesday 7 July, 10:00 Chicago / 17:00 Berlin", True), ("Tuesday, 7 July at 10:00", True), ("7 July at 10 am", True), ("7 July at 10:00 CDT", True), ("7 July at 11:00 EDT", True), ("7 July, 17:00 CEST", True), ("7 July, 10:00-10:30 CDT", True),
        ("7 July at ten o'clock", True), ("Tuesday next week at 10:00", True), ("Tuesday at ten", True), ("7 July from 10:00 to 10:30", True), ("7 July at 10:00 your time", True), ("7 July at 17:00 our time", True),
        ("7 July at 10:00 CEST", False), ("7 July at 10 pm", False), ("7 July at 10:30", False), ("8 July at 10:00", False), ("Wednesday, 7 July at 10:00", False), ("7 July, 10:00-11:30 CDT", False), ("7 July at 16:00 our time", False), ("Monday at ten", False),
    ],
)  # fmt: skip
def test_meeting_times(said: str, passes: bool) -> None:
    assert stands(f"Would {said} suit you?", SLOT, LENGTH) is passes


def test_a_date_of_one_thing_is_not_that_of_another() -> None:
    review = fact("qbr.next_on", FactKind.DATE, "Next quarterly business review", date(2026, 7, 16))
    assert stands("The review is on 16 July and the renewal on 28 September.", RENEWAL, review)
    assert not stands("The review is on 28 September and the renewal on 16 July.", RENEWAL, review)


def test_a_stretch_of_the_calendar_claims_nothing_unless_something_is_dated_with_it() -> None:
    assert stands("What matters to you this quarter, and in 2027 planning?", RENEWAL)
    assert stands("The renewal is next quarter.", RENEWAL)
    assert not stands("The renewal is next year.", RENEWAL)


def test_what_has_passed_is_not_ahead() -> None:
    past = fact("qbr.last_on", FactKind.DATE, "Last quarterly business review", date(2026, 4, 9))
    assert stands("The review was on 9 April.", past)
    assert not stands("The review will be on 9 April.", past)


def test_a_person_called_like_a_month_is_a_person() -> None:
    june = fact(
        "recipient.name", FactKind.PERSON, "Recipient", "June Harper", aliases=("June", "Harper")
    )
    assert stands("Dear June,\n\nthe renewal is on 28 September.", june, RENEWAL)
    assert not stands("Dear June,\n\nthe renewal is on 28 June.", june, RENEWAL)
