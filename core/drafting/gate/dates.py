"""Dates and times of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.drafting.claim import ClaimKind
from core.drafting.fact import Fact, FactKind
from core.drafting.gate.calendar import When
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.clock_times import (
    ATTACHED,
    BARE,
    COMMON,
    TIME,
    Clock,
    bare,
    clocks,
    end_of,
    in_zone,
)
from core.drafting.gate.concepts import meanings
from core.drafting.gate.context import Surroundings, disagreement, surroundings
from core.drafting.gate.date_rules import date_expressions
from core.drafting.gate.facts import Entry, day_of
from core.drafting.gate.say import named

_TOLD = frozenset({"~renewal", "~review"})


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all dates and times, those written as a fact's own alias first."""
    yield from _aliases(checked)
    text, low = checked.text, checked.low
    people = _called_like_months(checked)
    whens = [
        when
        for when in date_expressions(low, checked.facts.as_of, text.is_free)
        if low[when.start : when.end] not in people
    ]
    checked.marks = sorted([*checked.marks, *((when.start, when.end) for when in whens)])
    days: list[tuple[int, tuple[tuple[date, date], ...]]] = []
    for when in whens:
        days.append((when.start, when.spans))
        found = _one(checked, when)
        text.take(when.start, when.end if found is None else max(when.end, found.end))
        if found is not None:
            yield found
    yield from _times_alone(checked, days)


def _called_like_months(checked: Checked) -> frozenset[str]:
    """Words such as April that are a known person's name here; with a day they are dates all the same."""
    people = [
        str(entry.fact.value)
        for entry in checked.facts.entries
        if entry.fact.kind is FactKind.PERSON
    ]
    return frozenset(" ".join([*people, *checked.own_names]).lower().split())


def _aliases(checked: Checked) -> Iterator[Finding]:
    low = checked.low
    for entry in checked.facts.dates:
        for alias in entry.fact.aliases:
            place = low.find(alias.lower()) if len(alias) > 6 else -1
            while place >= 0:
                end = place + len(alias)
                if checked.text.is_free(place, end) and not low[end : end + 1].isalnum():
                    checked.text.take(place, end)
                    checked.marks.append((place, end))
                    yield Finding(place, end, ClaimKind.DATE, (entry.fact,))
                place = low.find(alias.lower(), place + 1)


def _one(checked: Checked, when: When) -> Finding | None:
    low, end = checked.low, when.end
    attached = ATTACHED.match(low, end) if when.is_day else None
    common = _common_zone(checked, when.start)
    single = BARE.match(low, end) if when.is_day and not attached else None
    told: tuple[Clock, ...] = ()
    last: Clock | None = None
    if attached:
        end, told, last = attached.end(), clocks(attached, common), end_of(attached, common)
    elif single:
        end, told = single.end(), (bare(single["w"]),)
    named_fact = checked.attached_to(when.start, end)
    entries = [
        entry for entry in checked.facts.dates if named_fact is None or entry.fact == named_fact
    ]
    if when.problem:
        reason = f"\u201c{_said(checked, when.start, end)}\u201d: {when.problem}."
        return Finding(when.start, end, ClaimKind.DATE, reason=reason)
    written = _written_year(checked, low[when.start : when.end])
    if written:
        return Finding(when.start, when.end, ClaimKind.DATE, written)
    fitting = [entry for entry in entries if _within(entry.fact, when, told, last, checked)]
    if when.loose:
        return _loose(checked, when, fitting)
    return _judge(checked, (when.start, end), fitting, entries, attached=named_fact is not None)


def _common_zone(checked: Checked, place: int) -> str:
    """The zone that a sentence gives for all its times: "both Central time"."""
    first, last = checked.text.sentence_of(place)
    found = COMMON.search(checked.low, first, last)
    return found["zone"] if found else ""


def _written_year(checked: Checked, said: str) -> tuple[Fact, ...]:
    """A year alone may repeat one that a goal or title holds: "carbon-neutral by 2030"."""
    if not re.fullmatch(r"\d{4}", said):
        return ()
    return tuple(
        entry.fact
        for entry in checked.facts.entries
        if entry.fact.kind is FactKind.QUOTE and said in re.findall(r"\d+", str(entry.fact.value))
    )


def _within(
    fact: Fact, when: When, told: tuple[Clock, ...], last: Clock | None, checked: Checked
) -> bool:
    value = fact.value
    if not told:
        return any(first <= day_of(fact) <= final for first, final in when.spans)
    if not isinstance(value, datetime):
        return False
    if not all(
        _shows(fact, clock, () if place else when.spans) for place, clock in enumerate(told)
    ):
        return False
    return last is None or any(
        _shows(replace(fact, value=value + timedelta(minutes=length)), last, ())
        for length in _lengths(checked)
    )


def _lengths(checked: Checked) -> list[float]:
    return [
        float(entry.number)
        for entry in checked.facts.numeric
        if entry.fact.kind is FactKind.DURATION and entry.fact.unit == "minutes"
    ]


def _shows(fact: Fact, clock: Clock, spans: tuple[tuple[date, date], ...]) -> bool:
    """Whether a meeting time is at this time of day; "our time" is only known where an alias shows it."""
    moment = fact.value
    if not isinstance(moment, datetime):
        return False
    if clock.zone.startswith(("my", "our")):
        shown = [f"{minute // 60:02}:{minute % 60:02}" for minute in clock.minutes]
        return any(time in alias for time in shown for alias in fact.aliases)
    there = in_zone(moment, clock.zone)
    if there is None or there.hour * 60 + there.minute not in clock.minutes:
        return False
    return not spans or any(first <= there.date() <= final for first, final in spans)


