"""Builds a sheet: labels, remedies and freshness come from the catalogue, evidence from parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from core.drafting.fact import Fact, FactKind, FactSheet, Freshness, Missing, Value
from core.drafting.fact_spec import FactSpec, Group, spec_of


def reference(table: str, key: object) -> str:
    """An imported row, as evidence names it; ``table`` without its schema."""
    return f"crm.{table}/{key}"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The groups of facts that a kind of draft can be given, in the order of a sheet."""

    groups: tuple[Group, ...]

    @lru_cache(maxsize=8192)  # noqa: B019 - catalogues are literals and live as long as the process
    def spec(self, fact_id: str) -> FactSpec:
        """What the catalogue says of a fact; raises LookupError for one it does not name."""
        found = spec_of(self.groups, fact_id)
        if found is None:
            raise LookupError(f"the catalogue names no fact {fact_id!r}")
        return found


@dataclass
class SheetBuilder:
    """Facts so far. What the catalogue does not name cannot be added."""

    catalogue: Catalogue
    account_key: int
    as_of: date
    contact_key: int | None = None
    _facts: dict[str, Fact] = field(default_factory=dict)
    _missing: dict[str, Missing] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)

    def add(
        self,
        fact_id: str,
        value: Value | None,
        *,
        kind: FactKind | None = None,
        item: str = "",
        unit: str = "",
        evidence: Sequence[str] = (),
        derived_from: Sequence[str] = (),
        aliases: Iterable[str] = (),
        direction: str = "",
        seen: date | datetime | None = None,
    ) -> Fact | None:
        """Add a fact; no value, no fact.

        ``seen`` is when the value was last measured or exported: from it follows whether it is stale. A
        derived fact takes the rows of what it derives from, and is stale when one of those is.
        """
        if value is None or value == "":
            return None
        spec = self.catalogue.spec(fact_id)
        parents = [self._facts[name] for name in derived_from if name in self._facts]
        rows = [*evidence, *(row for parent in parents for row in parent.evidence)]
        stale = self._is_old(spec, seen) or any(
            parent.freshness is Freshness.STALE for parent in parents
        )
        fact = Fact(
            id=fact_id,
            kind=kind or spec.kinds[0],
            label=spec.label.replace("{item}", item),
            value=value,
            as_of=self.as_of,
            unit=unit or (spec.unit if spec.unit not in ("currency", "metric's") else ""),
            freshness=Freshness.STALE if stale else Freshness.PRESENT,
            evidence=tuple(dict.fromkeys(rows)),
            derived_from=tuple(parent.id for parent in parents),
            aliases=tuple(dict.fromkeys(name for name in aliases if name and name != value)),
            direction=direction,
        )
        self._facts[fact_id] = fact
        self._named.add(spec.name)
        return fact

    def get(self, fact_id: str) -> Fact | None:
        """A fact added before."""
        return self._facts.get(fact_id)

    def miss(self, name: str, remedy: str) -> None:
        """Say why there is nothing under a name of the catalogue, where its own remedy is not it."""
        self._missing[name] = Missing(name, _plain(self.catalogue.spec(name).label), remedy)

    def sheet(self) -> FactSheet:
        """The facts, and of every name with a remedy that has none, the remedy."""
        for spec in (
            spec for group in self.catalogue.groups for spec in group.specs if spec.remedy
        ):
            given = Missing(spec.name, _plain(spec.label), spec.remedy)
            self._missing.setdefault(spec.name, given)
        missing = [item for name, item in self._missing.items() if name not in self._named]
        return FactSheet(
            self.account_key,
            self.as_of,
            tuple(self._facts.values()),
            self.contact_key,
            tuple(missing),
        )

    def _is_old(self, spec: FactSpec, seen: date | datetime | None) -> bool:
        if seen is None or spec.stale_days is None:
            return False
        day = seen.date() if isinstance(seen, datetime) else seen
        return (self.as_of - day).days > spec.stale_days


def _plain(label: str) -> str:
    """A label without its item, for what is missing: only metrics are named before a comma."""
    text = label.replace("{item}, ", "Outcome metric, ").replace(": {item}", "")
    return text.replace("{item}", "it").strip()
