"""The short names of time zones stand for what the clocks of their places show."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.drafting.gate.clock_times import ZONES, in_zone

WINTER, SUMMER = (
    datetime(2026, 1, 15, 20, 30, tzinfo=UTC),
    datetime(2026, 7, 15, 20, 30, tzinfo=UTC),
)
PLACES = {
    "utc": ("UTC", WINTER), "gmt": ("Europe/London", WINTER), "bst": ("Europe/London", SUMMER),
    "wet": ("Europe/Lisbon", WINTER), "west": ("Europe/Lisbon", SUMMER), "cet": ("Europe/Berlin", WINTER),
    "cest": ("Europe/Berlin", SUMMER), "eet": ("Europe/Athens", WINTER), "eest": ("Europe/Athens", SUMMER),
    "est": ("America/New_York", WINTER), "edt": ("America/New_York", SUMMER), "cst": ("America/Chicago", WINTER),
    "cdt": ("America/Chicago", SUMMER), "mst": ("America/Denver", WINTER), "mdt": ("America/Denver", SUMMER),
    "pst": ("America/Los_Angeles", WINTER), "pdt": ("America/Los_Angeles", SUMMER),
    "akst": ("America/Anchorage", WINTER), "akdt": ("America/Anchorage", SUMMER), "hst": ("Pacific/Honolulu", SUMMER),
    "ist": ("Asia/Kolkata", WINTER), "sgt": ("Asia/Singapore", WINTER), "hkt": ("Asia/Hong_Kong", WINTER),
    "jst": ("Asia/Tokyo", WINTER), "kst": ("Asia/Seoul", WINTER), "aest": ("Australia/Sydney", SUMMER),
    "aedt": ("Australia/Sydney", WINTER), "acst": ("Australia/Adelaide", SUMMER), "awst": ("Australia/Perth", WINTER),
    "nzst": ("Pacific/Auckland", SUMMER), "nzdt": ("Pacific/Auckland", WINTER), "msk": ("Europe/Moscow", WINTER),
    "gst": ("Asia/Dubai", WINTER),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_a_zones_short_name_is_the_clock_of_its_place_in_its_season(name: str) -> None:
    place, moment = PLACES[name]
    shown = in_zone(moment, name)
    assert shown is not None
    assert shown.replace(tzinfo=None) == moment.astimezone(ZoneInfo(place)).replace(tzinfo=None)


def test_every_short_name_of_fixed_hours_is_held_to_a_place() -> None:
    assert {name for name, zone in ZONES.items() if not isinstance(zone, str)} == set(PLACES)


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("", 20), ("local", 20), ("your", 20), ("utc+2", 22), ("gmt-11", 9), ("london time", 21), ("nowhere", None)],
)  # fmt: skip
def test_a_zone_may_be_left_out_signed_or_named_and_is_else_unknown(
    zone: str, hour: int | None
) -> None:
    shown = in_zone(SUMMER, zone)
    assert (None if shown is None else shown.hour) == hour