def _said(checked: Checked, start: int, end: int) -> str:
    return checked.text.words[start:end].strip()


def _judge(
    checked: Checked,
    span: tuple[int, int],
    fitting: list[Entry],
    entries: list[Entry],
    *,
    attached: bool,
) -> Finding:
    start, end = span
    said = _said(checked, start, end)
    if not fitting:
        reason = f"No fact is dated \u201c{said}\u201d{_nearest(entries, checked.facts.as_of)}."
        return Finding(start, end, ClaimKind.DATE, reason=reason)
    if attached:
        return Finding(start, end, ClaimKind.DATE, (fitting[0].fact,), attached=True)
    around = surroundings(checked, start, end)
    wrong = [
        (
            entry,
            disagreement(entry, checked.facts.theirs(entry, dated=True), around, any_family=False),
        )
        for entry in fitting
    ]
    passed = tuple(entry.fact for entry, rival in wrong if not rival)
    timely = tuple(fact for fact in passed if not _mistimed(fact, around, checked.facts.as_of))
    if timely:
        return Finding(start, end, ClaimKind.DATE, timely)
    if passed:
        reason = f"\u201c{said}\u201d is {named(passed[0])}, but the words put it on the other side of today."
        return Finding(start, end, ClaimKind.DATE, reason=reason)
    entry, rival = wrong[0]
    reason = f"\u201c{said}\u201d is {named(entry.fact)}, but the words speak of {rival}."
    return Finding(start, end, ClaimKind.DATE, reason=reason)


_WAS = re.compile(
    r"\b(?:was|were|spoke|met|had|held|took|came|happened|began|started|joined|signed|opened|since|went)\b"
)
_WILL = re.compile(
    r"\b(?:will|is due|are due|is set|is planned|upcoming|next|comes|follows|renews|expires|runs? (?:until|to|out)|could|would|shall|may)\b"
)


_NEAR_WORDS = re.compile(r"(?:[^\s,;:]+\s+){0,6}$")
_BEFORE = re.compile(r"\b(?:before|ahead of|until|till|by|for|towards?)\b")


def _mistimed(fact: Fact, around: Surroundings, as_of: date) -> bool:
    """Whether "was on" is said of a day to come, or "is due on" of one that has passed."""
    day, left = day_of(fact), _NEAR_WORDS.search(around.left)[0]  # type: ignore[index]
    if _BEFORE.search(left):
        return False
    was, will = bool(_WAS.search(left)), bool(_WILL.search(left))
    return (day > as_of and was and not will) or (day < as_of and will and not was)


def _nearest(entries: list[Entry], as_of: date) -> str:
    if not entries:
        return ""
    nearest = min(entries, key=lambda entry: abs(day_of(entry.fact) - as_of))
    shown = ", ".join(named(entry.fact) for entry in ([nearest] if len(entries) > 3 else entries))
    return f"; the dates are {shown}" if 1 < len(entries) <= 3 else f"; the nearest is {shown}"


def _loose(checked: Checked, when: When, fitting: list[Entry]) -> Finding | None:
    """A stretch of the calendar: a claim only where it is said of the renewal or a review."""
    around = surroundings(checked, when.start, when.end)
    spoken = frozenset().union(*(meanings(word) for word in around.near)) & _TOLD
    if not spoken:
        return None
    back = when.spans[0][1] < checked.facts.as_of
    about = [
        entry
        for entry in checked.facts.dates
        if entry.concepts & spoken and (day_of(entry.fact) < checked.facts.as_of) is back
    ]
    inside = tuple(entry.fact for entry in about if entry in fitting)
    if inside or not about:
        return Finding(when.start, when.end, ClaimKind.DATE, inside) if inside else None
    said = _said(checked, when.start, when.end)
    reason = f"\u201c{said}\u201d does not hold {named(about[0].fact)}."
    return Finding(when.start, when.end, ClaimKind.DATE, reason=reason)


def _times_alone(
    checked: Checked, days: list[tuple[int, tuple[tuple[date, date], ...]]]
) -> Iterator[Finding]:
    """A time without a date of its own belongs to the date before it in the sentence."""
    for match in TIME.finditer(checked.low):
        start, end = match.start(), match.end()
        digit = match["ha"]
        if not checked.text.is_free(start, end) or (digit and not _is_time(checked.low, match)):
            continue
        first, _ = checked.text.sentence_of(start)
        before = [spans for place, spans in days if first <= place < start]
        behind = [spans for place, spans in days if 0 <= place - end <= 1 or (
            checked.low[end:place].strip() in ("on", "this", "on the", "(") and place > end
        )]  # fmt: skip
        spans = (behind or before[-1:] or [()])[0]
        moments = [entry for entry in checked.facts.dates if isinstance(entry.fact.value, datetime)]
        attached = checked.attached_to(start, end)
        fitting = [
            entry
            for entry in moments
            if (attached is None or entry.fact == attached)
            and all(
                _shows(entry.fact, clock, spans)
                for clock in clocks(match, _common_zone(checked, start))
            )
        ]
        yield _judge(checked, (start, end), fitting, moments, attached=attached is not None)


def _is_time(low: str, match: re.Match[str]) -> bool:
    """``8.30`` is a time only with am or pm; ``3:1`` never."""
    if match.start() and (
        low[match.start() - 1].isdigit() or low[match.start() - 1] in ".,:$\u20ac\u00a3"
    ):
        return False
    written = match[0]
    return ":" in written[:3] or bool(match["halfa"]) or "o'clock" in written
