"""When to send: a stated belief, moved by our own letters, within decent hours of the reader's workdays."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafting.beta import cumulative, interval, quantile
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.meeting import suggest_send, suggest_send_for
from core.drafting.meeting.send_time import QUIET_FROM, QUIET_UNTIL, belief
from core.drafting.meeting.workdays import is_workday

NOW = datetime(2026, 11, 21, 9)


def ask(**more):
    return suggest_send(
        **{"now": NOW, "reader_zone": "Europe/London", "reader_country": "GB", **more}
    )


def test_without_own_letters_the_belief_is_said_to_be_one():
    found = ask()
    assert found.at == datetime(2026, 11, 24, 8, 15, tzinfo=ZoneInfo("Europe/London"))
    assert (found.n, found.answered) == (0, 0)
    assert found.rate == pytest.approx(found.prior)
    assert found.reason == (
        "Tuesday, 24 November, 08:15 London: before the day's meetings on a Tuesday is where we expect "
        "most answers (36 %, 90 % interval 20 % to 54 %); none of our own letters says otherwise yet."
    )


def test_own_replies_move_it():
    found = ask(replies={(1, 8): (0, 12), (1, 15): (9, 10)})
    assert found.at.hour == 14
    assert found.at.weekday() == 1
    assert (found.n, found.answered) == (10, 9)
    assert found.prior < found.low < found.rate < found.high
    assert "Of 10 own letters 9 were answered" in found.reason


def test_a_workday_that_is_a_holiday_there_is_none():
    # Christmas Day is a Friday in 2026, the 28th a bank holiday.
    found = ask(now=datetime(2026, 12, 23, 20))
    assert found.at.year == 2027
    assert is_workday(found.at.date(), "GB")


def test_the_rules_of_the_region_are_asked_in_utc():
    seen = []

    def after_ten(moment):
        seen.append(moment)
        return moment.hour >= 10

    found = ask(allowed=after_ten, reader_zone="America/New_York", reader_country="US")
    assert found.at.astimezone(UTC).hour >= 10
    assert all(moment.tzinfo is None for moment in seen)


def test_no_hour_is_suggested_where_none_is_allowed_or_no_zone_is_known():
    assert ask(allowed=lambda _moment: False) is None
    assert ask(reader_zone=()) is None
    assert ask(reader_zone=("Asia/Tokyo", "America/New_York")) is None


def test_the_suggestion_is_a_fact_with_its_reason():
    zone = Fact("recipient.time_zone", FactKind.STATUS, "Zone", "Europe/London", NOW.date(), evidence=("crm.contact/1",))  # fmt: skip
    place = Fact("recipient.country", FactKind.STATUS, "Country", "United Kingdom", NOW.date(), aliases=("GB",))  # fmt: skip
    found = suggest_send_for(FactSheet(1, NOW.date(), (zone, place)), now=NOW)
    assert found == ask()
    fact = found.fact((zone,))
    assert (fact.id, fact.value, fact.evidence) == ("send.at", found.at, ("crm.contact/1",))
    assert suggest_send_for(FactSheet(1, NOW.date(), ()), now=NOW) is None


def test_the_table_states_its_reasons_and_stays_weak():
    table = belief()
    assert table.rationale
    assert len(table.sources) >= 2
    assert table.strength <= 30
    hours = [hour for band in table.bands for hour in range(band.first_hour, band.end_hour)]
    assert len(hours) == len(set(hours))


@settings(max_examples=60, deadline=None)
@given(
    now=st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31)),
    place=st.sampled_from(
        [
            ("Europe/London", "GB"),
            ("Asia/Dubai", "AE"),
            ("America/New_York", "US"),
            ("Asia/Tokyo", "JP"),
            ("Asia/Tehran", "IR"),
        ]
    ),
    replies=st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 23)),
        st.integers(0, 50).flatmap(lambda sent: st.tuples(st.integers(0, sent), st.just(sent))),
    ),
)
def test_it_is_always_ahead_on_a_workday_and_outside_quiet_hours(now, place, replies):
    found = ask(now=now, reader_zone=place[0], reader_country=place[1], replies=replies)
    assert found.at > now.replace(tzinfo=UTC)
    assert is_workday(found.at.date(), place[1])
    assert QUIET_UNTIL <= found.at.time() < QUIET_FROM
    assert 0 <= found.low < found.rate < found.high <= 1
    assert found.n >= found.answered


def test_the_beta_interval_agrees_with_known_values():
    # Beta(1, 1) is uniform; Beta(2, 1) has the distribution x squared; Beta(5, 3) from tables.
    assert interval(1, 1) == pytest.approx((0.05, 0.95))
    assert quantile(0.25, 2, 1) == pytest.approx(0.5)
    assert cumulative(0.5, 5, 3) == pytest.approx(0.2265625)
    assert (cumulative(-1, 2, 2), cumulative(2, 2, 2)) == (0.0, 1.0)


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.floats(0.01, 0.99))
def test_a_quantile_is_where_the_distribution_has_reached_it(a, b, probability):
    assert cumulative(quantile(probability, a, b), a, b) == pytest.approx(probability, abs=1e-6)
