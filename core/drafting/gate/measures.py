"""All figures of a text: finds them, puts together those that belong together, looks them up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.drafting.claim import ClaimKind
from core.drafting.fact import FactKind
from core.drafting.gate.calendar import MONTHS
from core.drafting.gate.candidate import Candidate
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.concepts import stem
from core.drafting.gate.matching import KIND, Match, match
from core.drafting.gate.numbers import is_ordinary
from core.drafting.gate.quantity import Dimension, Quantity, quantities
from core.drafting.gate.say import named
from core.drafting.gate.tolerance import honest
from core.drafting.gate.units import DAYS_IN

_IN = re.compile(r"\s+(?:[a-z'-]+\s+){0,2}?(?:in|out of)\s+")
_OF = re.compile(
    r"\s*(?:(?!and\b|or\b|but\b|with\b|against\b|instead|ahead|short|because|north|south|excess)[a-z'-]+\s+){0,3}?(?:,\s*)?(?:out of|of|/)\s*(?:(?:the|our|your|all|those|these|last|past|planned)\s+){0,3}"
)
_LIST = re.compile(r"(?:^|\n)\s*\d{1,2}$")
_WINDOW = re.compile(r"\b(?:last|past|next|coming|following|previous)\s+$")
_DATED = re.compile(
    r"\b(?:renew\w*|contract|agreement|review|qbr|deadline|go-live|contact|spoke\w*|met)\b"
)


_MONTH = re.compile(
    rf"(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(name for name in MONTHS if len(name) > 3)})\b"
)


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all figures, and what is no figure that can be read."""
    found = [item for item in quantities(checked.text) if not _is_list_number(checked, item)]
    checked.marks = sorted([*checked.marks, *(item.core for item in found)])
    place = 0
    while place < len(found):
        pair = found[place : place + 2]
        joined = list(_joined(checked, pair)) if len(pair) == 2 else []
        if joined:
            yield from joined
            place += 2
            continue
        yield from _single(checked, found, place)
        place += 1


_NONE = re.compile(r"\b(?:no|zero|without (?:a |any )?(?:single )?)\s*((?:[a-z]+\s+){0,2}[a-z]+)")


def find_none(checked: Checked) -> Iterator[Finding]:
    """``No open issues``: a count of zero, where what is counted has a fact."""
    for none in _NONE.finditer(checked.low):
        words = none[1].split()
        if words[0] in ("more", "less", "fewer", "longer") or not checked.text.is_free(
            *none.span()
        ):
            continue
        stems = {stem(word) for word in words}
        about = [
            entry
            for entry in checked.facts.numeric
            if entry.unit_stems & stems
            and (entry.group in checked.facts.metrics or "~issue" in entry.concepts)
        ]
        if about:
            facts = tuple(entry.fact for entry in about if entry.number == 0)
            reason = "" if facts else f"There are some: {named(about[0].fact)}."
            yield Finding(none.start(), none.end(), ClaimKind.NUMBER, facts, reason)


def _is_list_number(checked: Checked, item: Quantity) -> bool:
    """``1.`` or ``2)`` at the start of a line."""
    low, (start, end) = checked.low, item.core
    if not _LIST.search(low[max(0, start - 8) : end]) or low[end : end + 2] not in (". ", ") "):
        return False
    before = int(item.numeral.value) - 1
    return not before or bool(re.search(rf"(?:^|\n)\s*{before}[.)] ", low[:start]))


def _single(checked: Checked, found: list[Quantity], place: int) -> Iterator[Finding]:
    item = found[place]
    if _is_split(checked, found, place):
        reason = "This cannot be read as one number; write it without gaps, signs or letters in it."
        yield Finding(item.start, item.end, ClaimKind.NUMBER, reason=reason)
        return
    month = _MONTH.match(checked.low, item.core[1])
    if month and item.numeral.form == "digits":
        reason = (
            f"There is no such day as \u201c{checked.text.words[item.core[0] : month.end()]}\u201d."
        )
        yield Finding(item.core[0], item.core[1], ClaimKind.DATE, reason=reason)
        return
    if is_ordinary(checked, item) or _is_adjective(checked, item) or _is_window(checked, item):
        return
    yield _finding(checked, item, _of_them(checked, item, match(checked, item)))


def _of_them(checked: Checked, item: Quantity, mine: Match) -> Match:
    """``three of them`` is another fact than what was counted before."""
    if not re.match(r"\s+of (?:them|these|those|which)\b", checked.low[item.core[1] :]):
        return mine
    start, _ = checked.text.sentence_of(item.start)
    before = [entries for other, entries in checked.measured if start <= other.start < item.start]
    if mine.entries and before and len({*mine.entries, *before[-1]}) < 2:
        return Match(reason="No fact says that it was all of them.")
    return mine


def _finding(checked: Checked, item: Quantity, found: Match) -> Finding:
    if found.entries:
        checked.measured.append((item, found.entries))
    facts = tuple(entry.fact for entry in found.entries)
    kind = KIND[item.dimension]
    if item.whole or (
        item.dimension is Dimension.PLAIN and facts and facts[0].kind is FactKind.MONEY
    ):
        kind = ClaimKind.PERCENT if item.whole else ClaimKind.MONEY
    return Finding(item.start, item.end, kind, facts, found.reason, found.attached)


