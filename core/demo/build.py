"""Make the world that the exports describe, for a given last day."""

from __future__ import annotations

from datetime import date, timedelta

from core.demo import deals, people, tickets, touches, usage, voices
from core.demo.dice import dice
from core.demo.ids import salesforce_id
from core.demo.material import Company, companies
from core.demo.shape import Shape, usual_shapes
from core.demo.stories import STORIES
from core.demo.world import Account, World

DAYS = 548
"""Eighteen months."""

_ARR = {"enterprise": (260_000, 1_450_000), "mid_market": (42_000, 215_000), "smb": (5_400, 36_000)}


def build_world(end: date) -> World:
    """The world on ``end``, 00:30 UTC. The same ``end`` gives the same world, byte for byte."""
    start = end - timedelta(days=DAYS)
    told = {story.slug: story.shape for story in STORIES}
    untold = [company.slug for company in companies() if company.slug not in told]
    shapes = told | usual_shapes(untold)
    accounts = tuple(
        _account(number, company, shapes[company.slug], start, end)
        for number, company in enumerate(companies(), start=1)
    )
    return World(start, end, accounts)


def _account(number: int, company: Company, shape: Shape, start: date, end: date) -> Account:
    chance = dice("account", company.slug)
    low, high = _ARR[company.tier]
    arr = round(low * (high / low) ** chance.random(), -2)
    renewal_in = shape.renewal_in_days or chance.randint(20, 350)
    account = Account(
        account_id=_account_id(company, number),
        company=company,
        shape=shape,
        arr=int(arr) if "burning" not in shape.marks else 1_480_000,
        renewal_on=end + timedelta(days=renewal_in),
        created_on=end - timedelta(days=chance.choice([380, 560, 700, 1100, 1500]) + renewal_in),
    )
    if company.source == "hubspot":
        return account
    people.add_people(account, number, end)
    touches.add_touches(account, start, end)
    tickets.add_tickets(account, number, start, end)
    voices.add_voices(account, start, end)
    deals.add_deals(account, number, end)
    usage.add_heartbeats(account, start, end)
    return account


def _account_id(company: Company, number: int) -> str:
    if company.source == "salesforce":
        return salesforce_id("001", number)
    return (
        f"RA-{number:04d}" if company.source == "rapport" else str(18_204_550_000 + number * 7919)
    )
