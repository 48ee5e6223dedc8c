"""The two kinds of records that are matched: accounts and contacts."""

from __future__ import annotations

from dataclasses import dataclass

from core.capture.targets import PROVENANCE, TARGETS, Target
from core.errors import InvalidInput


@dataclass(frozen=True)
class Entity:
    """``name`` as in the tables of decisions; ``label`` is the column people know a record by."""

    name: str
    label: str

    @property
    def target(self) -> Target:
        return TARGETS[self.name]

    @property
    def table(self) -> str:
        return self.target.table

    @property
    def merged(self) -> str:
        """The table of golden records of clusters."""
        return f"ops.merged_{self.name}"

    @property
    def key(self) -> str:
        return self.target.key

    @property
    def fields(self) -> tuple[str, ...]:
        """Columns that say something of the company or person: no key, no provenance."""
        left_out = {self.key, *PROVENANCE}
        return tuple(column for column in self.target.columns if column not in left_out)


ACCOUNT = Entity("account", "name")
CONTACT = Entity("contact", "full_name")
ENTITIES = {entity.name: entity for entity in (ACCOUNT, CONTACT)}


def entity_named(name: str) -> Entity:
    """The entity of this name; raises :class:`~core.errors.InvalidInput` for another."""
    if name not in ENTITIES:
        raise InvalidInput(f"{name!r} is not matched.", f"Use one of {', '.join(ENTITIES)}.")
    return ENTITIES[name]
