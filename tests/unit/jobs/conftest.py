"""A cockpit with three small models in place of the real ones, and a clock that can be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.settings import Settings
from core.store import ModelSet, Store
from core.wiring import Cockpit

SPONSOR = """\
-- grain: one row an account and date
SELECT $as_of::DATE AS as_of, account_key, 80.0 AS score, 'champion' AS level, 100.0 AS coverage_pct,
    FALSE AS silence_alert, NULL::INTEGER AS days_since_contact, 0 AS executives, 0 AS engaged_executives,
    NULL::TIMESTAMP AS last_contact_at
FROM crm.account
"""
HEALTH = """\
-- grain: one row an account and date
SELECT $as_of::DATE AS as_of, account_key, NULL::DOUBLE AS score, 'grey' AS rag, 0.0 AS coverage_pct,
    []::VARCHAR[] AS rules_tripped
FROM crm.account
"""
RULES = """\
-- grain: one row an account, date and rule
SELECT $as_of::DATE AS as_of, account_key, 'none' AS rule, FALSE AS tripped, []::VARCHAR[] AS evidence
FROM crm.account
"""


@dataclass
class Now:
    """A moment that tests move."""

    moment: datetime

    def clock(self) -> Clock:
        return Clock(now=lambda: self.moment)

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def now() -> Now:
    return Now(datetime(2026, 6, 30, 12, 0))


def models(folder: Path) -> ModelSet:
    """The models that jobs read, filled from nothing but the accounts."""
    for system, name, sql in (
        ("sponsors", "account_sponsor", SPONSOR),
        ("health", "account_health", HEALTH),
        ("health", "health_rule", RULES),
    ):
        target = folder / system / "sql" / "mart" / f"{name}.sql"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(sql)
    return ModelSet.load(folder)


@pytest.fixture
def cockpit(tmp_path: Path, now: Now, blank: Callable[[Path], Path]) -> Iterator[Cockpit]:
    settings = Settings(database=blank(tmp_path / "home"), threads=2)
    with Store.open(settings.database, clock=now.clock(), threads=2) as store:
        yield Cockpit(settings, store, models(tmp_path / "models"), now.clock())


@pytest.fixture
def add_accounts(cockpit: Cockpit) -> Callable[[int], None]:
    """Import so many accounts."""

    def add(count: int) -> None:
        with cockpit.store.transaction(LOCAL, "account.add") as work:
            work.execute(
                "INSERT INTO crm.account (account_key) SELECT range FROM range($count)",
                {"count": count},
            )
            work.touch("crm.account")

    return add
