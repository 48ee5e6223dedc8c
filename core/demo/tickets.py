"""An account's tickets: the usual stream, past troubles, and what is open on the last day."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

from core.demo.complaints import add_complaints, add_second_thoughts
from core.demo.dice import Dice, dice
from core.demo.material import texts
from core.demo.worktime import is_workday, moment, quietness, spread
from core.demo.world import Account, Person, Ticket

_STREAM = {"enterprise": 60, "mid_market": 32, "smb": 13}
_PRIORITIES = (("P1", 0.04), ("P2", 0.14), ("P3", 0.52), ("P4", 0.30))
_MEDIAN_DAYS = {"P1": 0.5, "P2": 2.2, "P3": 4.0, "P4": 7.0}
_LONGEST_DAYS = {"P1": 2.4, "P2": 8.5, "P3": 25.0, "P4": 40.0}
_JIRA_SHARE = 0.3


def add_tickets(account: Account, number: int, start: date, end: date) -> None:
    """Fill ``account.tickets``. Nothing but ``open_now`` is still open at the end."""
    technical = account.shape.technical
    if not technical.has_tickets:
        return
    chance = dice("tickets", account.company.slug)
    now = datetime.combine(end, time(0, 30))
    days = spread(chance, start, end - timedelta(days=2), _STREAM[account.company.tier])
    found: list[tuple[str, datetime, datetime | None]] = [
        _usual(account, chance, day, now)
        for day in days
        if is_workday(day) and chance.chance(quietness(day, account.company.region))
    ]
    for ago, lasted, priority in technical.episodes:
        opened = now - timedelta(days=ago, hours=chance.randint(1, 10))
        found.append((priority, opened, opened + timedelta(days=lasted)))
    for priority, age in technical.open_now:
        found.append((priority, now - timedelta(days=age), None))
    for place, (priority, opened, resolved) in enumerate(sorted(found, key=lambda item: item[1])):
        ticket = _ticket(
            account,
            chance,
            number * 100 + place,
            priority=priority,
            opened=opened,
            resolved=resolved,
            now=now,
        )
        account.tickets.append(ticket)
    add_complaints(account, end)
    add_second_thoughts(account, end)


def _usual(
    account: Account, chance: Dice, day: date, now: datetime
) -> tuple[str, datetime, datetime | None]:
    priority = chance.weighted(_PRIORITIES)
    opened = moment(chance, day, account.company.time_zone, first=7, last=19)
    days = _MEDIAN_DAYS[priority] * math.exp(chance.gauss(0, 0.8))
    resolved = opened + timedelta(days=min(days, _LONGEST_DAYS[priority]))
    return priority, opened, min(resolved, now - timedelta(hours=chance.randint(3, 40)))


def _ticket(
    account: Account,
    chance: Dice,
    number: int,
    *,
    priority: str,
    opened: datetime,
    resolved: datetime | None,
    now: datetime,
) -> Ticket:
    kind = chance.choice(texts()["ticket"])
    requester = _requester(account, chance)
    opened = opened.replace(second=0, microsecond=0)
    resolved = resolved and max(resolved, opened + timedelta(hours=1)).replace(
        second=0, microsecond=0
    )
    wait = timedelta(hours={"P1": 0.4, "P2": 1.5, "P3": 5, "P4": 11}[priority])
    replied = (opened + wait * chance.uniform(0.4, 1.8)).replace(second=0, microsecond=0)
    limit = resolved or now
    comments = _comments(chance, opened, limit)
    return Ticket(
        number=number,
        system="jira" if chance.chance(_JIRA_SHARE) else "kayako",
        account_id=account.account_id,
        requester=requester,
        requester_email=requester.email if requester else f"it@{account.company.domain}",
        subject=chance.choice(kind["subjects"]),
        body=chance.choice(texts()["ticket_text"]["body"]),
        component=kind["component"],
        priority=priority,
        opened_at=opened,
        first_reply_at=replied if replied < limit else None,
        resolved_at=resolved,
        comments=comments,
    )


def _requester(account: Account, chance: Dice) -> Person | None:
    workers = [person for person in account.people if not person.is_executive]
    return chance.choice(workers) if workers else None


def _comments(
    chance: Dice, opened: datetime, limit: datetime
) -> tuple[tuple[datetime, bool, str], ...]:
    texts_of = texts()["ticket_text"]["comments"]
    count = chance.randint(0, 4)
    span = limit - opened
    return tuple(
        (
            (opened + span * ((place + 1) / (count + 2))).replace(second=0, microsecond=0),
            place % 2 == 0,
            texts_of[(place * 2 + chance.randint(0, 1)) % len(texts_of)],
        )
        for place in range(count)
    )
