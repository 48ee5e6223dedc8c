"""Which columns of a file say whom a record is about, and which refer to other people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.capture.compile import Resolver
from core.capture.erased.mentions import MARKER
from core.capture.mapping.model import Fill, Mapping

PERSON_TABLES = frozenset({"contact", "lead"})
_REFERENCES = ("reports_to_ref", "contact_refs", "converted_contact_ref", "contact_key")


class Finder(Protocol):
    """Knows a person, in the clear or by hashes."""

    def touches(self, text: str) -> bool:
        """Whether a record's text may concern the person."""

    def clean(self, text: str) -> str:
        """The text with a marker for each mention."""

    def owns_email(self, text: str) -> bool:
        """Whether a cell of addresses names the person's."""

    def owns_id(self, system: str, identifier: str) -> bool:
        """Whether the identifier is the person's in this system."""


@dataclass(frozen=True)
class PersonColumns:
    """Positions in a record: of its own person's addresses and identifiers, and of references.

    ``identities`` are groups of positions whose cells, joined by ``/``, are an identifier.
    """

    system: str = ""
    emails: tuple[int, ...] = ()
    identities: tuple[tuple[int, ...], ...] = ()
    references: tuple[int, ...] = ()

    @property
    def has_ids(self) -> bool:
        return bool(self.identities or self.references)

    def is_about(self, cells: Sequence[str], finder: Finder) -> bool:
        """Whether the record is the person's own, or was until it was cleared."""
        emails = [cells[place] for place in self.emails if cells[place]]
        names = ["/".join(cells[place].strip() for place in group) for group in self.identities]
        if any(one.startswith(MARKER) for one in (*emails, *names)):
            return True
        return any(finder.owns_email(one) for one in emails) or any(
            finder.owns_id(self.system, one) for one in names
        )


def person_columns(mapping: Mapping | None, header: Sequence[str]) -> PersonColumns:
    """What ``mapping`` says of the columns; nothing of a file whose kind is not known."""
    if mapping is None:
        return PersonColumns()
    resolver = Resolver(header)
    emails: list[int] = []
    identities: list[tuple[int, ...]] = []
    references: list[int] = []
    for number, fill in enumerate(mapping.target):
        if fill.table in PERSON_TABLES:
            emails += _positions(resolver, fill, ("email",))
            # A missing column leaves the identifier unknown; the address still tells.
            groups = [resolver.positions(group)[:1] for group in fill.identity]
            if all(groups):
                identities.append(tuple(place for group in groups for place in group))
        elif number == 0 and fill.table == "opportunity_contact":
            identities += [(place,) for place in _positions(resolver, fill, ("contact_key",))]
        references += _positions(resolver, fill, _REFERENCES)
    own = {place for group in identities for place in group}
    return PersonColumns(
        mapping.system,
        tuple(dict.fromkeys(emails)),
        tuple(dict.fromkeys(identities)),
        tuple(place for place in dict.fromkeys(references) if place not in own),
    )


def _positions(resolver: Resolver, fill: Fill, fields: Iterable[str]) -> list[int]:
    groups = [
        group for name in fields if (source := fill.fields.get(name)) for group in source.columns
    ]
    return [place for group in groups for place in resolver.positions(group)]
