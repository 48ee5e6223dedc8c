"""Facts of goals, plans and open opportunities."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.drafting.gathering.account import is_renewal
from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import slugs

Rows = Sequence[dict[str, Any]]


def goal_name(row: dict[str, Any]) -> str:
    """What a goal is called by: our initiative, else the priority it serves."""
    return str(row["our_initiative"] or row["their_priority"])


def goal_places(goals: Rows) -> list[str]:
    """The goals' own parts of their facts' ids."""
    return slugs([(goal_name(row), row["goal_key"]) for row in goals])


def add_goals(sheet: SheetBuilder, goals: Rows) -> None:
    """Their priorities and our initiatives that serve them, the best aligned first."""
    for place, row in zip(goal_places(goals), goals, strict=True):
        part, item, rows = f"goal.{place}", goal_name(row), (reference("goal", row["goal_key"]),)
        sheet.add(f"{part}.priority", row["their_priority"], evidence=rows)
        sheet.add(f"{part}.initiative", row["our_initiative"], evidence=rows)
        sheet.add(f"{part}.alignment", row["alignment"], item=item, evidence=rows)
        tied = "yes" if row["tied_to_renewal"] else None
        sheet.add(f"{part}.tied_to_renewal", tied, item=item, evidence=rows)


def add_plans(sheet: SheetBuilder, plans: Rows) -> None:
    """Open objectives, the soonest due first."""
    places = slugs([(row["objective"], row["plan_key"]) for row in plans])
    for place, row in zip(places, plans, strict=True):
        part, item = f"plan.{place}", row["objective"]
        rows = (reference("account_plan", row["plan_key"]),)
        sheet.add(f"{part}.objective", row["objective"], evidence=rows)
        sheet.add(f"{part}.due_on", row["due_on"], item=item, evidence=rows)
        if row["due_on"] is not None and row["due_on"] >= sheet.as_of:
            days = Decimal((row["due_on"] - sheet.as_of).days)
            sheet.add(f"{part}.days_to_due", days, item=item, derived_from=(f"{part}.due_on",))
        sheet.add(f"{part}.status", row["status"], item=item, evidence=rows)
        needs = "yes" if row["needs_executive_engagement"] else None
        sheet.add(f"{part}.needs_executive", needs, item=item, evidence=rows)


def add_opportunities(sheet: SheetBuilder, deals: Rows) -> None:
    """Open opportunities, expansions first; each keeps its own currency."""
    ordered = sorted(deals, key=lambda row: is_renewal(row["name"]))
    places = slugs([(row["name"], row["opportunity_key"]) for row in ordered])
    for place, row in zip(places, ordered, strict=True):
        part, item = f"opportunity.{place}", row["name"]
        rows = (reference("opportunity", row["opportunity_key"]),)
        sheet.add(f"{part}.name", row["name"], evidence=rows)
        kind = "renewal" if is_renewal(row["name"]) else "expansion"
        sheet.add(f"{part}.kind", kind, item=item, evidence=rows)
        if row["amount"] is not None and row["currency"]:
            unit, amount = row["currency"].upper(), _whole(row["amount"])
            sheet.add(f"{part}.amount", amount, unit=unit, item=item, evidence=rows)
        sheet.add(f"{part}.stage", row["stage"], item=item, evidence=rows)
        sheet.add(f"{part}.close_on", row["close_on"], item=item, evidence=rows)


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
