"""Heartbeats of an account's integrations: one a day, with the API calls of the day before."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

from core.demo.dice import dice
from core.demo.material import texts
from core.demo.world import Account, Beat

_INTEGRATIONS = {"enterprise": 2, "mid_market": 2, "smb": 1}
_CALLS = {"enterprise": 24_000, "mid_market": 5_200, "smb": 640}
_DROP_DAYS = 9


def add_heartbeats(account: Account, start: date, end: date) -> None:
    """Fill ``account.beats``. Silence and falling calls concern the first integration."""
    technical = account.shape.technical
    if not technical.has_heartbeats:
        return
    names = texts()["features"]["integrations"]
    chance = dice("heartbeats", account.company.slug)
    first = 0 if "silent_integration" in account.shape.marks else chance.randrange(len(names))
    now = datetime.combine(end, time(0, 30))
    silent_since = now - timedelta(hours=technical.silent_hours)
    for place in range(_INTEGRATIONS[account.company.tier]):
        base = _CALLS[account.company.tier] * math.exp(chance.gauss(0, 0.5))
        growth = chance.uniform(-0.0002, 0.0006)
        minute = chance.randint(2, 25)
        for offset in range((end - start).days):
            day = start + timedelta(days=offset + 1)
            at = datetime.combine(day, time(0, minute))
            if place == 0 and at > silent_since:
                break
            ago = (end - day).days
            if place == 0 and any(
                began >= ago > began - lasted for began, lasted in technical.outages
            ):
                continue
            calls = base * (1 + growth * offset) * chance.uniform(0.92, 1.08)
            if (day - timedelta(days=1)).weekday() >= 5:
                calls *= 0.78
            if place == 0 and ago < _DROP_DAYS:
                calls *= 1 - technical.calls_lost
            account.beats.append(
                Beat(account.account_id, names[(first + place) % len(names)], at, round(calls))
            )
