"""What an escalation is, and what a scan did to escalations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.counts import count_of


class Severity(StrEnum):
    """How severe, and so how often the customer is to hear from us."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"

    @classmethod
    def ranked(cls, rank: int) -> Severity:
        """The severity of ``rank``: 3 critical, 2 high, 1 medium."""
        return (cls.MEDIUM, cls.HIGH, cls.CRITICAL)[rank - 1]


class Trigger(StrEnum):
    """What opened an escalation."""

    SCORE_BELOW = "score_below"
    STATUS_WORSENED = "status_worsened"
    FIRST_SEEN = "first_seen"


class Step(StrEnum):
    """What a scan says of an account that it did not say before."""

    OPEN = "open"
    WORSEN = "worsen"
    RECOVER = "recover"
    BETTER = "better"
    RELAPSE = "relapse"
    SEE = "see"


class State(StrEnum):
    """Where an escalation stands: what people said of it last, or that it is over."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DISAGREED = "disagreed"
    SNOOZED = "snoozed"
    RECOVERED = "recovered"


@dataclass(frozen=True)
class Moved:
    """One account on which a scan found something new.

    ``from_band`` is empty and ``from_score`` ``None`` when it is seen for the first time.
    """

    account_key: int
    step: Step
    band: str
    score: float
    from_band: str
    from_score: float | None
    escalation_id: int | None
    score_limit: float
    severity: Severity
    severity_reasons: tuple[str, ...]
    rules_tripped: tuple[str, ...]
    is_below: bool
    is_worse_band: bool

    @property
    def trigger(self) -> Trigger:
        """Why it opened: the score, where both score and colour got worse."""
        if not self.from_band:
            return Trigger.FIRST_SEEN
        crossed = self.is_below and (self.from_score or 0) >= self.score_limit
        return Trigger.SCORE_BELOW if crossed else Trigger.STATUS_WORSENED


@dataclass(frozen=True)
class Observed:
    """What a scan did: numbers of the escalations that opened, got worse, or are over."""

    as_of: date
    opened: tuple[int, ...] = ()
    worsened: tuple[int, ...] = ()
    recovered: tuple[int, ...] = ()

    @property
    def summary(self) -> str:
        return (
            f"{count_of(len(self.opened), 'escalation')} opened, {len(self.worsened)} worsened,"
            f" {len(self.recovered)} recovered"
        )


@dataclass(frozen=True)
class RuleHit:
    """A rule that had tripped: ``value`` against ``threshold``, both in ``unit``."""

    rule: str
    value: float
    threshold: float
    unit: str
    note: str


@dataclass(frozen=True)
class Escalation:
    """An escalation as it stands. Scores are of 100; times are naive UTC.

    ``update_on`` is the day by which the customer is to hear from us next, ``None`` when nobody waits for
    that. ``rep_email`` owns the account now. ``draft_note`` says why there is no draft.
    """

    escalation_id: int
    account_key: int
    account_id: str
    source_system: str
    account_name: str
    rep_email: str
    trigger: Trigger
    severity: Severity
    severity_reasons: tuple[str, ...]
    state: State
    stance_until: date | None
    stance_by: str
    stance_reason: str
    opened_at: datetime
    opened_on: date
    from_band: str
    from_score: float | None
    opened_band: str
    opened_score: float
    worst_band: str
    worst_score: float
    band: str
    score: float | None
    times_worsened: int
    better_scans: int
    scans_to_recover: int
    updated_on: date
    update_on: date | None
    recovered_on: date | None
    rules_tripped: tuple[str, ...]
    evidence: tuple[str, ...]
    draft_id: int | None
    draft_note: str
    arr_amount: float | None
    currency: str
    renewal_on: date | None

    @property
    def is_over(self) -> bool:
        return self.state is State.RECOVERED

    def update_overdue(self, today: date) -> bool:
        """Whether the customer should have heard from us before ``today``."""
        return self.update_on is not None and self.update_on < today


@dataclass(frozen=True)
class Decision:
    """What a person said of an escalation; ``updated`` means that the customer was told something."""

    decision_id: int
    decision: str
    reason: str
    until_on: date | None
    decided_by: str
    decided_at: datetime
