"""What the relationship profile of an account says: frozen types, one a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

LEVELS = ("low", "medium", "high")
SOURCES = ("override", "refined", "assessed", "title", "unknown")
_DEEP_DAYS = 24
_REGULAR_DAYS = 12


@dataclass(frozen=True)
class Sign:
    """A message that tells how technical its writer is.

    ``kind`` is ticket, comment or email; ``points`` technical words less plain ones; ``words`` those
    found in it.
    """

    kind: str
    reference: str
    at: datetime
    title: str | None
    points: int
    words: tuple[str, ...]

    @property
    def level(self) -> str:
        """What the message by itself says: high from two points on, low below none."""
        return "high" if self.points >= 2 else "low" if self.points < 0 else "medium"


@dataclass(frozen=True)
class Maturity:
    """How technical a person is. ``level`` is low, medium or high, empty where nothing says.

    ``source`` is override (set here by a person), refined (what they write moved the first assessment
    or stands for one), assessed (set in the CRM, or here as a first assessment), title or unknown. ``first`` is the level before what they
    write was read, ``read`` that of their messages alone, ``value`` both together, 1 to 3; ``read`` and
    ``value`` are empty where too few messages tell. ``evidence`` are the rows it rests on.
    """

    contact_key: int
    level: str
    source: str
    why: str
    first: str
    read: str
    value: float | None
    signs: tuple[Sign, ...]
    evidence: tuple[str, ...]
    override_reason: str = ""
    override_by: str = ""
    override_at: datetime | None = None


@dataclass(frozen=True)
class Stakeholder:
    """A person at the account and how technical they are. ``contact_id`` is as imported."""

    contact_key: int
    contact_id: str
    full_name: str | None
    title: str | None
    role: str | None
    seniority: str | None
    function: str | None
    status: str
    is_executive: bool
    maturity: Maturity


@dataclass(frozen=True)
class Remark:
    """What somebody said of a line of the profile; ``value`` is of the kind's own values."""

    value: str
    note: str
    remarked_by: str
    remarked_at: datetime


@dataclass(frozen=True)
class Opportunity:
    """Something to build or connect together, found by a rule.

    ``reference`` names it, today and tomorrow. ``reason`` says what was found, ``next_step`` what to do.
    ``for_email`` is the owner of the deal to close next, otherwise of the account. ``found_at`` is when sales
    was told, empty while nobody was. ``is_current`` is false for what the data no longer show.
    """

    reference: str
    rule: str
    title: str
    subject: str
    reason: str
    why: str
    next_step: str
    account_key: int
    account_id: str
    account_name: str
    source_system: str
    for_email: str
    deal_name: str | None
    deal_close_on: date | None
    since_on: date | None
    due_on: date | None
    evidence: tuple[str, ...]
    found_at: datetime | None = None
    is_current: bool = True
    remark: Remark | None = None

    @property
    def state(self) -> str:
        """open, pursued, declined or done."""
        return self.remark.value if self.remark and self.remark.value else "open"


@dataclass(frozen=True)
class IntegrationDepth:
    """An integration of ours with their systems. ``state`` is active, falling or silent.

    ``reporting_days`` counts the last 30; ``calls_per_day`` is the mean of the reports in them.
    """

    integration: str
    first_seen_at: datetime
    last_seen_at: datetime
    silence_hours: float
    state: str
    reporting_days: int
    calls_per_day: float | None
    api_calls: int | None
    drop_pct: float | None
    tickets: int
    evidence: tuple[str, ...]

    @property
    def depth(self) -> str:
        """Deep (reports on 24 of 30 days or more), regular (12 or more), light, or none when silent."""
        if self.state == "silent":
            return "none"
        if self.reporting_days >= _DEEP_DAYS:
            return "deep"
        return "regular" if self.reporting_days >= _REGULAR_DAYS else "light"


@dataclass(frozen=True)
class FeatureAdoption:
    """A feature of the product. ``state`` is used or not_used as reported.

    Otherwise it is connected (an integration of its name or kind reports), named (only tickets speak of
    it) or unknown.
    """

    feature: str
    state: str
    first_seen_on: date | None
    last_seen_on: date | None
    last_named_on: date | None
    tickets: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class CustomerSystem:
    """An application they run; ``integration`` is the one of ours that reaches systems of its kind."""

    application: str
    category: str | None
    note: str | None
    integration: str | None
    is_leaving: bool
    messages: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Communication:
    """A conversation or a sent draft. ``reference`` is crm.activity/key or draft/number.

    ``status`` says what the data show (answered, waiting, no_answer, received, held, or the draft's),
    ``outcome`` what the source says, ``remark`` what a person noted here.
    """

    reference: str
    at: datetime
    what: str
    direction: str
    people: tuple[str, ...]
    subject: str | None
    status: str
    outcome: str | None
    evidence: tuple[str, ...]
    remark: Remark | None = None


@dataclass(frozen=True)
class RoadmapAlignment:
    """A planned item and what speaks for it: used, named, goal or system.

    ``alignment`` is high with two kinds of reasons or more, medium with one, and what a person said where
    somebody did.
    """

    reference: str
    title: str
    feature: str | None
    planned_on: date | None
    status: str | None
    reasons: tuple[str, ...]
    messages: int
    evidence: tuple[str, ...]
    remark: Remark | None = None

    @property
    def alignment(self) -> str:
        if self.remark is not None:
            return self.remark.value
        return "high" if len(self.reasons) > 1 else "medium" if self.reasons else "none"


@dataclass(frozen=True)
class RelationshipProfile:
    """All that is known of how an account works with the product and with us, on a date.

    ``missing`` says what to import where a part is empty. ``roadmap`` leaves out items that nothing ties
    to the account; ``unrelated_items`` counts those.
    """

    as_of: date
    account_key: int
    account_id: str
    account_name: str
    stakeholders: tuple[Stakeholder, ...]
    integrations: tuple[IntegrationDepth, ...]
    features: tuple[FeatureAdoption, ...]
    systems: tuple[CustomerSystem, ...]
    communications: tuple[Communication, ...]
    roadmap: tuple[RoadmapAlignment, ...]
    unrelated_items: int
    opportunities: tuple[Opportunity, ...]
    past_opportunities: tuple[Opportunity, ...]
    missing: tuple[str, ...]

    @property
    def features_used(self) -> int:
        """How many features are reported as in use."""
        return sum(feature.state == "used" for feature in self.features)
