"""Facts: what a draft may say, each with the imported rows it was read from.

A fact's ``id`` is stable from one gathering to the next (``arr``, ``outcome.uptime.value``), so that
a draft that cites it can be compared with what the data say today.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.errors import NotFound

Value = Decimal | date | datetime | str
"""Numbers are decimals; a moment is a ``datetime`` with its zone; names, quotes and words are text."""


class FactKind(StrEnum):
    """What a fact is; the claim gate knows the honest forms of each."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    COMPANY = "company"
    PRODUCT = "product"
    QUOTE = "quote"
    STATUS = "status"
    ADDRESS = "address"
    LINK = "link"


class Freshness(StrEnum):
    """How current a fact is on its date."""

    PRESENT = "present"
    STALE = "stale"


@dataclass(frozen=True)
class Fact:
    """One thing that is so.

    ``value`` by kind: MONEY an amount with its ISO 4217 currency in ``unit``; PERCENT percentage
    points (``Decimal("33.3")`` is 33.3 %); COUNT a number of ``unit`` (a plural noun or the metric's
    unit); DURATION a number of ``unit`` (minutes, hours, days, weeks, months or years); DATE a date
    or a moment; the others text. ``aliases`` are other honest names: a person's first name, a
    company's name without its legal form.

    ``evidence`` are references to imported rows (``crm.activity/123``); a derived fact keeps the ids of
    the facts it derives from in ``derived_from`` and carries their rows as well.
    ``direction`` of a comparison is ``above``, ``below`` or ``equal``, else empty.
    """

    id: str
    kind: FactKind
    label: str
    value: Value
    as_of: date
    unit: str = ""
    freshness: Freshness = Freshness.PRESENT
    evidence: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    direction: str = ""

    @property
    def version(self) -> str:
        """Changes when what the fact says changes; the date it was looked up on does not matter."""
        said = [self.id, self.kind.value, str(self.value), self.unit, self.direction]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps it; :meth:`from_dict` reads it back equal."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "label": self.label,
            "value": {"type": type(self.value).__name__, "text": _text(self.value)},
            "as_of": self.as_of.isoformat(),
            "unit": self.unit,
            "freshness": self.freshness.value,
            "evidence": list(self.evidence),
            "derived_from": list(self.derived_from),
            "aliases": list(self.aliases),
            "direction": self.direction,
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Fact:
        """A fact as :meth:`to_dict` wrote it."""
        values = {
            **given,
            "kind": FactKind(given["kind"]),
            "freshness": Freshness(given["freshness"]),
            "as_of": date.fromisoformat(given["as_of"]),
            "value": _READ[given["value"]["type"]](given["value"]["text"]),
        }
        for name in ("evidence", "derived_from", "aliases"):
            values[name] = tuple(given[name])
        return cls(**values)


@dataclass(frozen=True)
class Missing:
    """A fact that nothing imported supplies, and the import that would."""

    id: str
    label: str
    remedy: str


@dataclass(frozen=True)
class FactSheet:
    """All facts a draft may draw on, about one account and, mostly, one person, on a date."""

    account_key: int
    as_of: date
    facts: tuple[Fact, ...]
    contact_key: int | None = None
    missing: tuple[Missing, ...] = ()
    _by_id: dict[str, Fact] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for fact in self.facts:
            if fact.id in self._by_id:
                raise ValueError(f"two facts are called {fact.id}")
            self._by_id[fact.id] = fact

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._by_id

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __getitem__(self, fact_id: str) -> Fact:
        try:
            return self._by_id[fact_id]
        except KeyError:
            raise NotFound(
                f"There is no fact {fact_id!r} here.", "Choose one of those shown."
            ) from None

    def get(self, fact_id: str) -> Fact | None:
        """The fact, or ``None``."""
        return self._by_id.get(fact_id)

    def only(self, fact_ids: Sequence[str]) -> FactSheet:
        """The sheet with these facts alone."""
        kept = tuple(fact for fact in self.facts if fact.id in set(fact_ids))
        return FactSheet(self.account_key, self.as_of, kept, self.contact_key, self.missing)

    def with_facts(self, *more: Fact) -> FactSheet:
        """The sheet and further facts, e.g. the meeting times that were proposed."""
        facts = (*self.facts, *more)
        return FactSheet(self.account_key, self.as_of, facts, self.contact_key, self.missing)

    def roots(self, fact_ids: Sequence[str]) -> tuple[Fact, ...]:
        """The facts, and those they derive from, without the derived ones: what imports can change."""
        found: dict[str, Fact] = {}
        waiting = [fact_id for fact_id in fact_ids if fact_id in self]
        while waiting:
            fact = self[waiting.pop()]
            parents = [parent for parent in fact.derived_from if parent in self]
            if parents:
                waiting += parents
            else:
                found[fact.id] = fact
        return tuple(found[key] for key in sorted(found))

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "account_key": str(self.account_key),
            "contact_key": None if self.contact_key is None else str(self.contact_key),
            "as_of": self.as_of.isoformat(),
            "facts": [fact.to_dict() for fact in self.facts],
            "missing": [asdict(item) for item in self.missing],
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> FactSheet:
        """A sheet as :meth:`to_dict` wrote it."""
        contact = given["contact_key"]
        return cls(
            int(given["account_key"]),
            date.fromisoformat(given["as_of"]),
            tuple(Fact.from_dict(item) for item in given["facts"]),
            None if contact is None else int(contact),
            tuple(Missing(**item) for item in given["missing"]),
        )


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


_READ: dict[str, Callable[[str], Value]] = {
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "str": str,
}
