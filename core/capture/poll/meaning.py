"""What statuses and priorities mean, by the words of the mapping that reads the tickets.

A change says only what a status was called; the mapping in force, an organisation's own included,
says what that is here.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.capture.mapping.model import Mapping
from core.capture.mapping.words import Words


@dataclass(frozen=True)
class Meanings:
    """Words in lower case and the canonical value of each."""

    status: dict[str, str]
    priority: dict[str, str]

    def of(self, field: str, *names: str) -> str:
        """The canonical value of the first known name; else the first name as it is."""
        known = self.status if field == "status" else self.priority
        found = (known.get(name.strip().lower()) for name in names if name)
        return next((value for value in found if value), names[0])


def meanings(mapping: Mapping, words: Words) -> Meanings:
    """The words for a ticket's status and priority in ``mapping``."""
    fill = mapping.target[0]

    def known(field: str) -> dict[str, str]:
        source = fill.fields.get(field)
        choices = {choice: choice for choice in (fill.target.choices or {}).get(field, ())}
        shared = words.tables.get((source and source.values_of) or f"{fill.table}.{field}", {})
        every = {**choices, **shared, **(source.values if source else {})}
        return {word.lower(): value for word, value in every.items()}

    return Meanings(known("status"), known("priority"))


def columns_of(mapping: Mapping) -> tuple[str, ...]:
    """Every column that the ticket's share of ``mapping`` reads, as it names them."""
    groups = [*mapping.target[0].identity]
    for source in mapping.target[0].fields.values():
        groups += [*source.columns, source.fallback]
    return tuple(dict.fromkeys(name for group in groups for name in group))
