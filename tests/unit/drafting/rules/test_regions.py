"""The table of region rules, and what it asks of each place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafting.rules.region import is_allowed, next_allowed, send_from
from core.drafting.rules.regions import Consent, region_rules
from tests.unit.drafting.rules.situations import blocks, sheet, situation, stopped

EXPANSION = "expansion_conversation"


def test_security_19_the_table_is_versioned_has_sources_and_is_no_legal_advice() -> None:
    rules = region_rules()
    assert rules.version
    assert "not legal advice" in rules.notice
    for region in rules.region:
        assert all("https://" in source or "http://" in source for source in region.sources)
    countries = [country for region in rules.region for country in region.countries]
    assert len(countries) == len(set(countries))


@pytest.mark.parametrize(
    ("where", "purpose", "recipient", "stops"),
    [
        ("berlin", "introduction", {}, False),
        ("berlin", EXPANSION, {}, True),
        ("berlin", EXPANSION, {"to_consent": "given"}, False),
        ("london", EXPANSION, {}, False),
        ("london", EXPANSION, {"to_is_customer": False}, False),
        ("new york", EXPANSION, {}, False),
        ("toronto", EXPANSION, {}, False),
        ("toronto", EXPANSION, {"to_is_customer": False}, True),
        ("an unreadable country", EXPANSION, {}, True),
        ("an unreadable country", "introduction", {}, False),
        ("nowhere", EXPANSION, {}, True),
        ("nowhere", EXPANSION, {"to_consent": "given"}, False),
    ],
)
def test_security_19_consent_by_region(
    where: str, purpose: str, recipient: dict[str, Any], stops: bool
) -> None:
    found = situation(where, purpose, **recipient)
    assert ("region" in stopped(found)) is stops
    if stops:
        block = blocks(found)["region"]
        assert block.liftable
        assert "not legal advice" in block.who_could_lift


def test_security_19_an_unknown_region_gets_the_strictest() -> None:
    rules = region_rules()
    every = [region.promotional for region in rules.region]
    assert rules.consent((), EXPANSION) is max(every) is Consent.CONSENT_GIVEN
    assert rules.consent(("ZZ",), EXPANSION) is Consent.CONSENT_GIVEN
    assert rules.consent(("US",), EXPANSION) is Consent.UNLESS_WITHDRAWN
    assert rules.consent(("US", "DE"), EXPANSION) is Consent.CONSENT_GIVEN
    assert rules.consent(("US", "ZZ"), EXPANSION) is Consent.CONSENT_GIVEN


@pytest.mark.parametrize(
    ("countries", "whose"),
    [((), "everyone"), (("US",), "everyone"), (("NZ",), "one"), (("NZ", "DE"), "everyone"), (("ZZ",), "everyone")],
)  # fmt: skip
def test_security_19_recording_takes_everyones_consent_unless_known_better(
    countries: tuple[str, ...], whose: str
) -> None:
    assert region_rules().recording(countries) == whose


@pytest.mark.parametrize(
    ("where", "send_at", "quiet"),
    [
        ("london", datetime(2026, 3, 10, 8), False),
        ("london", datetime(2026, 3, 10, 7, 59), True),
        ("london", datetime(2026, 3, 10, 19, 59), False),
        ("london", datetime(2026, 3, 10, 20), True),
        ("london", datetime(2026, 3, 14, 12), True),
        ("berlin", datetime(2026, 3, 10, 7), False),
        ("berlin", datetime(2026, 3, 10, 19), True),
        ("new york", datetime(2026, 3, 10, 12), False),
        ("new york", datetime(2026, 3, 10, 11), True),
        ("somewhere in america", datetime(2026, 3, 10, 12), True),
        ("somewhere in america", datetime(2026, 3, 10, 15), False),
        ("somewhere in america", datetime(2026, 3, 10, 23, 59), False),
        ("somewhere in america", datetime(2026, 3, 11, 0), True),
        ("tel aviv", datetime(2026, 3, 13, 9), True),
        ("tel aviv", datetime(2026, 3, 15, 9), False),
        ("an unreadable country", datetime(2026, 3, 13, 12), True),
        ("an unreadable country", datetime(2026, 3, 12, 12), False),
    ],
)
def test_security_19_quiet_hours_are_those_of_every_zone_the_person_may_be_in(
    where: str, send_at: datetime, quiet: bool
) -> None:
    assert ("quiet_hours" in stopped(situation(where, send_at=send_at))) is quiet


def test_security_19_without_a_zone_it_warns() -> None:
    block = blocks(situation("nowhere"))["quiet_hours"]
    assert not block.stops
    assert "No time zone" in block.message


def test_now_being_quiet_only_moves_the_sending() -> None:
    night = situation("london", now=datetime(2026, 3, 10, 22, 5))
    block = blocks(night)["quiet_hours"]
    assert not block.stops
    assert "Wednesday 11 March, 08:00 in London" in block.who_could_lift
    assert send_from(night) == datetime(2026, 3, 11, 8)


def test_zones_that_share_no_hour_leave_no_time() -> None:
    regions = region_rules().of(("US",))
    zones = ("Pacific/Auckland", "America/New_York", "Europe/London", "Asia/Tokyo")
    assert next_allowed(datetime(2026, 3, 10, 12), zones, regions) is None


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))


@given(MOMENTS, st.sampled_from(["london", "berlin", "somewhere in america", "tel aviv"]))
def test_the_next_allowed_time_is_allowed_and_none_before_it_is(
    moment: datetime, where: str
) -> None:
    asked = situation(where, now=moment)
    regions = region_rules().of(asked.countries)
    found = send_from(asked)
    assert found >= moment
    assert is_allowed(found, asked.zones, regions)
    at = moment
    while at < found - timedelta(minutes=15):
        assert not is_allowed(at, asked.zones, regions)
        at += timedelta(hours=1)


def test_a_sheets_own_words_say_where_somebody_is() -> None:
    assert situation(sheet=sheet("berlin")).countries == ("DE",)
    assert situation(sheet=sheet("an unreadable country")).countries == ("",)
    assert situation(sheet=sheet("nowhere")).countries == ()
