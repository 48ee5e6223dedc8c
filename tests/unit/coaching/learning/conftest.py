"""Turns with the coach, and scores of four accounts: Acme rose and was asked about, its peers stood still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from core.actor import Actor, Role
from core.coaching.interactions import record
from core.coaching.model import InteractionType
from core.store import Store

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
CAT = Actor("cat@us.example", frozenset({Role.CSM}))
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))
SYSTEM = Actor("tests", frozenset({Role.ADMIN}))

TODAY = date(2026, 6, 30)
Turn = Callable[..., int]


@pytest.fixture
def turn(store: Store) -> Turn:
    """Keep a turn of somebody's, so many days ago, and give its number."""

    def kept(
        who: Actor = ANN,
        *,
        cites: tuple[str, ...] = (),
        account_key: int | None = None,
        days_ago: int = 0,
        kind: InteractionType = InteractionType.GUIDANCE,
        style: dict[str, str] | None = None,
    ) -> int:
        with store.transaction(who, "tests.turn") as work:
            number = record(
                work,
                person=who.email,
                interaction_type=kind,
                subject="renewal_risk",
                context={"question": "private words", "style": style or {}},
                guidance_provided="private words",
                writer="template",
                account_key=account_key,
                citations=cites,
            )
            at = datetime(2026, 6, 30, 9) - timedelta(days=days_ago)
            work.execute(
                "UPDATE ops.coaching_interactions SET created_at = $at WHERE interaction_id = $n",
                {"at": at, "n": number},
            )
        return number

    return kept


@pytest.fixture
def scored(store: Store) -> Store:
    """Scores of 40 days: at first all red with 40; Acme (1) then 70, Bolt (2) 40, Core (3) 45, Dune (4) 30."""
    later = {1: 70, 2: 40, 3: 45, 4: 30}
    with store.transaction(SYSTEM, "tests.fill") as work:
        for key in later:
            work.execute(
                "INSERT INTO crm.account BY NAME SELECT $key::UBIGINT AS account_key, $name AS name,"
                " 'ann@us.example' AS owner_email, 'rapport' AS source_system, $name AS source_id",
                {"key": key, "name": f"A{key}"},
            )
        for days_ago in range(41):
            for key, score in later.items():
                value = score if days_ago <= 10 else 40
                work.execute(
                    "INSERT INTO ops.score_snapshot VALUES ($at, $day, $key, 'health', $score,"
                    " CASE WHEN $score < 50 THEN 'red' ELSE 'green' END, 100, '', 1)",
                    {
                        "at": datetime(2026, 6, 30, 2) - timedelta(days=days_ago),
                        "day": TODAY - timedelta(days=days_ago),
                        "key": key,
                        "score": value,
                    },
                )
        work.touch("crm.account", "ops.score_snapshot")
    return store
