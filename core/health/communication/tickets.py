"""Facts of tickets: how many are open, and of the most pressing, what each says and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import person_aliases, slugs
from core.health.communication.catalogue import RESOLVED_DAYS
from core.health.communication.read import Row, Technical

MOST = 8
"""Tickets that are named one by one."""


def add_tickets(sheet: SheetBuilder, technical: Technical) -> None:
    """Counts for everyone; each ticket by name for readers who are no executives."""
    _add_counts(sheet, technical)
    executive = sheet.get("reader.is_executive")
    if executive is not None and executive.value == "no":
        shown = technical.tickets[:MOST]
        for place, row in zip(_places(shown), shown, strict=True):
            _add_ticket(sheet, f"ticket.{place}", row)


def _add_counts(sheet: SheetBuilder, technical: Technical) -> None:
    found = technical.tickets
    account = (reference("account", sheet.account_key),)
    if found or technical.state["has_tickets"]:
        sheet.add("tickets.open", Decimal(len(found)), evidence=_rows(found) or account)
    critical = [row for row in found if row["is_critical"]]
    if critical:
        sheet.add("tickets.critical", Decimal(len(critical)), evidence=_rows(critical))
        oldest = min(critical, key=lambda row: row["opened_on"])
        sheet.add("tickets.oldest_critical_on", oldest["opened_on"], evidence=_rows([oldest]))
        origin, age = ("tickets.oldest_critical_on",), Decimal(oldest["age_days"])
        sheet.add("tickets.oldest_critical_age", age, derived_from=origin)
    for name, rows in (
        ("tickets.waiting", [row for row in found if row["waits_on"] == "you"]),
        ("tickets.resolved", technical.resolved),
    ):
        if rows:
            sheet.add(name, Decimal(len(rows)), evidence=_rows(rows))
    if technical.resolved:
        since = sheet.as_of - timedelta(days=RESOLVED_DAYS)
        sheet.add("tickets.resolved_since", since, derived_from=("tickets.resolved",))


def _add_ticket(sheet: SheetBuilder, part: str, row: Row) -> None:
    item, rows = row["display_id"], (reference("ticket", row["ticket_key"]),)
    sheet.add(f"{part}.id", item, evidence=rows)
    sheet.add(f"{part}.subject", row["subject"], item=item, evidence=rows)
    sheet.add(f"{part}.priority", row["priority"], item=item, evidence=rows)
    sheet.add(f"{part}.opened_on", row["opened_on"], item=item, evidence=rows)
    age = Decimal(row["age_days"])
    if age > 0:
        sheet.add(f"{part}.age", age, item=item, derived_from=(f"{part}.opened_on",))
    sheet.add(f"{part}.component", row["component"], item=item, evidence=rows)
    if row["assignee"]:
        aliases = person_aliases(row["assignee"])
        sheet.add(f"{part}.assignee", row["assignee"], item=item, evidence=rows, aliases=aliases)
    if row["last_reply_on"] is not None:
        replied = (reference("ticket_event", row["last_reply_key"]),)
        sheet.add(f"{part}.last_reply_on", row["last_reply_on"], item=item, evidence=replied)
    sheet.add(f"{part}.waits_on", row["waits_on"], item=item, evidence=rows)


def _places(rows: Sequence[Row]) -> list[str]:
    return slugs([(row["display_id"], row["ticket_key"]) for row in rows])


def _rows(rows: Sequence[Row]) -> list[str]:
    return [reference("ticket", row["ticket_key"]) for row in rows]
