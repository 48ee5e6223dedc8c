"""The clocks of a ticket once more, event by event in Python: what the SQL is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays

CLOSED = ("solved", "closed")
COUNTS = {
    "requester_wait": ("open", "on_hold"),
    "agent_work": ("open",),
    "resolution": ("open", "pending", "on_hold"),
}


@dataclass(frozen=True)
class Place:
    country: str
    zone: str


@dataclass(frozen=True)
class Event:
    at: datetime
    kind: str
    to_value: str = ""


def worked(start: datetime, end: datetime, place: Place, opens: int = 9, closes: int = 17) -> int:
    """Working seconds between two moments, day by day."""
    zone = ZoneInfo(place.zone)
    free = holidays.country_holidays(place.country)
    total = 0
    day = (start - timedelta(days=2)).date()
    while day <= (end + timedelta(days=2)).date():
        if day.weekday() not in free.weekend and day not in free:
            begins, ends = (_utc(day, hour, zone) for hour in (opens, closes))
            total += max(0, int((min(end, ends) - max(start, begins)).total_seconds()))
        day += timedelta(days=1)
    return total


def _utc(day: date, hour: int, zone: ZoneInfo) -> datetime:
    wall = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
    return wall.astimezone(UTC).replace(tzinfo=None)


def clocks(
    opened_at: datetime, events: list[Event], now: datetime, place: Place
) -> dict[tuple[str, int], tuple[int, int]]:
    """(clock, round) -> working and elapsed seconds, from events in order of time."""
    spans: dict[tuple[str, int], list[tuple[datetime, datetime]]] = {
        (clock, 1): [] for clock in COUNTS
    }
    states = [(opened_at, "open")]
    states += [(event.at, event.to_value) for event in events if event.kind == "status"]
    for (start, status), (end, _next) in pairwise([*states, (now, "")]):
        for clock, counted in COUNTS.items():
            if status in counted:
                spans[clock, 1].append((start, end))
    spans |= _replies(opened_at, events, now, is_open=states[-1][1] not in CLOSED)
    return {
        clock: (
            sum(worked(start, end, place) for start, end in found),
            sum(int((end - start).total_seconds()) for start, end in found),
        )
        for clock, found in spans.items()
        if found
    }


def _replies(
    opened_at: datetime, events: list[Event], now: datetime, *, is_open: bool
) -> dict[tuple[str, int], list[tuple[datetime, datetime]]]:
    found = {}
    waiting: datetime | None = opened_at
    name, number, status = "first_reply", 1, "open"
    for event in events:
        is_solution = event.kind == "status" and event.to_value in CLOSED and status not in CLOSED
        if event.kind == "status":
            status = event.to_value
        if event.kind == "customer_reply" and waiting is None:
            waiting = event.at
        elif (event.kind == "reply" or is_solution) and waiting is not None:
            found[name, number] = [(waiting, event.at)]
            number = number + 1 if name == "next_reply" else 1
            name, waiting = "next_reply", None
    if waiting is not None and (is_open or name == "first_reply"):
        found[name, number] = [(waiting, now)]
    return found
