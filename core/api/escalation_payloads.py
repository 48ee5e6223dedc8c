"""Escalations as the API says and takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from core.api.payloads import Strict, Utc
from core.health.escalation import Said, Severity, State, Trigger
from core.health.escalation.reading import LARGEST_PAGE


class EscalationQuery(Strict):
    """Which escalations; values of one list are alternatives, lists narrow each other."""

    account: str = Field(default="", description="As imported, `system:identifier`, or a name.")
    state: list[State] = Field(default=[], description="What was said of it last, or recovered.")
    severity: list[Severity] = Field(default=[], description="critical, high, medium.")
    standing: bool = Field(default=True, description="Only those that last.")
    limit: int = Field(default=50, ge=1, le=LARGEST_PAGE, description="Escalations in a page.")
    offset: int = Field(default=0, ge=0, description="Escalations to leave out before the page.")


class EscalationRule(BaseModel):
    """A rule that had tripped when the escalation was opened: ``value`` against ``threshold``."""

    rule: str
    value: float
    threshold: float
    unit: str
    note: str


class EscalationItem(BaseModel):
    """An escalation as it stands; scores are of 100."""

    escalation_id: int
    account_id: str
    source_system: str
    account_name: str
    rep_email: str
    trigger: Trigger
    severity: Severity
    severity_reasons: list[str]
    state: State
    stance_until: date | None
    stance_by: str
    stance_reason: str
    opened_at: Utc
    opened_on: date
    from_band: str = Field(description="Empty when the account was seen for the first time.")
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
    update_on: date | None = Field(description="By when the customer is to hear from us next.")
    recovered_on: date | None
    rules_tripped: list[str]
    evidence: list[str]
    draft_id: int | None
    draft_note: str = Field(description="Why there is no draft.")
    arr_amount: float | None
    currency: str
    renewal_on: date | None
    rules: list[EscalationRule] = []


class EscalationSaid(BaseModel):
    """What a person said of an escalation."""

    decision: Said
    reason: str
    until_on: date | None
    decided_by: str
    decided_at: Utc


class EscalationNotice(BaseModel):
    """A notice on one channel and how far it got."""

    channel: str
    title: str
    state: str
    attempts: int
    error: str
    queued_at: Utc
    delivered_at: Utc | None


class EscalationDetail(EscalationItem):
    """An escalation with what was said of it and who was told."""

    decisions: list[EscalationSaid]
    notices: list[EscalationNotice]


class EscalationList(BaseModel):
    """A page of escalations, the severest first."""

    total: int
    limit: int
    offset: int
    items: list[EscalationItem]


class EscalationDecision(Strict):
    """What to say of an escalation. To disagree or snooze needs a reason, a snooze a day to come."""

    decision: Said
    reason: str = Field(default="", max_length=500)
    until_on: date | None = None


class LikelySign(BaseModel):
    """A sign of an escalation to come: ``points`` of ``max_points``."""

    factor: str
    points: float
    max_points: float
    note: str
    evidence: list[str]


class LikelyAccount(BaseModel):
    """An account likely to escalate; ``points`` of 100 rank it and are no probability."""

    account_id: str
    source_system: str
    account_name: str
    rep_email: str
    band: str
    score: float
    arr_amount: float | None
    currency: str
    renewal_on: date | None
    points: float
    signs: list[LikelySign]


class LikelyList(BaseModel):
    """As many accounts as the team can look after; ``beyond`` counts the others with signs."""

    as_of: date
    capacity: int
    beyond: int
    items: list[LikelyAccount]


class PrecisionMonth(BaseModel):
    """``agreed`` of ``n`` escalations opened in the month that begins on ``month``."""

    month: date
    agreed: int
    n: int


class SuggestedLimit(BaseModel):
    """A limit ``factor`` times the present one, and what it would have spared and lost."""

    factor: float
    spared: int
    lost: int
    values: dict[str, float]


class RulePrecision(BaseModel):
    """How many escalations with a rule people called ones; ``low`` to ``high`` is the 90 % interval."""

    rule: str
    agreed: int
    n: int
    low: float
    high: float
    months: list[PrecisionMonth]
    suggestion: SuggestedLimit | None
    why: str = Field(description="Why nothing is suggested.")


class PrecisionList(BaseModel):
    """The record of every rule that somebody judged an escalation of."""

    items: list[RulePrecision]


def fields(found: Any, kind: type[BaseModel]) -> dict[str, Any]:
    """Those attributes of ``found`` that a payload has."""
    return {
        name: list(value) if isinstance(value := getattr(found, name), tuple) else value
        for name in kind.model_fields
        if hasattr(found, name)
    }
