"""Counts and multiples: "48 sites", "4.2x", "more than nine in ten"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.drafting.fact import FactKind
from core.drafting.gate.candidate import Asked, Candidate, direct, ratios
from core.drafting.gate.checked import Checked
from core.drafting.gate.concepts import meanings, stem
from core.drafting.gate.facts import Entry
from core.drafting.gate.quantity import Dimension, Quantity
from core.drafting.gate.wordlist import words as _split

_TIMES = frozenset({"times", "time", "x", "multiple", "multiples", "fold", "\u00d7"})
_SKIP = frozenset(
    _split("of the our your their its all those these last past only first other such")
)
_STOP = frozenset(
    _split("""is are was were be been being has have had do does did will would can could may might shall should must
    in on at to for from with by as and or but than then that which who when while where if not so it we you i
    they he she this there a an per each every more fewer less up down into over under after before since until
    still now today already yet remain remains takes took came come stand stands joined joins""")
)
_ANY_NOUN = frozenset(
    _split("""occasions times cases instances others results ones people colleagues us them results items places parts
    always whereas less this always perhaps was its years months weeks days hours minutes""")
)
_MAKING = frozenset(_split("on have these my make raise discuss add with share cover"))
_SELF_TIMES = re.compile(r"\s*(?:that|which|would|below|to|for|work\w*|suit\w*|:)")
_SELF = frozenset(
    _split("""question questions option options point points idea ideas thought thoughts thing things way ways topic topics
    item items suggestion suggestions times time slot slots date dates area areas step steps reason reasons result
    results decision decisions theme themes subject subjects paragraph paragraphs sentence sentences line lines number
    numbers figure figures word words page slide slides example examples proposal proposals request conversation
    chance favour belong matters matter people sides side""")
)
"""What a letter counts of itself: "two questions" is no claim about the account."""


def _is_times(entry: Entry) -> bool:
    return entry.fact.unit.lower() in _TIMES


def candidates(asked: Asked) -> Iterator[Candidate]:
    """Counts of whatever they count; multiples only where the words are about them."""
    for entry in asked.facts.numeric:
        if entry.fact.kind is FactKind.COUNT:
            yield direct(entry, Dimension.TIMES if _is_times(entry) else Dimension.PLAIN)


def times(asked: Asked) -> Iterator[Candidate]:
    """Multiples: "4.2 times"; and how often something happened: "eleven times"."""
    for entry in asked.facts.numeric:
        if entry.fact.kind is FactKind.COUNT and entry.fact.unit != "points":
            role = entry.role if _is_times(entry) else "occasions"
            yield Candidate(entry, entry.number, Dimension.TIMES, role)
    yield from ratios(asked.facts)


def noun_run(checked: Checked, quantity: Quantity) -> list[str]:
    """The words that a number counts: from behind it to the next verb or preposition."""
    tokens = checked.text.tokens
    found: list[str] = []
    place = checked.text.index_at(quantity.core[1])
    if place < len(tokens) and tokens[place].text in "-+":
        place += 1
    while place < len(tokens) and len(found) < 4:
        token = tokens[place]
        if token.low in _SKIP:
            place += 1
            continue
        if not token.is_word or token.low in _STOP:
            break
        found.append(token.low)
        place += 1
    return found


def noun_problem(entry: Entry, run: list[str]) -> str:
    """The word that says something else is counted than the fact counts."""
    if any(stem(word) in entry.unit_stems for word in run):
        return ""
    if any(_is_plural(word) and meanings(word) & entry.concepts for word in run):
        return ""
    for word in run:
        if word in _ANY_NOUN:
            return ""
        if _is_plural(word):
            return word
    return ""


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 3


def is_ordinary(checked: Checked, quantity: Quantity) -> bool:  # noqa: PLR0911 - one return a case
    """Whether a number in words is no claim: "one call", "two questions", "the two of us"."""
    if quantity.numeral.form != "words":
        return False
    if quantity.dimension is Dimension.TIMES:
        behind = checked.low[quantity.core[1] :]
        return quantity.numeral.value <= 12 and bool(_SELF_TIMES.match(behind))
    if quantity.dimension is Dimension.POINTS:
        place = checked.text.index_at(quantity.start)
        return bool(place) and checked.text.tokens[place - 1].low in _MAKING and "percent" not in (
            checked.low[quantity.core[0] : quantity.core[1]]
        )  # fmt: skip
    if quantity.dimension is not Dimension.PLAIN:
        return False
    if quantity.hedge != "exact" or quantity.whole:
        return False
    text, run = checked.text, noun_run(checked, quantity)
    value = quantity.numeral.value
    if any(stem(word) in checked.facts.unit_stems for word in run):
        return False
    place = text.index_at(quantity.core[0])
    before = text.tokens[place - 1].low if place else ""
    behind = checked.low[quantity.core[1] : quantity.core[1] + 16]
    if value == 1:
        return not behind.startswith((" more ", " fewer ", " less "))
    if value <= 12 and run and run[0] in _SELF:
        return True
    if value <= 3 and run[:1] in (["us"], ["you"]):
        return True
    if value <= 12 and any(word in _SELF for word in run[:3]) and not run[0].endswith("s"):
        return True
    return value <= 3 and before in ("the", "these", "those", "us", "other") and not any(
        word.endswith("s") for word in run
    )  # fmt: skip
