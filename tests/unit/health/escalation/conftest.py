"""A small portfolio whose accounts are escalated by hand, so that no model has to run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.actor import LOCAL
from core.health.escalation.watch import observe
from core.store import ModelSet, Store
from tests.spec.world import World, key

TODAY = date(2026, 6, 30)
YESTERDAY = TODAY - timedelta(days=1)

TABLES = """
accounts
account_id | tier | owner_email
A | enterprise | ann@us.example
B | smb | bob@us.example
C | smb |

opportunities
opportunity_id | account_id | name | stage | outcome | close_on | owner_email
O1 | A | Later | Open | open | 2026-12-01 | late@us.example
O2 | A | Sooner | Open | open | 2026-08-01 | sal@us.example
O3 | A | Gone | Won | won | 2026-01-01 | old@us.example
"""


class Portfolio:
    """The accounts, and what a scan sees of them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.world = World(store, ModelSet.load(), TABLES, TODAY)
        with store.transaction(LOCAL, "test.team") as work:
            work.execute(
                "INSERT INTO crm.team_member (member_key, email, full_name, manager_email)"
                " VALUES (1, 'ann@us.example', 'Ann', 'meg@us.example')"
            )
            work.execute(
                "UPDATE crm.opportunity SET owner_email = CASE source_id WHEN 'O1' THEN"
                " 'late@us.example' WHEN 'O2' THEN 'sal@us.example' ELSE 'old@us.example' END"
            )

    def see(self, account: str, band: str, score: float | None, day: date = TODAY) -> None:
        """What the health model says of an account on a day."""
        with self.store.transaction(LOCAL, "test.score") as work:
            work.execute(
                "DELETE FROM mart.account_health WHERE account_key = $key AND as_of = $day",
                {"key": key(account), "day": day},
            )
            work.execute(
                "INSERT INTO mart.account_health BY NAME SELECT $day::DATE AS as_of,"
                " $key::UBIGINT AS account_key, $score::DOUBLE AS score, $band AS rag,"
                " []::VARCHAR[] AS rules_tripped",
                {"day": day, "key": key(account), "score": score, "band": band},
            )

    def trip(self, account: str, rule: str, value: float, threshold: float, unit: str) -> None:
        """A rule that trips today."""
        with self.store.transaction(LOCAL, "test.rule") as work:
            work.execute(
                "DELETE FROM mart.health_rule"
                " WHERE account_key = $key AND as_of = $day AND rule = $rule",
                {"key": key(account), "day": TODAY, "rule": rule},
            )
            work.execute(
                "INSERT INTO mart.health_rule BY NAME SELECT $day::DATE AS as_of,"
                " $key::UBIGINT AS account_key, $rule AS rule, $value::DOUBLE AS value,"
                " $threshold::DOUBLE AS threshold, $unit AS unit, $value > $threshold AS tripped,"
                " $value >= 2 * $threshold AS at_double, $rule || ' tripped.' AS note,"
                " ['crm.ticket/1'] AS evidence",
                {
                    "day": TODAY,
                    "key": key(account),
                    "rule": rule,
                    "value": value,
                    "threshold": threshold,
                    "unit": unit,
                },
            )

    def escalate(self, account: str, band: str = "red", score: float = 30) -> int:
        """Open an escalation today and give its number."""
        self.see(account, "green", 90, YESTERDAY)
        observe(self.store, LOCAL, YESTERDAY, key(account))
        self.see(account, band, score)
        (number,) = observe(self.store, LOCAL, TODAY, key(account)).opened
        return number


@pytest.fixture
def portfolio(store: Store) -> Portfolio:
    return Portfolio(store)
