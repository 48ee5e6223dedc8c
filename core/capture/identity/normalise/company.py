"""Company names: the words that tell companies apart, without the legal form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from core.capture.identity.normalise.fold import fold, umlauts_undone
from core.capture.identity.normalise.words import words

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LONGEST_FORM = 6  # words
_SHORTEST_INITIALS = 3


@dataclass(frozen=True)
class Company:
    """``full`` is the whole name folded; ``core`` lacks legal form and leading words; ``words`` are its own.

    ``joined`` is the core without blanks (``data dog`` is ``datadog``); ``initials`` are those of a core of
    three words or more, or the core itself where it may be such initials.
    """

    full: str
    core: str
    joined: str
    initials: str | None
    words: tuple[str, ...]


@lru_cache(maxsize=100_000)
def company(name: str | None) -> Company | None:
    """The parts of a company's name; ``None`` when nothing of it can be read."""
    if not name:
        return None
    for form in words().legal_forms_unspaced:
        name = name.replace(form, " ")
    full = fold(name)
    if not full:
        return None
    core = umlauts_undone(_without_forms(fold(_BRACKETS.sub(" ", name)) or full))
    parts = tuple(core.split())
    return Company(full, core, "".join(parts), _initials(parts), parts)


def _without_forms(folded: str) -> str:
    """The name without legal forms at its end or beginning; as it is when nothing else would be left."""
    parts = _joined_letters(folded.split())
    forms = _forms()
    found = True
    while found and len(parts) > 1:
        found = False
        for length in range(min(_LONGEST_FORM, len(parts) - 1), 0, -1):
            if tuple(parts[-length:]) in forms:
                parts, found = parts[:-length], True
                break
            # A single word in front may be part of a name (SA Water); a longer form is none.
            if length > 1 and tuple(parts[:length]) in forms:
                parts, found = parts[length:], True
                break
    while len(parts) > 1 and parts[-1] in {"and", "und", "et", "y", "e"}:
        parts = parts[:-1]
    for lead in words().leading_words:
        led = lead.split()
        if len(parts) > len(led) and parts[: len(led)] == led:
            parts = parts[len(led) :]
    return " ".join(parts)


def _joined_letters(parts: list[str]) -> list[str]:
    """Single letters in a row made one word: ``a b c holding`` is ``abc holding``."""
    joined: list[str] = []
    single = False
    for part in parts:
        if single and len(part) == 1:
            joined[-1] += part
            continue
        joined.append(part)
        single = len(part) == 1
    return joined


def _initials(parts: tuple[str, ...]) -> str | None:
    if len(parts) >= _SHORTEST_INITIALS:
        return "".join(
            part[0] for part in parts if part not in {"and", "of", "the", "fur", "de", "la"}
        )
    if len(parts) == 1 and _SHORTEST_INITIALS <= len(parts[0]) <= 6:
        return parts[0]
    return None


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    """Every legal form as folded words."""
    from cleanco.termdata import terms_by_country, terms_by_type  # noqa: PLC0415  (deferred: seldom needed)

    listed = [
        term
        for table in (terms_by_type, terms_by_country)
        for terms in table.values()
        for term in terms
    ]
    known = words()
    folded = {fold(term) for term in listed} | known.legal_forms
    kept = {form for form in folded if form and form not in known.not_legal_forms}
    return frozenset(tuple(_joined_letters(form.split())) for form in kept)
