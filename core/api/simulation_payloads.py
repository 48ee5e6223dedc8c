"""Payloads of the simulator and of the smallest change to green."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from core.api.payloads import Strict
from core.cockpit.simulation import Value
from core.health import remedy
from core.health.remedy import Remedy


class Act(Strict):
    """One thing to do, and what the account scores once it and those before it are done."""

    action: Literal["close_ticket", "restore_integration"]
    target: str = Field(description="The ticket or integration, as people call it.")
    priority: str | None = Field(description="Of a ticket.")
    detail: str = Field(description="The ticket's subject, or what the integration must do.")
    min_api_calls: int | None = Field(
        description="Least API calls of a restored integration's report that are no fall."
    )
    effort_hours: float = Field(description="The policy's estimate.")
    score: float | None = Field(description="Score then.")
    rag: str = Field(description="Status then.")
    evidence: list[str] = Field(description="The row it is about, as table/key.")


class WayToGreen(Strict):
    """A set of actions no part of which would do."""

    says: str = Field(description="What it does, in words.")
    effort_hours: float = Field(description="Of all its actions.")
    score: float = Field(description="Score once it is done.")
    rag: str = Field(description="Status once it is done.")
    steps: list[Act] = Field(description="Its actions.")


class SmallestChange(Strict):
    """The cheapest sets of actions that turn an account green, cheapest first."""

    account_id: str = Field(description="As imported.")
    as_of: date = Field(description="End of this day, UTC.")
    score: float | None = Field(description="Score now.")
    rag: str = Field(description="Status now.")
    green_min: float = Field(description="Least score of a green account.")
    says: str = Field(description="The cheapest set in one sentence, or why there is none.")
    reason: str = Field(description="Why there is no set; empty where there is one.")
    plans: list[WayToGreen] = Field(description="At most three.")

    @classmethod
    def of(cls, found: Remedy) -> SmallestChange:
        """The payload of a remedy."""
        return cls.model_validate(remedy.as_json(found))


class SupposedValue(Strict):
    """A value that a threshold is supposed to have."""

    name: str = Field(description="Threshold, e.g. p1_max_age_days.", max_length=80)
    tier: Literal["", "enterprise", "mid_market", "smb"] = Field(
        default="", description="Empty for every tier without a value of its own."
    )
    value: float | None = Field(description="In the threshold's unit; null returns a tier to all.")


class SimulationRequest(Strict):
    """Values to suppose, and how much of the past to scan under them."""

    values: list[SupposedValue] = Field(
        default=[], description="Together with the policy in force.", max_length=200
    )
    weeks: int = Field(
        default=0, ge=0, le=52, description="Weeks to replay day by day; 0 for none."
    )
    as_of: date | None = Field(default=None, description="End of this day, UTC; today without.")

    def changes(self) -> tuple[Value, ...]:
        """The values as the cockpit takes them."""
        return tuple((one.name, one.tier, one.value) for one in self.values)


class Simulated(Strict):
    """Accounts by status now and then, and those that change; the past when it was asked for."""

    as_of: date = Field(description="End of this day, UTC.")
    accounts: int = Field(description="Accounts the caller may see.")
    before: dict[str, int] = Field(description="Accounts by status under the policy in force.")
    after: dict[str, int] = Field(description="Accounts by status under the values supposed.")
    rescored: int = Field(description="Accounts whose score changes without their status.")
    changed: list[dict[str, Any]] = Field(
        description="account_id, name, tier, from_score, from_rag, to_score, to_rag, direction."
    )
    past: dict[str, dict[str, Any]] = Field(
        description="in_force and supposed: warnings, per_week, precision, recall, lead_days, outcomes."
    )
