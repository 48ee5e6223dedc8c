"""A random but seeded portfolio, and the same portfolio as it stood on an earlier date."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.spec.tables import US, Row, Tables

START = datetime(2024, 10, 1)
DAYS = 640  # to the end of June 2026
_KINDS = [
    "meeting",
    "one_to_one",
    "call",
    "qbr",
    "exec_dinner",
    "strategic_checkin",
    "business_review",
    "event",
    "note",
    "referral",
]
_TITLES = ("CEO", "CFO", "VP Sales", "Director of IT", "Analyst", None)
_OUTCOMES = (None, None, None, "Cancelled", "Internal advocacy", "Went well")


def portfolio(seed: int, accounts: int = 10) -> Tables:
    """Accounts with people, activities, tickets and heartbeats over twenty-one months."""
    dice = random.Random(seed)
    tables: Tables = {
        name: []
        for name in [
            "accounts",
            "contacts",
            "activities",
            "goals",
            "tickets",
            "ticket_events",
            "heartbeats",
            "opportunities",
        ]
    }
    for number in range(accounts):
        name = f"A{number}"
        tables["accounts"].append(
            {
                "account_id": name,
                "name": name,
                "tier": dice.choice(["enterprise", "mid_market", "smb", None]),
                "created_at": _moment(dice).isoformat() if dice.random() < 0.2 else None,
            }
        )
        people = [_person(dice, name, n) for n in range(dice.randint(0, 4))]
        tables["contacts"] += people
        tables["activities"] += [
            _activity(dice, name, people, n) for n in range(dice.randint(0, 60))
        ]
        tables["goals"] += [
            {
                "goal_id": f"{name}g{n}",
                "account_id": name,
                "alignment": dice.choice(["high", "medium", "low"]),
            }
            for n in range(dice.randint(0, 2))
        ]
        for n in range(dice.randint(0, 12)):
            _ticket(dice, name, n, tables)
        for integration in ("api", "sync")[: dice.randint(0, 2)]:
            tables["heartbeats"] += _heartbeats(dice, name, integration)
        tables["opportunities"] += [_deal(dice, name, n) for n in range(dice.randint(0, 3))]
    return tables


def _moment(dice: random.Random) -> datetime:
    return START + timedelta(days=dice.randrange(DAYS), minutes=dice.randrange(24 * 60))


def _person(dice: random.Random, account: str, number: int) -> Row:
    has_left = dice.random() < 0.25
    return {
        "contact_id": f"{account}c{number}",
        "account_id": account,
        "full_name": f"Person {number}",
        "email": f"c{number}@{account}.com".lower(),
        "title": dice.choice(_TITLES),
        "role": dice.choice([None, None, "champion", "executive_sponsor"]),
        "is_primary_sponsor": dice.choice([None, None, None, "yes"]),
        "started_on": _moment(dice).date().isoformat() if dice.random() < 0.4 else None,
        "status": "left" if has_left else "active",
        "left_on": _moment(dice).date().isoformat() if has_left else None,
    }


def _activity(dice: random.Random, account: str, people: list[Row], number: int) -> Row:
    row: Row = {
        "activity_id": f"{account}a{number}",
        "account_id": account,
        "kind": dice.choice(_KINDS),
        "occurred_at": _moment(dice).isoformat(),
        "outcome": dice.choice(_OUTCOMES),
        "subject": dice.choice([None, "Outage", "Delighted", "Weekly"]),
        "thread_id": None,
        "direction": None,
        "from_email": None,
    }
    who = dice.sample(people, dice.randint(0, min(2, len(people))))
    row["participants"] = ";".join(person["email"] for person in who)
    if who and dice.random() < 0.5:
        inbound = dice.random() < 0.4
        row |= {
            "kind": "email",
            "direction": "inbound" if inbound else "outbound",
            "from_email": who[0]["email"] if inbound else US,
            "thread_id": dice.choice([None, f"t{dice.randint(0, 5)}"]),
        }
    return row


def _ticket(dice: random.Random, account: str, number: int, tables: Tables) -> None:
    opened = _moment(dice)
    resolved = opened + timedelta(hours=dice.randrange(1, 24 * 60)) if dice.random() < 0.7 else None
    tables["tickets"].append(
        {
            "ticket_id": f"{account}t{number}",
            "account_id": account,
            "priority": dice.choice(["P1", "P2", "P3", None]),
            "status": "closed" if resolved else "open",
            "opened_at": opened.isoformat(),
            "resolved_at": resolved.isoformat() if resolved else None,
        }
    )
    if dice.random() < 0.3:
        at = (opened + timedelta(days=dice.randrange(0, 30))).isoformat()
        last = tables["tickets"][-1]["priority"] or "P3"
        # Sources that write days only give several changes the same moment.
        steps = [
            *dice.sample([one for one in ("P1", "P3", "P4") if one != last], dice.randint(1, 2)),
            last,
        ]
        tables["ticket_events"] += [
            {
                "ticket_id": f"{account}t{number}",
                "at": at,
                "kind": "priority",
                "from_value": before,
                "to_value": after,
            }
            for before, after in pairwise(steps)
        ]


def _heartbeats(dice: random.Random, account: str, integration: str) -> list[Row]:
    first, count = _moment(dice), dice.randint(1, 60)
    return [
        {
            "account_id": account,
            "integration": integration,
            "seen_at": (first + timedelta(days=n, hours=dice.randrange(12))).isoformat(),
            "api_calls": dice.choice([None, 10, 100, 100, 120]),
        }
        for n in range(count)
    ]


def _deal(dice: random.Random, account: str, number: int) -> Row:
    return {
        "opportunity_id": f"{account}o{number}",
        "account_id": account,
        "name": "Deal",
        "stage": "x",
        "outcome": dice.choice(["won", "lost"]),
        "close_on": _moment(dice).date().isoformat(),
    }


_DATED = {
    "accounts": "created_at",
    "contacts": "started_on",
    "activities": "occurred_at",
    "tickets": "opened_at",
    "ticket_events": "at",
    "heartbeats": "seen_at",
    "opportunities": "close_on",
}


def as_it_stood(tables: Tables, as_of: date) -> Tables:
    """The rows dated up to the end of ``as_of``, knowing nothing of what happened to them later."""
    end = (as_of + timedelta(days=1)).isoformat()
    cut = {
        name: [
            dict(row)
            for row in rows
            if name not in _DATED or not row.get(_DATED[name]) or row[_DATED[name]] < end
        ]
        for name, rows in tables.items()
    }
    for row in cut["contacts"]:
        if row["left_on"] and row["left_on"] >= end:
            row |= {"status": "active", "left_on": None}
    priority = _first_later_priority(tables, end)
    for row in cut["tickets"]:
        if row["resolved_at"] and row["resolved_at"] >= end:
            row |= {"status": "open", "resolved_at": None}
        row["priority"] = priority.get(row["ticket_id"], row["priority"])
    return cut


def _first_later_priority(tables: Tables, end: str) -> dict[str, str]:
    return {
        row["ticket_id"]: row["from_value"]
        for row in reversed(tables["ticket_events"])
        if row["at"] >= end
    }
