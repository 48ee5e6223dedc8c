"""What the API says and takes of duplicates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, Field

from core.api.payloads import Strict, Utc

EntityName = Literal["account", "contact"]
Named = Field(max_length=255, description="system:identifier, identifier, address or exact name.")


class PairQuery(Strict):
    """Which pairs of the queue."""

    entity: EntityName = Field(default="account", description="account or contact.")
    min_probability: float = Field(
        default=0, ge=0, le=1, description="Only pairs at least so likely."
    )
    search: str = Field(default="", max_length=200, description="In a name, address or identifier.")
    limit: int = Field(default=50, ge=1, le=1000, description="Rows at most.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="Rows left out first.")


class ListQuery(Strict):
    """Which clusters or decisions."""

    entity: EntityName = Field(default="account", description="account or contact.")
    search: str = Field(default="", max_length=200, description="In a name, address or identifier.")
    limit: int = Field(default=50, ge=1, le=1000, description="Rows at most.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="Rows left out first.")


class TwoRecords(Strict):
    """Which two records."""

    entity: EntityName = Field(default="account", description="account or contact.")
    left: str = Named
    right: str = Named


class OneRecord(Strict):
    """Which record."""

    entity: EntityName = Field(default="account", description="account or contact.")
    record: str = Named


class Side(BaseModel):
    """One record of a pair; a record that is no longer here has no name."""

    system: str | None
    id: str | None
    name: str | None
    email: str | None = None
    account: str | None = Field(default=None, description="Name of the account it is seen by.")


class Waiting(BaseModel):
    """A pair that waits for a person."""

    left: Side
    right: Side
    probability: float = Field(description="That both are the same, 0 to 1.")
    weight: float = Field(description="The same as bits of evidence.")


class Waitings(BaseModel):
    """Pairs that wait, the likeliest first; ``total`` counts them all."""

    total: int
    items: list[Waiting]


class Decision(BaseModel):
    """A decision: never changed, only withdrawn."""

    decision_id: int
    entity: str
    verdict: str
    is_automatic: bool
    probability: float | None
    reason: str
    decided_by: str
    decided_at: Utc
    withdrawn_by: str | None
    withdrawn_at: Utc | None
    withdrawn_reason: str | None
    left: Side
    right: Side


class Decisions(BaseModel):
    """Decisions, the newest first; ``total`` counts them all."""

    total: int
    items: list[Decision]


class Cluster(BaseModel):
    """Records that are one, the one that stands for all first."""

    name: str
    members: list[Side]
    has_automatic: bool
    decided_at: Utc | None


class Clusters(BaseModel):
    """Clusters by name; ``total`` counts them all."""

    total: int
    items: list[Cluster]


class Golden(BaseModel):
    """One field of a golden record: its value, the rule that chose it, the line it came from."""

    field: str
    value: str
    rule: str
    system: str
    id: str
    file: str
    line: int | None
    others: list[str] = Field(description="What other records say instead.")


class GoldenRecord(BaseModel):
    """A golden record, field by field; empty fields are left out."""

    entity: str
    golden: list[Golden]


class RecordSeen(BaseModel):
    """One imported record with all its fields."""

    system: str
    id: str
    name: str
    file: str
    line: int | None
    exported_at: Utc | None
    cluster_size: int
    fields: dict[str, str | int | float | bool | Decimal | date | datetime | list[str] | None]


class Holds(BaseModel):
    """What is decided of a pair now."""

    decision_id: int
    verdict: str
    is_automatic: bool


class PairSeen(BaseModel):
    """Two records side by side, the evidence, and what making them one would do."""

    entity: str
    left: RecordSeen
    right: RecordSeen
    probability: float | None
    weight: float | None
    evidence: list[dict[str, Any]] = Field(description="The waterfall, the prior first.")
    decision: Holds | None
    stands_for_both: str
    moving: dict[str, int] = Field(description="Rows by table that would follow.")
    golden: list[Golden]
    obstacle: str = Field(description="Why they cannot be one; empty when they can.")


class NamedPair(Strict):
    """Two records by name."""

    left: str = Named
    right: str = Named


class DecisionRequest(Strict):
    """What is said of pairs: all of it holds or none."""

    entity: EntityName
    verdict: Literal["same", "different"]
    pairs: list[NamedPair] = Field(min_length=1, max_length=100)
    reason: str = Field(default="", max_length=1000)


class Decided(BaseModel):
    """New decisions, and automatic ones that they withdrew."""

    decision_ids: list[int]
    withdrawn: list[int]


class Withdrawal(Strict):
    """Why a decision is withdrawn."""

    reason: str = Field(default="", max_length=1000)
