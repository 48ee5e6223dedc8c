"""The executive summary as the API says it: facts, each with the imported rows it came from."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from core.api.payloads import HealthState, SponsorState, Utc, customer_fields
from core.cockpit.executive_summary import ExecutiveSummary as Facts


class SummaryExecutive(BaseModel):
    """An executive and where the relationship stands."""

    contact_id: str
    full_name: str
    title: str | None
    score: float | None
    level: str
    risk: str
    is_primary: bool
    is_backup: bool
    relationship: str | None = Field(examples=["no prior direct contact"])
    last_contact_at: Utc | None
    days_since_contact: int | None
    evidence: list[str]


class SummaryOutcome(BaseModel):
    """An outcome metric's last measurement against its target."""

    metric: str
    value: float
    unit: str | None
    baseline: float | None
    target: float | None
    measured_on: date
    evidence: list[str]


class SummaryStep(BaseModel):
    """Something agreed or planned. ``kind``: account_plan, opportunity or qbr."""

    kind: str
    text: str
    due_on: date | None
    evidence: list[str]


class ExecutiveSummary(BaseModel):
    """What an executive conversation about the account starts from."""

    as_of: date
    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    arr_amount: float | None
    currency: str | None
    renewal_on: date | None
    days_to_renewal: int | None
    sponsor: SponsorState
    health: HealthState
    executives: list[SummaryExecutive]
    outcomes: list[SummaryOutcome]
    next_steps: list[SummaryStep]
    missing: list[str]
    evidence: list[str]

    @classmethod
    def of(cls, facts: Facts) -> ExecutiveSummary:
        head = customer_fields(facts.account)
        return cls(
            as_of=facts.as_of,
            **{name: head[name] for name in cls.model_fields if name in head},
            executives=[
                SummaryExecutive(
                    contact_id=person.contact_id,
                    full_name=person.full_name,
                    title=person.title,
                    score=person.score,
                    level=person.level,
                    risk=person.risk,
                    is_primary=person.is_primary,
                    is_backup=person.is_backup,
                    relationship=person.relationship,
                    last_contact_at=person.last_contact_at,
                    days_since_contact=person.days_since_contact,
                    evidence=[person.evidence],
                )
                for person in facts.executives
            ],
            outcomes=[SummaryOutcome(**vars(outcome)) for outcome in facts.outcomes],
            next_steps=[SummaryStep(**vars(step)) for step in facts.next_steps],
            missing=list(facts.missing),
            evidence=[facts.evidence],
        )
