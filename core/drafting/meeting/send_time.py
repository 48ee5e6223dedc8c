"""When to send a letter: a stated belief about weekdays and hours, moved by the replies to our own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from core.accounts.zones import is_zone
from core.drafting.beta import interval
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.meeting.slots import aware
from core.drafting.meeting.wording import clock_text, day_text
from core.drafting.meeting.workdays import is_workday
from core.errors import InvalidInput
from core.settings import PROJECT_ROOT

TABLE = PROJECT_ROOT / "data" / "send_time.toml"
SEND = "send.at"
QUIET_UNTIL, QUIET_FROM = time(8, 0), time(18, 0)
"""Outside these hours of the reader no letter of ours arrives, whatever else would allow it."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HORIZON_DAYS = 21

Replies = Mapping[tuple[int, int], tuple[int, int]]
"""(weekday, hour) of the reader -> (answered, sent): our own letters so far; Monday is 0."""
Allowed = Callable[[datetime], bool]
"""Whether a letter may arrive at a moment (naive UTC): the rules of the reader's region."""


@dataclass(frozen=True)
class Band:
    """Some hours of the day that are taken together."""

    name: str
    first_hour: int
    end_hour: int
    send_at: time
    factor: float


@dataclass(frozen=True)
class Belief:
    """The table of ``data/send_time.toml``."""

    base_rate: float
    strength: float
    workdays_ahead: int
    rationale: str
    sources: tuple[str, ...]
    weekdays: tuple[float, ...]
    bands: tuple[Band, ...]

    def rate(self, weekday: int, band: Band) -> float:
        """The share of letters we believe to be answered, before our own."""
        return min(0.95, self.base_rate * self.weekdays[weekday] * band.factor)


@dataclass(frozen=True)
class SendTime:
    """A suggestion; ``at`` is in the reader's zone.

    ``rate`` with its 90 % interval is the belief after ``n`` own letters in those hours of that weekday, of
    which ``answered`` were; ``prior`` is the belief before.
    """

    at: datetime
    rate: float
    low: float
    high: float
    prior: float
    n: int
    answered: int
    reason: str

    def fact(self, origin: Sequence[Fact] = ()) -> Fact:
        """The suggestion as a fact, ``send.at``."""
        rows = tuple(dict.fromkeys(row for fact in origin for row in fact.evidence))
        return Fact(
            id=SEND,
            kind=FactKind.DATE,
            label="Suggested time to send",
            value=self.at,
            as_of=self.at.date(),
            evidence=rows,
            derived_from=tuple(fact.id for fact in origin),
            aliases=(self.reason,),
        )


@lru_cache(maxsize=1)
def belief() -> Belief:
    """The shipped table, checked as it is read."""
    given: dict[str, Any] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    bands = tuple(
        Band(
            row["name"],
            row["from"],
            row["until"],
            time.fromisoformat(row["send_at"]),
            row["factor"],
        )
        for row in given["band"]
    )
    for band in bands:
        if not band.first_hour <= band.send_at.hour < band.end_hour:
            raise InvalidInput(
                f"{TABLE.name}: {band.name} sends outside its hours.", "Mend the table."
            )
    return Belief(
        base_rate=given["base_rate"],
        strength=given["strength"],
        workdays_ahead=given["workdays_ahead"],
        rationale=given["rationale"],
        sources=tuple(given["sources"]),
        weekdays=tuple(given["weekday"][name] for name in _WEEKDAYS),
        bands=bands,
    )


def suggest_send(
    *,
    now: datetime,
    reader_zone: str | Sequence[str],
    reader_country: str | None,
    replies: Replies | None = None,
    allowed: Allowed = lambda _moment: True,
) -> SendTime | None:
    """The best of the next workdays' hours, or ``None`` where no zone is known or no hour is allowed.

    ``now`` without a zone is UTC. Where the reader may live by several zones the hour must be a decent
    one in all of them; the belief is that of the first.
    """
    names = (reader_zone,) if isinstance(reader_zone, str) else tuple(reader_zone)
    zones = tuple(ZoneInfo(name) for name in names if is_zone(name))
    if not zones:
        return None
    own = replies or {}
    found = [
        _judged(moment, band, own, aware(now))
        for moment, band in _moments(aware(now), zones, reader_country, allowed)
    ]
    return max(found, key=lambda one: (one.rate, -one.at.timestamp()), default=None)


def suggest_send_for(
    sheet: FactSheet,
    *,
    now: datetime,
    replies: Replies | None = None,
    allowed: Allowed = lambda _moment: True,
) -> SendTime | None:
    """As :func:`suggest_send`, with zone and country from the facts of a sheet."""
    zone, place = sheet.get("recipient.time_zone"), sheet.get("recipient.country")
    if zone is None:
        return None
    country = next((name for name in place.aliases if len(name) == 2), None) if place else None
    names = tuple(dict.fromkeys((str(zone.value), *zone.aliases)))
    return suggest_send(
        now=now, reader_zone=names, reader_country=country, replies=replies, allowed=allowed
    )


def _moments(
    now: datetime, zones: Sequence[ZoneInfo], country: str | None, allowed: Allowed
) -> Iterator[tuple[datetime, Band]]:
    """Each band's hour on the reader's next workdays that have one ahead and allowed."""
    table, days = belief(), 0
    today = now.astimezone(zones[0]).date()
    for ahead in range(_HORIZON_DAYS):
        day = today + timedelta(days=ahead)
        if days == table.workdays_ahead:
            return
        if not is_workday(day, country):
            continue
        fitting = [
            (moment, band)
            for band in table.bands
            if (moment := datetime.combine(day, band.send_at, zones[0])) > now
            and _is_decent(moment, zones)
            and allowed(moment.astimezone(UTC).replace(tzinfo=None))
        ]
        days += bool(fitting)
        yield from fitting


def _is_decent(moment: datetime, zones: Sequence[ZoneInfo]) -> bool:
    clocks = (moment.astimezone(zone).time() for zone in zones)
    return all(QUIET_UNTIL <= clock < QUIET_FROM for clock in clocks)


def _judged(moment: datetime, band: Band, replies: Replies, now: datetime) -> SendTime:
    table, weekday = belief(), moment.weekday()
    prior = table.rate(weekday, band)
    own = [replies.get((weekday, hour), (0, 0)) for hour in range(band.first_hour, band.end_hour)]
    answered, sent = sum(pair[0] for pair in own), sum(pair[1] for pair in own)
    good = prior * table.strength + answered
    bad = (1 - prior) * table.strength + sent - answered
    low, high = interval(good, bad)
    rate = good / (good + bad)
    reason = _reason(moment, band, now, (prior, rate, low, high), (answered, sent))
    return SendTime(moment, rate, low, high, prior, sent, answered, reason)


def _reason(
    moment: datetime,
    band: Band,
    now: datetime,
    rates: tuple[float, float, float, float],
    own: tuple[int, int],
) -> str:
    prior, rate, low, high = (f"{100 * share:.0f} %" for share in rates)
    answered, sent = own
    span = f"90 % interval {low} to {high}"
    when = f"{day_text(moment, now)}, {clock_text(moment)}"
    if not sent:
        return (
            f"{when}: {band.name} on a {moment:%A} is where we expect most answers ({prior}, {span}); "
            "none of our own letters says otherwise yet."
        )
    return (
        f"{when}: {band.name} on a {moment:%A} gets most answers. Of {sent} own letters {answered} "
        f"were answered; with what we expected before ({prior}) that makes {rate}, {span}."
    )