def _is_split(checked: Checked, found: list[Quantity], place: int) -> bool:
    """Whether a number stands beside another without a word between, or cannot be read at all."""
    item, low = found[place], checked.low
    if item.numeral.form == "malformed":
        return True
    for other in (found[place - 1] if place else None, *found[place + 1 : place + 2]):
        if other is None:
            continue
        gap = low[min(item.core[1], other.core[1]) : max(item.core[0], other.core[0])]
        after = item.core[0] if item.core[0] > other.core[0] else other.core[0]
        if gap in (" ", "\n", "_", "-\n", "- ", "'") or (not gap and low[after].isdigit()):
            return True
        if (
            re.fullmatch(r",\s+", gap)
            and re.match(r"\d{3}(?!\d)", low[after:])
            and low[after - len(gap) - 1].isdigit()
        ):
            return True
    return False


def _is_adjective(checked: Checked, item: Quantity) -> bool:
    """``the half-year close``, ``one-page``: no claim."""
    behind = checked.low[item.core[1] :]
    if item.numeral.form == "fraction" and re.match(r"-(?:year|way|hearted|day)\b", behind):
        return True
    return checked.low[item.core[0] : item.core[1]].startswith(("half-year", "half year"))


def _is_window(checked: Checked, item: Quantity) -> bool:
    """``the next two years``, ``the last twelve months``: a stretch that is looked at, not a fact.

    Reviews and meetings are counted over the last year, so that a year back needs no fact; ahead, any
    stretch is free unless the sentence dates something with it.
    """
    if item.dimension is not Dimension.TIME:
        return False
    before = checked.low[max(0, item.start - 24) : item.start]
    if not _WINDOW.search(before):
        return False
    if re.search(r"\b(?:next|coming|following)\s+$", before):
        start, end = checked.text.sentence_of(item.start)
        return not _DATED.search(checked.low[start:end])
    days = item.numeral.value * DAYS_IN[item.units[0]]
    return abs(days - 365) <= 2


def _joined(checked: Checked, pair: list[Quantity]) -> Iterator[Finding]:
    """Two figures that say one thing: "nine in ten", "three of four", "half of our 17 meetings"."""
    one, two = pair
    gap = checked.low[one.end : two.start]
    plain = one.dimension is two.dimension is Dimension.PLAIN
    if two.start > checked.text.sentence_of(one.start)[1] or two.hedge != "exact":
        return
    every = re.search(r"\bevery\s+$", checked.low[max(0, one.start - 8) : one.start])
    if (
        plain
        and every
        and one.numeral.value in (10, 100)
        and len(gap) < 40
        and two.numeral.value <= one.numeral.value
    ):
        joint = replace(
            two,
            start=one.start,
            core=(one.core[0], two.core[1]),
            whole=one.numeral.value,
            borrowed=(),
        )
        yield _finding(checked, joint, match(checked, joint))
    elif plain and _IN.fullmatch(gap) and 0 < one.numeral.value <= two.numeral.value:
        yield from _ratio(checked, one, two, must=True)
    elif plain and _OF.fullmatch(gap):
        yield from _part(checked, one, two)
    elif one.dimension in (Dimension.FRACTION, Dimension.PERCENT) and _OF.fullmatch(gap):
        yield from _subset(checked, one, two)


def _ratio(checked: Checked, one: Quantity, two: Quantity, *, must: bool) -> Iterator[Finding]:
    joint = replace(
        one, end=two.end, core=(one.core[0], two.core[1]), whole=two.numeral.value, borrowed=()
    )
    found = match(checked, joint)
    if found.entries or must:
        yield _finding(checked, joint, found)


def _part(checked: Checked, one: Quantity, two: Quantity) -> Iterator[Finding]:
    """``48 of 60 sites``: both are counts, or together they are a share."""
    mine, whole = match(checked, one), match(checked, two)
    if one.numeral.value > two.numeral.value and one.numeral.form == two.numeral.form:
        reason = "More than the whole: one of the two numbers is wrong."
        yield Finding(one.start, two.end, ClaimKind.NUMBER, reason=reason)
        return
    same = one.numeral.value == two.numeral.value
    if same and not set(mine.entries) - set(whole.entries[:1]):
        mine = Match(reason="No fact says that it was all of them.")
    if mine.entries and whole.entries:
        yield _finding(checked, one, mine)
        yield _finding(checked, two, whole)
        return
    if mine.entries and two.numeral.value in (10, 100) and mine.entries[0].fact.unit == "points":
        yield _finding(checked, one, mine)
        return
    joint = list(_ratio(checked, one, two, must=False))
    if joint:
        yield from joint
    else:
        yield _finding(checked, one, mine)
        yield _finding(checked, two, whole)


def _subset(checked: Checked, one: Quantity, two: Quantity) -> Iterator[Finding]:
    """``More than half of our 17 meetings``: a count of the same things, by the whole."""
    alone, whole = match(checked, one), match(checked, two)
    if alone.entries or not whole.entries:
        return
    for base in whole.entries:
        for entry in checked.facts.numeric:
            if (
                entry.unit_stems != base.unit_stems
                or entry is base
                or not base.number
                or not entry.unit_stems
            ):
                continue
            share = Candidate(
                entry, entry.number / base.number * 100, Dimension.FRACTION, "", also=(base,)
            )
            if honest(one.hedge, one.figure(Dimension.FRACTION), share.value):
                yield _finding(checked, one, Match((entry, base)))
                yield _finding(checked, two, whole)
                return
