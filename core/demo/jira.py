"""The Jira Cloud issue export: English labels, dates in the exporter's zone, one column a comment."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from pathlib import Path

from core.demo.rows import in_zone, write_cells
from core.demo.world import Account, Ticket, World

TIME_ZONE = "Europe/Amsterdam"
"""Where the person who exports sits; Jira writes its dates in that zone without saying so."""

_PRIORITY = {"P1": "Highest", "P2": "High", "P3": "Medium", "P4": "Low"}
_LEAD = "Dana Wierzbicki"
_PLAIN = (
    "Summary",
    "Issue key",
    "Issue id",
    "Issue Type",
    "Status",
    "Project key",
    "Project name",
    "Project type",
    "Project lead",
    "Project lead id",
    "Priority",
    "Resolution",
    "Assignee",
    "Assignee Id",
    "Reporter",
    "Reporter Id",
    "Creator",
    "Creator Id",
    "Created",
    "Updated",
    "Last Viewed",
    "Resolved",
    "Components",
    "Due date",
    "Votes",
    "Labels",
    "Description",
    "Environment",
    "Custom field (Organizations)",
    "Status Category",
)


def write_jira(world: World, day: date, path: Path) -> None:
    """Write all issues known at the export of ``day`` (00:30 UTC)."""
    now = datetime.combine(day, time(0, 30))
    issues = [
        (account, ticket)
        for account in world.accounts
        for ticket in account.tickets
        if ticket.system == "jira" and ticket.opened_at <= now
    ]
    widest = max((len(_comments(ticket, now)) for _, ticket in issues), default=0)
    header = [*_PLAIN, *["Comment"] * widest]
    cells = [_issue(account, ticket, now, widest) for account, ticket in issues]
    write_cells(path, header, cells, quote_all=False)


def _date(at: datetime | None) -> str:
    if at is None:
        return ""
    local = in_zone(at, TIME_ZONE)
    hour = local.hour % 12 or 12
    return f"{local:%d/%b/%y} {hour}:{local:%M %p}"


def _person_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def _comments(ticket: Ticket, now: datetime) -> list[str]:
    ours = _person_id(_LEAD)
    theirs = _person_id(ticket.requester_email)
    return [
        f"{_date(at)};{ours if is_ours else theirs};{text}"
        for at, is_ours, text in ticket.comments
        if at <= now
    ]


def _open_status(ticket: Ticket, now: datetime) -> str:
    """Half of those with a question of ours as the last word wait for the customer."""
    said = [is_ours for at, is_ours, _ in ticket.comments if at <= now]
    if not said:
        return "To Do"
    is_minor = ticket.priority in ("P3", "P4")
    return "Waiting for customer" if said[-1] and is_minor and ticket.number % 2 else "In Progress"


def _issue(account: Account, ticket: Ticket, now: datetime, widest: int) -> list[str]:
    resolved = ticket.resolved_at if ticket.resolved_at and ticket.resolved_at <= now else None
    comments = _comments(ticket, now)
    status = "Done" if resolved else _open_status(ticket, now)
    seen = [at for at, _, _ in ticket.comments if at <= now]
    updated = resolved or max(seen, default=ticket.opened_at)
    reporter = ticket.requester.name if ticket.requester else ticket.requester_email
    row = {
        "Summary": ticket.subject,
        "Issue key": f"SUP-{ticket.number}",
        "Issue id": str(10_000 + ticket.number),
        "Issue Type": "Bug" if ticket.priority in ("P1", "P2") else "Task",
        "Status": status,
        "Project key": "SUP",
        "Project name": "Customer engineering",
        "Project type": "software",
        "Project lead": _LEAD,
        "Project lead id": _person_id(_LEAD),
        "Priority": _PRIORITY[ticket.priority],
        "Resolution": "Done" if resolved else "",
        "Assignee": _LEAD if comments else "",
        "Assignee Id": _person_id(_LEAD) if comments else "",
        "Reporter": reporter,
        "Reporter Id": _person_id(ticket.requester_email),
        "Creator": reporter,
        "Creator Id": _person_id(ticket.requester_email),
        "Created": _date(ticket.opened_at),
        "Updated": _date(updated),
        "Resolved": _date(resolved),
        "Components": ticket.component,
        "Votes": "0",
        "Description": f"{ticket.body}\n\nReported by {ticket.requester_email}",
        "Custom field (Organizations)": account.company.name,
        "Status Category": {"Done": "Done", "To Do": "To Do"}.get(status, "In Progress"),
    }
    return [row.get(name, "") for name in _PLAIN] + comments + [""] * (widest - len(comments))
