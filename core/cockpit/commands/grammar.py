"""From words to readings: what is wanted, and which words may name a person or an account.

Names are whatever stands between the words that are known, so one text can have several readings
("Kim at Bank of Acme"); the data decide which of them holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.cockpit.commands.vocabulary import (
    ABOUT,
    ARTICLES,
    CONTACT,
    JOINTS,
    LEAVING,
    MAKE,
    OPEN,
    PLACES,
    THINGS,
    Intent,
    Thing,
)

_LIKE_ENOUGH = 84.0
_OUTREACH = THINGS[0]


@dataclass(frozen=True)
class Reading:
    """One way to read a command; the names are as typed and not looked up yet."""

    thing: Thing
    person: str = ""
    account: str = ""


def readings(text: str) -> tuple[Reading, ...]:
    """Every way to read ``text``, likeliest first; none when it begins with no word known."""
    words = re.sub(r"\s+", " ", text).strip().rstrip("?!. ")
    found = (*_stress(words), *_contact(words), *_make(words), *_open(words))
    return tuple(dict.fromkeys(found))


def thing_named(text: str) -> Thing | None:
    """The thing that ``text`` names, slips of the pen allowed; ``None`` when nothing is like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a typed command pays for it

    wanted = text.casefold().strip()
    names = _names()
    if wanted in names:
        return names[wanted]
    likest = process.extractOne(wanted, list(names), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return names[likest[0]] if likest else None


@cache
def _names() -> dict[str, Thing]:
    return {name: thing for thing in THINGS for name in thing.names}


def _stress(words: str) -> Iterator[Reading]:
    match = re.match(
        rf"what if (?P<person>.+?) (?:{_any(LEAVING)})(?: (?P<account>.+))?$", words, re.I
    )
    if match:
        thing = Thing(Intent.STRESS, "stress_test", "", ())
        yield Reading(thing, match["person"], (match["account"] or "").strip())


def _contact(words: str) -> Iterator[Reading]:
    match = re.match(rf"(?:{_any(CONTACT)}) (?P<target>.+)$", words, re.I)
    if not match:
        return
    target = match["target"]
    for cut in _cuts(target, ABOUT):
        if (thing := thing_named(cut[1])) and thing.intent is Intent.DRAFT:
            yield from _targets(thing, cut[0])
    yield from _targets(_OUTREACH, target)


def _make(words: str) -> Iterator[Reading]:
    rest = re.sub(rf"^(?:{_any(MAKE)}) ", "", words, count=1, flags=re.I)
    while stripped := re.match(rf"(?:{_any(ARTICLES)}) (?P<rest>.+)$", rest, re.I):
        rest = stripped["rest"]
    for what, target in _cuts(rest, JOINTS):
        if thing := thing_named(what):
            yield from _targets(thing, target)


def _open(words: str) -> Iterator[Reading]:
    match = re.match(rf"(?:{_any(OPEN)}) (?P<account>.+)$", words, re.I)
    if match:
        yield Reading(Thing(Intent.OPEN, "account", "", ()), account=match["account"])


def _targets(thing: Thing, target: str) -> Iterator[Reading]:
    for person, account in _cuts(target, PLACES):
        yield Reading(thing, person, account)
    yield Reading(thing, account=target)
    yield Reading(thing, person=target)


def _cuts(text: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every cut of ``text`` at one of ``words``, the first cut first."""
    for match in re.finditer(rf" (?:{_any(words)}) ", text, re.I):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if left and right:
            yield left, right


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
