"""Columns whose name stands more than once in a header while a mapping takes one value from them.

Lists, and cells that become rows, take every place of a repeated column. For anything else the first
place counts; a record whose other places say something else is refused where the value decides what
the record is, and noted elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.capture.compile import LISTS, Part, Resolver
from core.capture.mapping.model import Aliases


class Doubled(NamedTuple):
    """One repeated column: the predicate of records whose places differ, and what becomes of them."""

    predicate: str
    raw: str
    column: str
    reason: str
    refuses: bool


def doubled(part: Part, header: Sequence[str]) -> list[Doubled]:
    """The repeated columns that a share of a mapping takes single values from."""
    resolver = Resolver(header)
    decisive = [*part.fill.identity]
    others: list[Aliases] = []
    for column in part.columns:
        if column.type in LISTS or column.source.constant is not None:
            continue
        (decisive if column.is_required else others).extend(column.source.columns)
    refusing = _of(decisive, resolver, header, refuses=True)
    seen = {one.column for one in refusing}
    noting = _of(others, resolver, header, refuses=False)
    return [*refusing, *(one for one in noting if one.column not in seen)]


def _of(
    groups: Sequence[Aliases], resolver: Resolver, header: Sequence[str], *, refuses: bool
) -> list[Doubled]:
    found: dict[str, Doubled] = {}
    for group in groups:
        first, *further = resolver.positions(group) or [0]
        if not further:
            continue
        name = header[first]
        cell = f"nullif(trim(c{first}), '')"
        differs = " OR ".join(
            f"coalesce(nullif(trim(c{at}), '') <> coalesce({cell}, ''), false)" for at in further
        )
        kept = "it is not known which is meant" if refuses else "the first is kept"
        reason = f"the column stands {len(further) + 1} times with different values; {kept}"
        found.setdefault(name, Doubled(f"({differs})", f"c{further[0]}", name, reason, refuses))
    return list(found.values())
