"""People's names: given and family name whichever way they are written, and short forms of the given one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from core.capture.identity.normalise.fold import fold, umlauts_undone

if TYPE_CHECKING:
    from nicknames import NickNamer

_PLAIN = re.compile(r"^([^\W\d_]{2,})\s+([^\W\d_]{2,})$")
_CAPITAL_FAMILY = re.compile(
    r"^([^\W\d_]*[A-ZÀ-ÞŠŽ]{2,})\s+([A-ZÀ-ÞŠŽ][^\W\d_]*[a-zß-ÿšž][^\W\d_]*)$"
)


@dataclass(frozen=True)
class Person:
    """Folded parts; any may be missing. ``related`` holds the given name and the names it may be short for.

    ``initial`` is the first letter of the given name; a name given as an initial has no ``given``.
    """

    given: str | None
    family: str | None
    middle: str | None
    initial: str | None
    related: tuple[str, ...]


@lru_cache(maxsize=200_000)
def person(full_name: str | None) -> Person | None:
    """The parts of a person's name; ``None`` when nothing of it can be read."""
    if not full_name or not full_name.strip():
        return None
    given, middle, family = _parts(full_name.strip())
    return of_parts(given, family, middle)


def of_parts(given: str | None, family: str | None, middle: str | None = None) -> Person | None:
    """The same of a name that comes in parts."""
    first, last = _folded(given), _folded(family)
    if not first and not last:
        return None
    initial = first[0] if first else None
    whole = first if first and len(first) > 1 else None
    return Person(whole, last, _folded(middle), initial, related(whole) if whole else ())


@lru_cache(maxsize=50_000)
def related(given: str) -> tuple[str, ...]:
    """A given name and the names it may be short for: two names that share one may be one person's."""
    whole = given.replace(" ", "")
    longer = _nicknames().canonicals_of(given) if given.isascii() else set()
    return tuple(sorted({whole, *(fold(name).replace(" ", "") for name in longer)}))


def _parts(name: str) -> tuple[str, str, str]:
    """Given, middle and family name as written."""
    if match := _CAPITAL_FAMILY.match(name):
        return match[2], "", match[1]
    if (match := _PLAIN.match(name)) and fold(match[1]) not in _titles():
        return match[1], "", match[2]
    from nameparser import parse  # noqa: PLC0415  (deferred: most names are two plain words)

    found = parse(name)
    return found.given, found.middle, found.family


def _folded(part: str | None) -> str | None:
    return umlauts_undone(fold(part)).replace(" ", "") or None


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        {"dr", "prof", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "herr", "frau", "lord"}
    )


@cache
def _nicknames() -> NickNamer:
    from nicknames import NickNamer  # noqa: PLC0415  (deferred: a table read from disk)

    return NickNamer()
