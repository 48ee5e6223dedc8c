"""Proposes concrete meeting times: working hours of both sides, no weekend, nobody's holiday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from core.drafting.meeting.wording import both_times
from core.drafting.meeting.workdays import is_workday

_STEP = timedelta(minutes=30)
_HORIZON_DAYS = 60
_NOTICE_WORKDAYS = 2
"""Nobody's week is planned by a letter that arrives today: the second workday is the first offered."""
_PREFERRED = (time(10, 0), time(14, 0), time(11, 0), time(15, 0))
"""Start times of successive proposals in the reader's day, as near as can be: mornings and afternoons in turn."""
_LUNCH = (time(12, 0), time(13, 0))
_SOON = timedelta(days=14)

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Hours:
    """When each side can be asked to meet, in its own time."""

    reader: tuple[time, time]
    sender: tuple[time, time]
    note: str = ""


LADDER = (
    Hours((time(9), time(17)), (time(9), time(17))),
    Hours(
        (time(9), time(17)),
        (time(7), time(20)),
        "The working hours share too little time: these are early or late for you.",
    ),
    Hours(
        (time(8), time(18)),
        (time(6), time(22)),
        "The working hours share no time: these are early or late for both of you.",
    ),
)
"""Tried in order: working hours for both, then the sender gives way, and last the reader a little."""


@dataclass(frozen=True)
class Slot:
    """A time to meet. ``starts_at`` is in the reader's zone; ``text`` names it in both zones."""

    starts_at: datetime
    minutes: int
    text: str

    @property
    def ends_at(self) -> datetime:
        """Its end, in the reader's zone."""
        return _local(self.starts_at.astimezone(UTC) + timedelta(minutes=self.minutes), self.zone)

    @property
    def zone(self) -> ZoneInfo:
        """The reader's zone."""
        zone = self.starts_at.tzinfo
        if not isinstance(zone, ZoneInfo):
            raise TypeError("a slot starts in a named zone")
        return zone


@dataclass(frozen=True)
class Sides:
    """Who meets: zones as IANA names (the reader's may be several, all must fit) and ISO countries."""

    sender_zone: ZoneInfo
    reader_zones: tuple[ZoneInfo, ...]
    sender_country: str | None
    reader_country: str | None


@dataclass(frozen=True)
class Wish:
    """What is looked for; ``now`` and ``busy`` are aware."""

    now: datetime
    minutes: int
    busy: tuple[Interval, ...]
    count: int
    skip: int


def find(sides: Sides, wish: Wish) -> tuple[tuple[Slot, ...], str]:
    """The slots, in order of time, and the note of the hours that had to be taken.

    The first rung of the ladder that offers enough soon is taken; failing that, the first that offers any.
    """
    wanted = wish.skip + wish.count
    later: tuple[tuple[Slot, ...], str] | None = None
    for hours in LADDER:
        slots = tuple(islice(_slots(sides, wish, hours), wanted))
        if len(slots) == wanted and slots[0].starts_at - wish.now < _SOON:
            return slots[wish.skip :], hours.note
        if slots[wish.skip :] and later is None:
            later = slots[wish.skip :], hours.note
    if later is not None:
        return later
    return (
        (),
        "There is no hour that is a fair one on both sides: propose a call they choose the time of.",
    )


def _slots(sides: Sides, wish: Wish, hours: Hours) -> Iterator[Slot]:
    """One slot a day, every day that has one."""
    place = 0
    for day in _days(sides, wish):
        wanted = _PREFERRED[place % len(_PREFERRED)]
        fitting = [
            start
            for start in _starts(day, sides.reader_zones[0], hours.reader)
            if _fits(start, sides, wish, hours)
        ]
        if fitting:
            best = min(
                fitting, key=lambda start: (_inconvenience(start, wish.minutes, wanted), start)
            )
            text = both_times(best, sides.sender_zone, wish.now)
            yield Slot(best, wish.minutes, text)
            place += 1


def _days(sides: Sides, wish: Wish) -> Iterator[date]:
    """The reader's workdays after the notice."""
    day = wish.now.astimezone(sides.reader_zones[0]).date()
    seen = 0
    for _ in range(_HORIZON_DAYS):
        day += timedelta(days=1)
        if is_workday(day, sides.reader_country):
            seen += 1
            if seen >= _NOTICE_WORKDAYS:
                yield day


def _starts(day: date, zone: ZoneInfo, hours: tuple[time, time]) -> Iterator[datetime]:
    """Half hours of the reader's day that exist on the clock of that day."""
    moment = datetime.combine(day, hours[0])
    while moment.date() == day and moment.time() < hours[1]:
        aware = moment.replace(tzinfo=zone)
        if _local(aware.astimezone(UTC), zone).replace(tzinfo=None) == moment:
            yield aware
        moment += _STEP


def _fits(start: datetime, sides: Sides, wish: Wish, hours: Hours) -> bool:
    begin = start.astimezone(UTC)
    end = begin + timedelta(minutes=wish.minutes)
    if any(begin < theirs[1] and theirs[0] < end for theirs in wish.busy):
        return False
    return all(
        _within(begin, end, zone, hours.reader, sides.reader_country) for zone in sides.reader_zones
    ) and _within(begin, end, sides.sender_zone, hours.sender, sides.sender_country)


def _within(
    begin: datetime, end: datetime, zone: ZoneInfo, hours: tuple[time, time], country: str | None
) -> bool:
    """Whether it lies in the hours of one workday there."""
    first, last = begin.astimezone(zone), end.astimezone(zone)
    return (
        first.date() == last.date()
        and hours[0] <= first.time()
        and last.time() <= hours[1]
        and is_workday(first.date(), country)
    )


def _inconvenience(start: datetime, minutes: int, wanted: time) -> int:
    """Minutes away from the wanted time; lunch, Monday's first and Friday's last hours count as more."""
    clock = start.hour * 60 + start.minute
    away = abs(clock - wanted.hour * 60 - wanted.minute)
    lunch = [edge.hour * 60 + edge.minute for edge in _LUNCH]
    if clock < lunch[1] and clock + minutes > lunch[0]:
        away += 120
    if start.weekday() == 0 and start.hour < 10:
        away += 90
    if start.weekday() == 4 and start.hour >= 15:
        away += 90
    return away


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)


def aware(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is UTC already, as the database has it."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def intervals(busy: Sequence[Interval]) -> tuple[Interval, ...]:
    """Times that are taken, in UTC."""
    return tuple((aware(begin), aware(end)) for begin, end in busy)
