"""Ordinals that count: "your third year", "the second outage"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from core.drafting.claim import ClaimKind
from core.drafting.fact import FactKind
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.concepts import meanings, stem
from core.drafting.gate.facts import day_of
from core.drafting.gate.units import DAYS_IN, TIME_UNITS
from core.drafting.gate.wordlist import words as _split

_WORDS = _split("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_NUMBERS = {"first": 1} | {word: number for number, word in enumerate(_WORDS, start=2)}
_ORDINAL = re.compile(
    r"\b(?P<nth>first|"
    + "|".join(_WORDS)
    + r"|\d{1,3}(?:st|nd|rd|th))\b(?P<best>-(?:largest|biggest|highest|best|fastest))?"
    r"(?:\s+(?P<one>[a-z]+))?(?:\s+(?P<two>[a-z]+))?"
)
_EVENTS = frozenset(
    _split("""year anniversary month week quarter renewal review qbr outage incident escalation failure meeting rollout phase
    consecutive straight successive region country largest biggest highest site clinic""")
)
_FIRST_EVENTS = frozenset({"anniversary", "renewal", "outage", "incident", "year"})


_IS_OUR = re.compile(r"\b(?:is|was|be|been|already)\s+(?:our|your|the)\s+$")


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of ordinals; "first of all" and "a second opinion" are none."""
    for match in _ORDINAL.finditer(checked.low):
        start, end = match.span("nth")
        if not checked.text.is_free(start, end):
            continue
        words = [word for word in (match["one"], match["two"]) if word]
        if words[:1] and words[0] in ("this", "in", "of", "since", "so", "within", "last"):
            words = _subject(checked, start)
        number = _NUMBERS.get(match["nth"]) or int(re.sub(r"\D", "", match["nth"]))
        if not _counts(checked, match, words, number):
            continue
        plain = match["one"] and match["one"] in words
        last = match.end("best") if match["best"] else (match.end("one") if plain else end)
        last = last if checked.text.is_free(start, last) else end
        yield _judge(checked, start, last, words, number)


def _subject(checked: Checked, start: int) -> list[str]:
    """What "is our second" counts: the things of facts that its sentence names before."""
    first, _ = checked.text.sentence_of(start)
    before = checked.low[first:start]
    words = re.findall(r"[a-z]+", before) if _IS_OUR.search(before) else []
    return [word for word in words if stem(word) in checked.facts.unit_stems]


def _counts(checked: Checked, match: re.Match[str], words: list[str], number: int) -> bool:
    if match["nth"][0].isdigit() or match["best"]:
        return True
    before = checked.low[max(0, match.start() - 3) : match.start()]
    if number == 1:
        return words[:1] != [] and words[0] in _FIRST_EVENTS
    if before.endswith(("a ", "as ")):
        return False
    return any(word in _EVENTS or stem(word) in checked.facts.unit_stems for word in words)


def _judge(checked: Checked, start: int, end: int, words: list[str], number: int) -> Finding:
    units = [TIME_UNITS[word] for word in words if word in TIME_UNITS]
    facts = []
    for entry in checked.facts.numeric:
        counted = entry.fact.kind is FactKind.COUNT and entry.number in (number, number - 1)
        if counted and not units and any(stem(word) in entry.unit_stems for word in words):
            facts.append(entry.fact)
    for entry in checked.facts.dates if units else ():
        days = (checked.facts.as_of - day_of(entry.fact)).days
        if days <= 0 or isinstance(entry.fact.value, datetime):
            continue
        reached = Decimal(days) / DAYS_IN[units[0]]
        if number - 1 <= reached < number and _fits(checked, start, entry.concepts):
            facts.append(entry.fact)
    said = checked.text.words[start:end]
    reason = "" if facts else f"No fact says \u201c{said}\u201d."
    return Finding(start, end, ClaimKind.ORDINAL, tuple(facts), reason)


def _fits(checked: Checked, start: int, concepts: frozenset[str]) -> bool:
    first, last = checked.text.sentence_of(start)
    words = re.findall(r"[a-z]+", checked.low[first:last])
    found = frozenset().union(*(meanings(word) for word in words))
    if re.search(r"\b(?:with|together with) (?:us|you)\b|\btogether\b", checked.low[first:last]):
        found |= {"~customer"}
    return bool(found & concepts)
