"""A meeting proposal: slots, the facts they are, and what had to be assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.accounts.countries import country_of_zone
from core.accounts.zones import is_zone
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.meeting.slots import Interval, Sides, Slot, Wish, aware, find, intervals
from core.drafting.meeting.workdays import is_known
from core.errors import InvalidInput

SLOT = "meeting.slot"
LENGTH = "meeting.length"


@dataclass(frozen=True)
class Proposal:
    """``facts`` are one a slot, ``meeting.slot.1`` and on, and ``meeting.length``.

    ``notes`` are sentences for the person who drafts: what was assumed, whose day is stretched, and why
    there may be fewer slots than asked for.
    """

    slots: tuple[Slot, ...]
    facts: tuple[Fact, ...]
    notes: tuple[str, ...] = ()


def propose(
    *,
    now: datetime,
    sender_zone: str,
    reader_zone: str | Sequence[str],
    sender_country: str | None,
    reader_country: str | None,
    minutes: int,
    busy: Sequence[Interval] = (),
    count: int = 3,
    skip: int = 0,
    origin: Sequence[Fact] = (),
) -> Proposal:
    """Up to ``count`` times to meet, one a day, from the second workday on.

    Zones are IANA names; where the reader may live by several, the times fit all. Countries are ISO
    3166 codes. Times without a zone (``now``, ``busy``) are UTC. ``skip`` leaves out as many first
    times: other times than those proposed before. ``origin`` are the facts that zones were read from.
    """
    if not 5 <= minutes <= 480:
        raise InvalidInput(f"A meeting of {minutes} minutes is none.", "Ask for 5 to 480 minutes.")
    zones = (reader_zone,) if isinstance(reader_zone, str) else tuple(reader_zone)
    for name in (sender_zone, *zones):
        if not is_zone(name):
            raise InvalidInput(f"{name!r} is no time zone.", "Give an IANA name: Europe/London.")
    present = aware(now)
    length = _length(minutes, present.date())
    if not zones:
        return Proposal(
            (), (length,), ("The recipient's time zone is not known: ask, or give one.",)
        )
    sides = Sides(
        ZoneInfo(sender_zone), tuple(map(ZoneInfo, zones)), sender_country, reader_country
    )
    slots, strain = find(sides, Wish(present, minutes, intervals(busy), count, skip))
    notes = [*_assumed(sides), *([strain] if strain else [])]
    if 0 < len(slots) < count:
        notes.append(f"Only {len(slots)} of {count} times were found.")
    return Proposal(slots, (*_facts(slots, present.date(), origin), length), tuple(notes))


def propose_for(
    sheet: FactSheet,
    *,
    now: datetime,
    minutes: int,
    busy: Sequence[Interval] = (),
    count: int = 3,
    skip: int = 0,
) -> Proposal:
    """As :func:`propose`, with zones and countries from the facts of a sheet.

    Without a zone of the sender the times keep to the recipient's day alone, and a note says so. The
    sender's country is the one that the zone belongs to.
    """
    reader, sender = sheet.get("recipient.time_zone"), sheet.get("sender.time_zone")
    place = sheet.get("recipient.country")
    zones = _zones(reader)
    sender_zone = _zones(sender)[:1] or zones[:1] or ("UTC",)
    found = propose(
        now=now,
        sender_zone=sender_zone[0],
        reader_zone=zones,
        sender_country=country_of_zone(sender_zone[0]),
        reader_country=_code(place),
        minutes=minutes,
        busy=busy,
        count=count,
        skip=skip,
        origin=[fact for fact in (reader, sender) if fact is not None],
    )
    if sender is not None or not zones:
        return found
    note = "Your time zone is not known, so your own day was left out: import users with time_zone."
    return Proposal(found.slots, found.facts, (*found.notes, note))


def _zones(fact: Fact | None) -> tuple[str, ...]:
    if fact is None:
        return ()
    names = dict.fromkeys((str(fact.value), *fact.aliases))
    return tuple(name for name in names if is_zone(name))


def _code(fact: Fact | None) -> str | None:
    if fact is None:
        return None
    return next((name for name in fact.aliases if len(name) == 2), None)


def _assumed(sides: Sides) -> list[str]:
    notes = []
    for whose, country in (
        ("the recipient's", sides.reader_country),
        ("your", sides.sender_country),
    ):
        if not is_known(country):
            whom = f"The holidays of {country}" if country else f"Holidays in {whose} country"
            notes.append(f"{whom} are not known: only weekends are left out.")
    if len(sides.reader_zones) > 1:
        notes.append(
            f"The recipient may live by any of {len(sides.reader_zones)} time zones: the times fit all."
        )
    return notes


def _length(minutes: int, on: date) -> Fact:
    return Fact(
        LENGTH, FactKind.DURATION, "Length of the meeting", Decimal(minutes), on, unit="minutes"
    )


def _facts(slots: Sequence[Slot], on: date, origin: Sequence[Fact]) -> list[Fact]:
    rows = tuple(dict.fromkeys(row for fact in origin for row in fact.evidence))
    return [
        Fact(
            id=f"{SLOT}.{place}",
            kind=FactKind.DATE,
            label="Meeting time",
            value=slot.starts_at,
            as_of=on,
            evidence=rows,
            derived_from=tuple(fact.id for fact in origin),
            aliases=(slot.text,),
        )
        for place, slot in enumerate(slots, start=1)
    ]
