"""Second looks: signals against a green account, and statements that cannot both be so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Looked:
    """The account that is looked at again."""

    account_key: int
    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    arr_amount: Decimal | None
    currency: str | None
    rag: str
    health_score: float | None


@dataclass(frozen=True)
class Signal:
    """One thing that speaks against green; ``source`` groups those that do not count twice."""

    name: str
    title: str
    source: str
    says: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Watermelon:
    """A green account against which independent sources speak: green outside, red inside."""

    account: Looked
    signals: tuple[Signal, ...]
    sources: tuple[str, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The rows of all its signals."""
        return tuple(dict.fromkeys(row for signal in self.signals for row in signal.evidence))


@dataclass(frozen=True)
class Contradiction:
    """Two statements about an account that cannot both be so, each with the rows that make it."""

    account: Looked
    rule: str
    title: str
    one: str
    says_one: str
    evidence_one: tuple[str, ...]
    other: str
    says_other: str
    evidence_other: tuple[str, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The rows of both sides."""
        return (*self.evidence_one, *self.evidence_other)
