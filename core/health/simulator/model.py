"""What a policy would have changed: colours of today, and warnings and outcomes of the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Colour:
    """What the health model says of an account; ``score`` is ``None`` when it abstains."""

    score: float | None
    rag: str


@dataclass(frozen=True)
class Moved:
    """An account that another policy shows in another colour, or with another score."""

    account_key: int
    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    arr_amount: Decimal | None
    currency: str | None
    from_score: float | None
    from_rag: str
    to_score: float | None
    to_rag: str
    direction: str


@dataclass(frozen=True)
class Simulation:
    """Accounts by colour under both policies, and those that change; ``moved`` the worse first.

    ``rescored`` counts the accounts whose score changes without their colour.
    """

    as_of: date
    accounts: int
    before: dict[str, int]
    after: dict[str, int]
    moved: tuple[Moved, ...]
    rescored: int


@dataclass(frozen=True)
class Warned:
    """A warning: opened by the scan of a day, ``closed_on`` when it recovered, else open to the end."""

    account_key: int
    opened_on: date
    closed_on: date | None
    cause: str


@dataclass(frozen=True)
class Outcome:
    """What did happen: a churn or an escalation by the customer, with the rows that say so."""

    kind: str
    account_key: int
    happened_on: date
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """``hits`` of ``n``, with the 90 % interval of the share; no share where ``n`` is 0."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Foreseen:
    """An outcome, and how many days before it the last warning came; ``None`` when none did."""

    outcome: Outcome
    account_id: str
    name: str
    lead_days: int | None


@dataclass(frozen=True)
class Backtest:
    """A policy, scanned day by day over the past.

    ``per_week`` are the warnings of each week, oldest first, the last of them ending on the last day.
    ``precision`` is of the warnings that have had their time (``waiting`` have not), ``recall`` of the
    outcomes; ``lead_days`` the median between warning and outcome, ``None`` without one, over ``leads``.
    """

    from_on: date
    as_of: date
    horizon_days: int
    warnings: int
    per_week: tuple[int, ...]
    precision: Rate
    waiting: int
    recall: Rate
    recall_churn: Rate
    recall_escalation: Rate
    lead_days: float | None
    leads: int
    foreseen: tuple[Foreseen, ...]

    @property
    def a_week(self) -> float:
        """Warnings a week, on average."""
        return self.warnings / len(self.per_week) if self.per_week else 0.0
