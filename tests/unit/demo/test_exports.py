"""Downloads that take a whole demonstration to have rows."""

from __future__ import annotations

import csv
import io

import pytest

from core.actor import LOCAL, Actor
from core.cockpit import ACCOUNT_TABLES, Filters, export_table
from core.cockpit.profile_export import PROFILE_TABLES
from core.errors import Forbidden
from core.wiring import Cockpit

NOBODY = Actor("guest@us.example")
FILTERS = Filters()


def _header(content: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "table", ["escalations", "likely_escalations", "watermelons", "contradictions"]
)
def test_what_health_says_of_all_accounts_can_be_downloaded(demo: Cockpit, table: str) -> None:
    found = export_table(demo, LOCAL, table, FILTERS)
    assert found.rows > 0
    assert "account_id" in _header(found.content)
    assert not any(name.endswith("_key") for name in _header(found.content))
    with pytest.raises(Forbidden):
        export_table(demo, NOBODY, table, FILTERS)


def test_notes_on_releases_can_be_downloaded_before_there_are_any(demo: Cockpit) -> None:
    found = export_table(demo, LOCAL, "release_notes", FILTERS)
    assert {"release", "account_id"} <= set(_header(found.content))
    with pytest.raises(Forbidden):
        export_table(demo, NOBODY, "release_notes", FILTERS)


@pytest.mark.parametrize("table", PROFILE_TABLES)
def test_every_part_of_a_relationship_profile_can_be_downloaded(demo: Cockpit, table: str) -> None:
    assert table in ACCOUNT_TABLES
    keys = [
        row["account_key"]
        for row in demo.store.rows("SELECT account_key FROM crm.account ORDER BY account_key")
    ]
    found = [export_table(demo, LOCAL, table, FILTERS, account_key=key) for key in keys[:12]]
    assert max(one.rows for one in found) > 0
    with pytest.raises(Forbidden):
        export_table(demo, NOBODY, table, FILTERS, account_key=keys[0])
