"""The relationship profile as the API says it, every line with the imported rows it came from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from core.api.payloads import Strict, Utc
from core.health.profile import Remark as Said
from core.health.profile.remarks import LONGEST_REMARK


class Remark(BaseModel):
    """What somebody said of a line here."""

    value: str
    note: str
    remarked_by: str
    remarked_at: Utc

    @classmethod
    def of(cls, said: Said) -> Remark:
        return cls(**vars(said))


class MaturitySign(BaseModel):
    """A message and the technical or plain words found in it."""

    kind: str = Field(examples=["ticket"])
    reference: str
    at: Utc
    title: str | None
    points: int
    words: list[str]
    level: str


class StakeholderMaturity(BaseModel):
    """How technical a person is and why. ``source``: override, refined, assessed, title or unknown."""

    level: str | None = Field(examples=["medium"])
    source: str
    why: str
    first: str | None
    read: str | None
    value: float | None
    override_reason: str | None
    override_by: str | None
    signs: list[MaturitySign]
    evidence: list[str]


class ProfileStakeholder(BaseModel):
    """A person at the account."""

    contact_id: str
    full_name: str | None
    title: str | None
    role: str | None
    seniority: str | None
    function: str | None
    status: str
    is_executive: bool
    technical_maturity: str | None
    maturity: StakeholderMaturity


class ProfileIntegration(BaseModel):
    """An integration. ``state``: active, falling or silent; ``depth``: deep, regular, light or none."""

    integration: str
    state: str
    depth: str
    first_seen_at: Utc
    last_seen_at: Utc
    silence_hours: float
    reporting_days: int
    calls_per_day: float | None
    api_calls: int | None
    drop_pct: float | None
    tickets: int
    evidence: list[str]


class ProfileFeature(BaseModel):
    """A feature. ``state``: used, not_used, connected, named (only tickets speak of it) or unknown."""

    feature: str
    state: str
    first_seen_on: date | None
    last_seen_on: date | None
    last_named_on: date | None
    tickets: int
    evidence: list[str]


class ProfileSystem(BaseModel):
    """An application they run, and the integration of ours that reaches its kind."""

    application: str
    category: str | None
    note: str | None
    integration: str | None
    is_leaving: bool
    messages: int
    evidence: list[str]


class ProfileCommunication(BaseModel):
    """A conversation, or a draft that was sent."""

    reference: str
    at: Utc
    what: str
    direction: str
    people: list[str]
    subject: str | None
    status: str
    outcome: str | None
    evidence: list[str]
    remark: Remark | None


class ProfileRoadmapItem(BaseModel):
    """A planned item. ``reasons``: used, named, goal, system; ``alignment``: high, medium, low, none."""

    reference: str
    title: str
    feature: str | None
    planned_on: date | None
    status: str | None
    reasons: list[str]
    alignment: str
    messages: int
    evidence: list[str]
    remark: Remark | None


class ProfileOpportunity(BaseModel):
    """Something to build or connect together. ``found_at``: when sales was told."""

    reference: str
    rule: str
    title: str
    subject: str
    reason: str
    why: str
    next_step: str
    for_email: str
    deal_name: str | None
    deal_close_on: date | None
    since_on: date | None
    due_on: date | None
    evidence: list[str]
    found_at: Utc | None
    is_current: bool
    state: str
    remark: Remark | None


class RelationshipProfile(BaseModel):
    """How an account works with the product and with us, on a date."""

    account_id: str
    name: str
    as_of: date
    stakeholders: list[ProfileStakeholder]
    integrations: list[ProfileIntegration]
    features: list[ProfileFeature]
    features_used: int
    environment: list[ProfileSystem]
    communications: list[ProfileCommunication]
    roadmap: list[ProfileRoadmapItem]
    unrelated_roadmap_items: int
    codevelopment: list[ProfileOpportunity]
    past_codevelopment: list[ProfileOpportunity]
    missing: list[str]


class RemarkRequest(Strict):
    """What to say of a line of the profile; the newest remark on a line holds."""

    about: Literal["communication", "roadmap", "codevelopment"]
    reference: str = Field(description="The line's reference in the profile.", max_length=260)
    value: str = Field(
        description="communication: positive, neutral, negative, next_step_agreed, no_answer; "
        "roadmap: high, medium, low, none; codevelopment: open, pursued, declined, done."
    )
    note: str = Field(default="", max_length=LONGEST_REMARK)
