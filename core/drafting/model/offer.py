"""Which facts the model is given: the few a letter has room for, with nothing in them to obey.

Of the facts the purpose may say, the strongest items; of these what
:mod:`core.drafting.model.outside_text` lets through; with tokens for addresses and phone numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.drafting.fact import Fact, FactKind, FactSheet, Value
from core.drafting.model.outside_text import is_name, is_proper_name, plain, statements
from core.drafting.model.redact import Redactor, emails, phones

MOST_ALIASES = 3
MOST_ITEMS = 2
MATTERS_MOST = 7
"""Facts of an item that come first: a metric's name, value, target, start, date, standing and distance."""
SHARE_OF_FACTS = 0.38
SHARE_OF_PREFIX = 0.25
ENOUGH = 1_500
_FRAME = 36
"""Braces, quotes and names of fields around a fact."""
_TOKEN = re.compile(r"\[(?:email|phone)_\d+\]")
_CONTACT = frozenset({FactKind.ADDRESS, FactKind.LINK})
_PROPER = frozenset({FactKind.PERSON, FactKind.COMPANY, FactKind.PRODUCT})


@dataclass(frozen=True)
class Offer:
    """``sheet`` is what the model may use, as it is told; ``contacts`` the addresses and links it may write."""

    sheet: FactSheet
    contacts: frozenset[str]
    redactor: Redactor


def offer(sayable: FactSheet, sender: str, budget: int) -> Offer:
    """The facts of ``sayable`` that are told, about ``budget`` characters of them.

    ``sender`` is the address the letter goes out from.
    """
    redactor = Redactor()
    told = strongest(screened(sayable, redactor), budget)
    contacts = {text for fact in told for text in _contacts(sayable[fact.id])}
    return Offer(_with(sayable, told), frozenset(contacts | {sender.lower()} - {""}), redactor)


def screened(sheet: FactSheet, redactor: Redactor) -> FactSheet:
    """The facts that may be told, as they are told."""
    hidden = (_hidden(fact, redactor) for fact in sheet)
    return _with(sheet, [fact for fact in hidden if fact is not None])


def _with(sheet: FactSheet, facts: Sequence[Fact]) -> FactSheet:
    return FactSheet(sheet.account_key, sheet.as_of, tuple(facts), sheet.contact_key)


def facts_budget(everything: FactSheet, prefix: int) -> int:
    """Characters of facts worth sending after ``prefix`` characters that the provider's cache holds.

    Two fifths of all that is known of the account, and a quarter of the prefix, so that four fifths of the
    prompt are read from the cache; but never less than a letter needs.
    """
    share = min(SHARE_OF_FACTS * sum(map(_size, everything)), SHARE_OF_PREFIX * prefix)
    return max(ENOUGH, round(share))


def strongest(sheet: FactSheet, budget: int) -> tuple[Fact, ...]:
    """The facts for which there is room, in the sheet's order, which puts strong ones first."""
    kept: set[str] = set()
    for _turn, fact in sorted(_turns(sheet), key=lambda turn: turn[0]):
        if _size(fact) <= budget:
            kept.add(fact.id)
            budget -= _size(fact)
    return tuple(fact for fact in sheet if fact.id in kept)


def _turns(sheet: FactSheet) -> Iterator[tuple[int, Fact]]:
    """When each fact is considered; a letter has no room for a third metric or goal.

    First what is about the account and the people, then the first item of each sort (metric, goal,
    feature, ...) with what matters of it, then the second, then what else is known of both.
    """
    items: dict[str, list[str]] = {}
    facts_of: Counter[tuple[str, str]] = Counter()
    for fact in sheet:
        head, *rest = fact.id.split(".")
        if len(rest) < 2:
            yield 0, fact
            continue
        seen = items.setdefault(head, [])
        if rest[0] not in seen:
            seen.append(rest[0])
        place = seen.index(rest[0])
        facts_of[head, rest[0]] += 1
        if place < MOST_ITEMS:
            later = facts_of[head, rest[0]] > MATTERS_MOST
            yield 1 + place + (MOST_ITEMS if later else 0), fact


def _size(fact: Fact) -> int:
    """Characters a fact takes in the request, about."""
    return len(fact.id) + len(str(fact.value)) + _FRAME


def _hidden(fact: Fact, redactor: Redactor) -> Fact | None:
    """The fact with tokens in its texts; ``None`` when its text must stay here."""
    if not _is_id_told(fact):
        return None
    unit = plain(fact.unit)
    if _says_something(unit) and not is_name(unit):
        return None
    label = plain(redactor.hide(fact.label))
    if not is_name(_judged(label)):
        label = fact.id.replace("_", " ").replace(".", " ")
    value: Value | None = fact.value
    if isinstance(fact.value, str):
        value = _text(fact, redactor)
    if value is None:
        return None
    aliases = tuple(_aliases(fact, redactor))
    return replace(fact, label=label, unit=unit, value=value, aliases=aliases)


def _is_id_told(fact: Fact) -> bool:
    """Whether the id gives nothing away and orders nothing: an item's part of it is the imported name."""
    if not all(is_name(part.replace("_", " ")) for part in fact.id.split(".")):
        return False
    said = " ".join((fact.label, str(fact.value), *fact.aliases))
    squeezed = _squeezed(fact.id)
    return not any(_squeezed(found) in squeezed for found in (*emails(said), *phones(said)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _text(fact: Fact, redactor: Redactor) -> str | None:
    hidden = plain(redactor.hide(str(fact.value)))
    if fact.kind in _CONTACT:
        return hidden if len(hidden.split()) == 1 else None
    if _is_told(hidden, fact.kind):
        return hidden
    # Judged without its tokens, said with them: the sentences are found again by their words.
    return (_stated(hidden) or None) if fact.kind is FactKind.QUOTE else None


def _stated(hidden: str) -> str:
    tokens = iter(_TOKEN.findall(hidden))
    marked = _TOKEN.sub(lambda found: f"Token{found[0].strip('[]').replace('_', 'N')}", hidden)
    said = statements(marked)
    for token in tokens:
        said = said.replace(f"Token{token.strip('[]').replace('_', 'N')}", token)
    return said


def _judged(text: str) -> str:
    """``text`` with a word in the place of each token, whose brackets would pass for code."""
    return _TOKEN.sub("it", text)


def _says_something(unit: str) -> bool:
    """Whether a unit is more than a sign such as ``%``."""
    return any(letter.isalnum() for letter in unit)


def _aliases(fact: Fact, redactor: Redactor) -> Iterator[str]:
    for alias in fact.aliases[:MOST_ALIASES]:
        hidden = plain(redactor.hide(alias))
        if fact.kind in _CONTACT or _is_told(hidden, fact.kind):
            yield hidden


def _is_told(hidden: str, kind: FactKind) -> bool:
    judged = _judged(hidden)
    return is_proper_name(judged) if kind in _PROPER else is_name(judged)


def _contacts(fact: Fact) -> set[str]:
    if fact.kind not in _CONTACT:
        return set()
    return {str(text).lower() for text in (fact.value, *fact.aliases)}
