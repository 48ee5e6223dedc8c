"""Briefings from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run, payload


@pytest.fixture
def renewing(imported: Run, tmp_path: Path) -> Run:
    """Bolt renews within the next weeks, whatever the day."""
    from datetime import UTC, datetime, timedelta

    on = (datetime.now(UTC) + timedelta(days=30)).date()
    file = tmp_path / "accounts_2.csv"
    file.write_text(
        f"account_id,name,tier,owner_email,arr_amount,currency,renewal_on\n"
        f"A2,Bolt,smb,bob@us.example,200,EUR,{on}\n"
    )
    imported("import", str(file))
    return imported


def test_an_occasion_is_listed_and_briefed_for(renewing: Run) -> None:
    (found,) = payload(renewing("coach", "briefings", "--account", "A2", "--json"))
    assert (found["kind"], found["account_name"]) == ("renewal", "Bolt")
    made = payload(renewing("coach", "brief", found["key"], "--json"))
    assert made["know"] and made["playbook"]
    said = renewing("coach", "brief", found["key"]).stdout
    assert "What to know" in said and "Playbook:" in said
    assert "renewal" in renewing("coach", "briefings").stdout
