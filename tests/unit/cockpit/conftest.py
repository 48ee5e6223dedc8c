"""A small portfolio: two owners, their manager, and marts written by hand.

| account | owner | tier       | ARR      | level      | RAG   |
|---------|-------|------------|----------|------------|-------|
| A1 Acme | ann   | enterprise | 1000 EUR | champion   | green |
| A2 Bolt | ann   | smb        |  200 USD | passive    | red   |
| B1 Core | bob   | enterprise |  500 EUR | unknown    | grey  |
| B2 Dune | bob   | (none)     |    none  | disengaged | amber |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from core.actor import Actor, Role
from core.clock import Clock
from core.store import ModelSet, Store

AS_OF = date(2026, 6, 30)
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))
NOBODY = Actor("guest@us.example")

SYSTEM = Actor("tests", frozenset({Role.ADMIN}))
SCRIPT = Path(__file__).parent / "portfolio.sql"


@dataclass(frozen=True)
class Cockpit:
    """What ``core.wiring`` builds, with the marts of this folder instead of models."""

    store: Store
    models: ModelSet
    clock: Clock


@pytest.fixture
def portfolio(store: Store) -> Iterator[Store]:
    """The portfolio above, in a fresh database."""
    with store.transaction(SYSTEM, "tests.fill") as work:
        for statement in SCRIPT.read_text().split(";\n"):
            if statement.strip():
                work.execute(statement)
        work.touch("crm.account")
    yield store


@pytest.fixture
def cockpit(portfolio: Store, clock: Clock) -> Cockpit:
    return Cockpit(portfolio, ModelSet(()), clock)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 6, day, hour)
