"""The same tables, written as Rapport's own template files and imported, give the same scores."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.capture import ImportOptions, plan, publish
from tests.spec import test_health, test_portfolio_figures, test_responsiveness, test_sponsors
from tests.spec.tables import Tables, parse
from tests.spec.world import World

# What a template file has no column for.
_NOT_IN_FILES = {"accounts": {"created_at"}, "contacts": {"left_on"}, "tickets": {"updated_at"}}
_REQUIRED = {"goals": {"our_initiative": "an initiative"}}
COMPARED = {
    "sponsor_score": "score coverage_pct level risk is_primary is_backup last_contact_at touchpoints"
    " mean_reply_days qbrs_attended qbrs_held relationship",
    "sponsor_contribution": "factor points max_points state measure target",
    "account_sponsor": "score coverage_pct level risk executives engaged_executives silence_alert",
    "sponsor_kpi_part": "is_engaged gap_days gaps qbrs_held qbrs_with_executive executives",
    "account_health": "score uncapped_score cap rag coverage_pct at_risk rules_tripped open_tickets",
    "health_contribution": "factor points max_points state measure target",
}
WORLDS = {
    "health": test_health.TABLES,
    "portfolio": test_portfolio_figures.TABLES,
    "responsiveness": test_responsiveness.TABLES,
    "sponsors": test_sponsors.TABLES,
}


def write(folder: Path, tables: Tables) -> list[Path]:
    """One CSV a table, ISO times; a column nobody has a value for is left out."""
    paths = []
    for name, rows in tables.items():
        if not rows:
            continue
        dropped = _NOT_IN_FILES.get(name, set()) | {"contact_refs", "system"}
        columns = [column for column in rows[0] if column not in dropped]
        path = folder / f"{name}.csv"
        with path.open("w", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(columns)
            for row in rows:
                sheet.writerow([_iso(row[column]) for column in columns])
        paths.append(path)
    return paths


def _iso(value: str | None) -> str:
    if value and len(value) >= 16 and value[4] == "-" and value[10] == " ":
        return value.replace(" ", "T") + (":00Z" if len(value) == 16 else "Z")
    return value or ""


def comparable(told: World) -> dict[str, list[str]]:
    return {
        table: sorted(repr([row[name] for name in columns.split()]) for row in told.rows(table))
        for table, columns in COMPARED.items()
    }


def _as_files_say(tables: Tables) -> Tables:
    """The tables without what the files cannot carry."""
    for name, dropped in _NOT_IN_FILES.items():
        for row in tables.get(name, []):
            row.update(dict.fromkeys(dropped))
    for row in tables.get("activities", []):
        row.pop("contact_refs", None)
    return tables


@pytest.mark.parametrize("name", WORLDS)
def test_imported_template_files_score_as_the_tables_do(world, tmp_path, name):
    tables = _as_files_say(parse(WORLDS[name]))
    direct = world()
    direct.add(tables)
    imported = world()
    planned = plan(
        imported.store,
        LOCAL,
        write(tmp_path, tables),
        options=ImportOptions(
            time_zone="UTC", currency="USD", date_order="mdy", exported_at=datetime(2026, 7, 1)
        ),
    )
    result = publish(imported.store, LOCAL, planned)
    for file in result.files:
        assert (file.refused, file.unplaced) == (0, 0), (file.path, file.problems)
    assert comparable(imported.refresh()) == comparable(direct.refresh())
