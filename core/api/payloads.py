"""What the API says and takes. Every model is in /api/openapi.json; an unknown field is refused.

Identifiers are those of the source systems (``account_id`` as imported), never internal keys.
Scores are of 100 and ``null`` when they abstain; times are UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from core.cockpit.account import AccountDetail
from core.cockpit.filters import Filters
from core.cockpit.listing import ACCOUNT_SORTS, LARGEST_PAGE, AccountRow


def _as_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Utc = Annotated[datetime, AfterValidator(_as_utc)]


class Strict(BaseModel):
    """A payload that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid")


class Alive(BaseModel):
    """The process answers. ``writable`` is false while the database takes no writes."""

    status: Literal["ok"] = "ok"
    version: str
    writable: bool


class CustomerQuery(Strict):
    """Filters, order and page. Values of one list are alternatives, lists narrow each other."""

    owner: list[str] = Field(default=[], description="E-mail addresses of account owners.")
    tier: list[str] = Field(default=[], description="enterprise, mid_market, smb; empty for none.")
    region: list[str] = Field(default=[], description="As imported; empty for none.")
    segment: list[str] = Field(default=[], description="As imported; empty for none.")
    rag: list[str] = Field(default=[], description="green, amber, red, grey.")
    level: list[str] = Field(
        default=[], description="champion, engaged, passive, disengaged, unknown."
    )
    search: str = Field(default="", description="Part of the name or identifier.")
    as_of: date | None = Field(default=None, description="End of this day, UTC; today without.")
    sort: Literal[ACCOUNT_SORTS] = Field(  # type: ignore[valid-type]
        default="name", description="Column to sort by; ties are in order of name."
    )
    descending: bool = Field(default=False, description="Greatest first.")
    limit: int = Field(default=50, ge=1, le=LARGEST_PAGE, description="Accounts in a page.")
    offset: int = Field(default=0, ge=0, description="Accounts to leave out before the page.")

    def filters(self) -> Filters:
        """The same as the cockpit's own filters, which check the choices."""
        return Filters(
            owner=tuple(self.owner),
            tier=tuple(self.tier),
            region=tuple(self.region),
            segment=tuple(self.segment),
            rag=tuple(self.rag),
            level=tuple(self.level),
            search=self.search,
            as_of=self.as_of,
        )


class AsOf(Strict):
    """The date to look at."""

    as_of: date | None = Field(default=None, description="End of this day, UTC; today without.")


class SponsorState(BaseModel):
    """Executive sponsor engagement of the account."""

    score: float | None
    coverage_pct: float | None
    level: str
    risk: str
    primary_sponsor: str | None
    backup_sponsor: str | None
    last_contact_at: Utc | None
    days_since_contact: int | None


class HealthState(BaseModel):
    """Technical health. ``override_rag`` is set by hand and stands beside the computed one."""

    score: float | None
    coverage_pct: float | None
    rag: str
    at_risk: bool
    rules_tripped: list[str]
    override_rag: str | None
    open_tickets: int | None


class Customer(BaseModel):
    """One account as lists show it."""

    account_id: str
    source_system: str
    name: str
    tier: str | None
    segment: str | None
    region: str | None
    owner_email: str | None
    arr_amount: float | None
    currency: str | None
    renewal_on: date | None
    days_to_renewal: int | None
    sponsor: SponsorState
    health: HealthState

    @classmethod
    def of(cls, row: AccountRow) -> Customer:
        return cls(**customer_fields(row))


class CustomerPage(BaseModel):
    """A page of accounts; ``total`` counts all that the filters leave."""

    as_of: date
    total: int
    limit: int
    offset: int
    items: list[Customer]


class TeamMember(BaseModel):
    """A person of ours who works on the account."""

    email: str
    full_name: str | None
    role: str | None


class CustomerDetail(Customer):
    """One account with the facts of its page's head. ``evidence`` names its imported row."""

    as_of: date
    domain: str | None
    industry: str | None
    country: str | None
    time_zone: str | None
    lifecycle_stage: str | None
    parent_name: str | None
    next_qbr_at: Utc | None
    contacts: int
    team: list[TeamMember]
    missing: list[str] = Field(description="What to import so that the scores abstain less.")
    evidence: str

    @classmethod
    def of_detail(cls, detail: AccountDetail) -> CustomerDetail:
        facts = detail.facts
        return cls(
            **customer_fields(detail.row),
            as_of=detail.as_of,
            domain=facts.domain,
            industry=facts.industry,
            country=facts.country,
            time_zone=facts.time_zone,
            lifecycle_stage=facts.lifecycle_stage,
            parent_name=facts.parent_name,
            next_qbr_at=facts.next_qbr_at,
            contacts=facts.contacts,
            team=[TeamMember(**vars(member)) for member in detail.team],
            missing=sorted({*facts.sponsor_missing, *facts.health_missing}),
            evidence=facts.evidence,
        )


def customer_fields(row: AccountRow) -> dict[str, object]:
    """The fields of :class:`Customer` from the cockpit's row."""
    return {
        "account_id": row.account_id,
        "source_system": row.source_system,
        "name": row.name,
        "tier": row.tier,
        "segment": row.segment,
        "region": row.region,
        "owner_email": row.owner_email,
        "arr_amount": None if row.arr_amount is None else float(row.arr_amount),
        "currency": row.currency,
        "renewal_on": row.renewal_on,
        "days_to_renewal": row.days_to_renewal,
        "sponsor": SponsorState(
            score=row.sponsor_score,
            coverage_pct=row.sponsor_coverage_pct,
            level=row.level,
            risk=row.risk,
            primary_sponsor=row.primary_sponsor,
            backup_sponsor=row.backup_sponsor,
            last_contact_at=row.last_contact_at,
            days_since_contact=row.days_since_contact,
        ),
        "health": HealthState(
            score=row.health_score,
            coverage_pct=row.health_coverage_pct,
            rag=row.rag,
            at_risk=row.at_risk,
            rules_tripped=list(row.rules_tripped or ()),
            override_rag=row.override_rag,
            open_tickets=row.open_tickets,
        ),
    }


class RefreshedEscalations(BaseModel):
    """What a refresh did to escalations: their numbers, and those of the drafts that now wait."""

    opened: list[int]
    worsened: list[int]
    recovered: list[int]
    drafts: list[int]


class Refreshed(BaseModel):
    """The models that were run for the account, and what followed."""

    as_of: date
    models: list[str]
    customer: Customer
    escalations: RefreshedEscalations


class Heartbeat(Strict):
    """An integration says that it is alive."""

    account_id: str = Field(
        min_length=1,
        max_length=255,
        examples=["A1"],
        description="As imported, or `system:identifier`.",
    )
    integration: str = Field(
        min_length=1, max_length=255, examples=["billing-sync"], description="Its name."
    )
    seen_at: AwareDatetime | None = Field(
        default=None, description="With its offset, e.g. 2026-06-30T12:00:00Z; now without."
    )
    api_calls: int | None = Field(
        default=None, ge=0, le=2**62, description="API calls since the heartbeat before."
    )


class HeartbeatReceipt(BaseModel):
    """``recorded`` is false when this heartbeat was already here: posting it twice is harmless."""

    account_id: str
    integration: str
    seen_at: Utc
    recorded: bool
