"""Facts of our technical plan for the account, and of what was written before."""

from __future__ import annotations

from datetime import timedelta

from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import slug, slugs
from core.drafting.gathering.read import Found
from core.health.communication.read import Technical

_STANDING = {"green": "is in good order", "amber": "needs attention", "red": "needs action"}


def add_trouble(sheet: SheetBuilder) -> None:
    """How the technical side stands, and the first thing that is wrong, which an escalation is about."""
    rag = sheet.get("health.rag")
    if rag is not None:
        standing = _STANDING.get(str(rag.value))
        sheet.add("technical.standing", standing, derived_from=("health.rag",))
    open_tickets = sheet.get("tickets.open")
    kinds = {
        "critical_tickets": sheet.get("tickets.critical"),
        "silent_integration": sheet.get("integrations.silent"),
        "slowed_integration": sheet.get("integrations.slowed"),
        "open_tickets": open_tickets if open_tickets is not None and open_tickets.value else None,
    }
    for kind, fact in kinds.items():
        if fact is not None:
            sheet.add("trouble.kind", kind, derived_from=(fact.id,))
            return


def add_plan(sheet: SheetBuilder, found: Found, technical: Technical) -> None:
    """Objectives that name what the account runs, and when the next update is due."""
    named = {
        *(row["integration"] for row in technical.integrations),
        *(row["component"] for row in technical.tickets if row["component"]),
        *(row["feature"] for row in found.features),
    }
    steps = [row for row in found.plans if _names_one(row["objective"], named)]
    places = slugs([(row["objective"], row["plan_key"]) for row in steps])
    for place, row in zip(places, steps, strict=True):
        rows = (reference("account_plan", row["plan_key"]),)
        sheet.add(f"step.{place}.objective", row["objective"], evidence=rows)
        if row["due_on"] is not None and row["due_on"] >= sheet.as_of:
            item = row["objective"]
            sheet.add(f"step.{place}.due_on", row["due_on"], item=item, evidence=rows)
    days = technical.state["update_days"]
    if days is not None:
        due = sheet.as_of + timedelta(days=int(days))
        rows = (reference("account", sheet.account_key),)
        sheet.add("update.next_on", due, evidence=rows, derived_from=("trouble.kind",))


def add_history(sheet: SheetBuilder, technical: Technical) -> None:
    """When a check-in was last sent."""
    row = technical.last_checkin
    if row is not None:
        rows = (reference("account", sheet.account_key),)
        if row["activity_key"] is not None:
            rows = (reference("activity", row["activity_key"]),)
        sheet.add("history.last_checkin_on", row["sent_on"], evidence=rows)


def _names_one(text: str, names: set[str]) -> bool:
    said = f"_{slug(text)}_"
    return any(f"_{slug(name)}_" in said for name in names)
