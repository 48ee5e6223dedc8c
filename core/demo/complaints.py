"""Customers that escalate and contracts that are not renewed: what warnings are held against.

Most escalations fall into a time of trouble, a few come out of nothing, as they do.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from core.demo.dice import dice
from core.demo.material import texts
from core.demo.world import Account

_LIMIT_DAYS = {"P1": 3, "P2": 10}
_IN_TROUBLE = 0.5
_OUT_OF_NOTHING = 0.006
_LOST_ADD_ON = 0.4

Span = tuple[datetime, datetime]


def add_complaints(account: Account, end: date) -> None:
    """Let some tickets say that the customer escalates."""
    chance = dice("complaints", account.company.slug)
    now = datetime.combine(end, time(0, 30))
    troubles = _troubles(account, now)
    last: datetime | None = None
    for place, ticket in enumerate(account.tickets):
        in_trouble = any(start < ticket.opened_at < over for start, over in troubles)
        complains = chance.chance(_IN_TROUBLE if in_trouble else _OUT_OF_NOTHING)
        text = chance.choice(texts()["ticket_text"]["complaints"])
        if complains and (last is None or ticket.opened_at - last > timedelta(days=21)):
            account.tickets[place] = replace(ticket, body=f"{ticket.body} {text}")
            last = ticket.opened_at


def add_second_thoughts(account: Account, end: date) -> None:
    """Let customers write on a few tickets that were solved lately."""
    chance = dice("second-thoughts", account.company.slug)
    now = datetime.combine(end, time(0, 30))
    for place, ticket in enumerate(account.tickets):
        wrote_at = ticket.resolved_at and ticket.resolved_at + timedelta(
            hours=chance.randint(15, 40)
        )
        text = chance.choice(texts()["ticket_text"]["second_thoughts"])
        if not wrote_at or not now - timedelta(days=20) < wrote_at < now or not chance.chance(0.25):
            continue
        comments = (*ticket.comments, (wrote_at, False, text))
        account.tickets[place] = replace(ticket, comments=comments)


def is_praised(account: Account) -> bool:
    """Whether a note speaks of praise while a critical ticket is overdue."""
    overdue = any(
        priority in _LIMIT_DAYS and age > _LIMIT_DAYS[priority]
        for priority, age in account.shape.technical.open_now
    )
    return overdue and dice("praised", account.company.slug).chance(0.3)


def days_late(account: Account) -> int:
    """Days after the end of the contract on which its renewal is planned to close; 0 for most."""
    chance = dice("late-renewal", account.company.slug)
    return chance.randint(12, 30) if chance.chance(0.06) else 0


def lost_add_on(account: Account, end: date) -> date | None:
    """The day on which an account with past trouble let its add-on go; ``None`` for most."""
    chance = dice("add-on", account.company.slug)
    technical = account.shape.technical
    begun = [ago for ago, _, _ in technical.episodes] + [ago for ago, _ in technical.outages]
    past = [ago for ago in begun if 150 <= ago <= 360]
    if not past or not chance.chance(_LOST_ADD_ON):
        return None
    return end - timedelta(days=max(past) - chance.randint(20, 45))


def _troubles(account: Account, now: datetime) -> list[Span]:
    """When a critical ticket was over its limit, or an integration silent for more than three days."""
    technical = account.shape.technical
    found: list[Span] = []
    for ticket in account.tickets:
        if ticket.priority in _LIMIT_DAYS:
            over = ticket.opened_at + timedelta(days=_LIMIT_DAYS[ticket.priority])
            found.append((over, ticket.resolved_at or now))
    for ago, lasted in technical.outages:
        begun = now - timedelta(days=ago)
        found.append((begun + timedelta(days=3), begun + timedelta(days=lasted + 10)))
    return found
