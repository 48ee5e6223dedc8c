"""The demonstration's executives and the facts about each, gathered once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from core.actor import COMMAND_LINE
from core.clock import fixed
from core.demo import load
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.drafting.meeting import propose_for
from core.settings import Settings
from core.sponsors.outreach.facts import gather
from core.wiring import Cockpit, build

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12, 0)
EXECUTIVES = """
    SELECT p.account_key, p.contact_key, a.owner_email
    FROM mart.contact_profile AS p
    JOIN crm.account AS a USING (account_key)
    WHERE p.as_of = $as_of AND p.is_executive AND p.status IS DISTINCT FROM 'left'
    ORDER BY p.account_key, p.contact_key
"""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cockpit]:
    """A cockpit with the demonstration, loaded once for all letters; look, do not touch."""
    folder = tmp_path_factory.mktemp("demo-letters")
    cockpit = build(Settings(database=folder / "rapport.duckdb", threads=2), clock=fixed(NOW))
    try:
        load(cockpit, COMMAND_LINE)
        yield cockpit
    finally:
        cockpit.store.close()


@pytest.fixture(scope="session")
def demo_sheets(demo: Cockpit) -> list[tuple[DraftRequest, FactSheet]]:
    """For each executive of the demonstration: a request, and the facts with meeting times."""
    found = []
    for row in demo.store.rows(EXECUTIVES, {"as_of": TODAY}):
        request = DraftRequest(
            "executive_outreach",
            row["account_key"],
            "introduction",
            TODAY,
            row["owner_email"] or "",
            row["contact_key"],
        )
        sheet = gather(demo.store, COMMAND_LINE, request)
        times = propose_for(sheet, now=NOW, minutes=30)
        found.append((request, sheet.with_facts(*times.facts)))
    return found
