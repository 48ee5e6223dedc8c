"""A week of June 2026: Ann and Bob report to Meg; Acme is red and renews, Bolt is silent, Core is Bob's.

Today is Tuesday the 30th; the week looked at is mostly the one before, from Monday the 22nd.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.actor import Actor, Role
from core.clock import Clock
from core.policy import ensure_shipped
from core.settings import Settings
from core.store import Store
from tests.servers.smtp import SmtpServer

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))
SYSTEM = Actor("tests", frozenset({Role.ADMIN}))

WEEK = date(2026, 6, 22)
FILL = (Path(__file__).parent / "week.sql").read_text()


@dataclass
class Hands:
    """The hands of the clock."""

    at: datetime = datetime(2026, 6, 30, 12)

    def pass_by(self, **amount: float) -> None:
        self.at += timedelta(**amount)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path, hands: Hands, blank: Callable[[Path], Path]) -> Iterator[Store]:
    clock = Clock(now=lambda: hands.at)
    with Store.open(blank(tmp_path), clock=clock, threads=2) as opened:
        ensure_shipped(opened)
        with opened.transaction(SYSTEM, "tests.fill") as work:
            for statement in FILL.split(";\n"):
                if statement.strip():
                    work.execute(statement)
            work.touch("crm.account")
        yield opened


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[SmtpServer]:
    folder = tmp_path / "smtp"
    folder.mkdir()
    with SmtpServer(folder) as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, smtp: SmtpServer) -> Settings:
    named = smtp.settings() | {"public_url": "https://rapport.example.com"}
    return Settings(database=tmp_path / "rapport.duckdb", **named)


@pytest.fixture
def signed_up(store: Store) -> Store:
    """Ann, Bob, Meg and Lee, the analyst, may sign in; Cas, a CSM, no longer."""
    with store.transaction(SYSTEM, "tests.fill") as work:
        for email, role, active in (
            ("ann@us.example", "csm", True),
            ("bob@us.example", "csm", True),
            ("meg@us.example", "manager", True),
            ("lee@us.example", "analyst", True),
            ("cas@us.example", "csm", False),
        ):
            work.execute(
                "INSERT INTO ops.user_account (email, roles, is_active, created_at)"
                " VALUES ($email, [$role], $active, TIMESTAMP '2026-01-01')",
                {"email": email, "role": role, "active": active},
            )
        work.touch("ops.user_account")
    return store
