"""The HubSpot company export: companies taken over with another system, of which nothing else is known."""

from __future__ import annotations

from pathlib import Path

from core.demo.material import people
from core.demo.rows import Row, write_dicts
from core.demo.world import Account, World

COLUMNS = (
    "Record ID",
    "Company name",
    "Website URL",
    "Company owner",
    "Create Date",
    "Country/Region",
    "Industry",
    "Lifecycle Stage",
)


def write_hubspot(world: World, path: Path) -> None:
    """Write the companies; the export is the same on every day."""
    rows = [_company(account) for account in world.accounts if account.company.source == "hubspot"]
    write_dicts(path, COLUMNS, rows, quote_all=True)


def _company(account: Account) -> Row:
    company = account.company
    return {
        "Record ID": account.account_id,
        "Company name": company.name,
        "Website URL": f"https://www.{company.domain}",
        "Company owner": people()["team"][company.owner][0],
        "Create Date": f"{account.created_on.isoformat()} 09:30",
        "Country/Region": company.country,
        "Industry": company.industry,
        "Lifecycle Stage": "Customer",
    }
