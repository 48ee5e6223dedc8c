"""The Kayako Classic ticket report, with the rows that are wrong on purpose (``stories.PLANTED``)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from core.demo.rows import Row, in_zone, write_dicts
from core.demo.world import Account, Ticket, World

TIME_ZONE = "Europe/London"
"""The help desk's zone; Kayako writes its dates in it without saying so."""

_PRIORITY = {"P1": "Critical", "P2": "High", "P3": "Normal", "P4": "Low"}
_COLUMNS = (
    "Ticket ID",
    "Ticket Mask ID",
    "Department",
    "Status",
    "Priority",
    "Owner",
    "Type",
    "Full Name",
    "Email",
    "Subject",
    "Creation Date",
    "Last Activity",
    "Total Replies",
    "Is Resolved",
    "Resolved Date",
    "First Response Time",
)


def write_kayako(world: World, day: date, path: Path) -> None:
    """Write all tickets known at the export of ``day`` (00:30 UTC)."""
    now = datetime.combine(day, time(0, 30))
    rows = [
        _ticket(account, ticket, now)
        for account in world.accounts
        for ticket in account.tickets
        if ticket.system == "kayako" and ticket.opened_at <= now
    ]
    write_dicts(path, _COLUMNS, rows + _planted(now), quote_all=True)


def _date(at: datetime | None) -> str:
    return in_zone(at, TIME_ZONE).strftime("%d %B %Y %I:%M %p") if at else ""


def _mask(number: int) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    first, second = letters[number % 24], letters[number // 24 % 24]
    return f"{first}{second}K-{number * 7 % 1000:03d}-{number:05d}"


def _ticket(account: Account, ticket: Ticket, now: datetime) -> Row:
    resolved = ticket.resolved_at if ticket.resolved_at and ticket.resolved_at <= now else None
    replied = ticket.first_reply_at
    if replied and replied > now:
        replied = None
    replies = [at for at, _, _ in ticket.comments if at <= now]
    status = "Closed" if resolved else ("In Progress" if replied else "Open")
    wait = replied - ticket.opened_at if replied else None
    return {
        "Ticket ID": str(ticket.number),
        "Ticket Mask ID": _mask(ticket.number),
        "Department": "Support" if ticket.component != "Billing" else "Accounts",
        "Status": status,
        "Priority": _PRIORITY[ticket.priority],
        "Owner": "Yuki Onishi" if replied else "-- Unassigned --",
        "Type": "Issue",
        "Full Name": ticket.requester.name if ticket.requester else account.company.name,
        "Email": ticket.requester_email,
        "Subject": ticket.subject,
        "Creation Date": _date(ticket.opened_at),
        "Last Activity": _date(resolved or max([*replies, replied or ticket.opened_at])),
        "Total Replies": str(len(replies) + bool(replied)),
        "Is Resolved": "1" if resolved else "0",
        "Resolved Date": _date(resolved),
        "First Response Time": str(int(wait.total_seconds())) if wait else "",
    }


def _planted(now: datetime) -> list[Row]:
    shared: Row = {"Department": "Support", "Status": "Open", "Priority": "Normal", "Type": "Issue"}
    impossible: Row = {
        "Ticket ID": "90001",
        "Ticket Mask ID": _mask(90001),
        "Full Name": "Nobody",
        "Email": "help@birchline.example",
        "Subject": "Clock of the help desk was wrong",
        "Creation Date": f"31 February {now.year} 09:15 AM",
    }
    unknown: Row = {
        "Ticket ID": "90002",
        "Ticket Mask ID": _mask(90002),
        "Full Name": "Sam Private",
        "Email": "sam.private@freemail.example",
        "Subject": "Which company am I with?",
        "Creation Date": _date(now.replace(year=now.year - 1) - timedelta(days=50)),
        "Last Activity": _date(now.replace(year=now.year - 1) - timedelta(days=50)),
    }
    return [shared | impossible, shared | unknown]
