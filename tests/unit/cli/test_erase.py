"""Erasing a person from the command line."""

from __future__ import annotations

from core.errors import NotFound

from .conftest import Run, payload

CLEO = "cleo@acme.example"


def test_a_dry_run_says_where_a_person_is_and_leaves_them_there(imported: Run) -> None:
    shown = imported("erase", CLEO, "--dry-run")
    assert "crm.contact" in shown.stdout
    assert "Dry run: nothing was written." in shown.stderr
    again = payload(imported("erase", CLEO, "--dry-run", "--json"))
    counted = {one["table"]: (one["removed"], one["cleaned"]) for one in again["tables"]}
    assert counted["crm.contact"] == (1, 0)
    assert counted["crm.activity"] == (0, 4)
    assert again["dry_run"]


def test_a_person_is_erased_and_the_log_is_whole(imported: Run) -> None:
    imported("backup")
    done = imported("erase", CLEO)
    assert "Erased" in done.stdout
    assert "Still holds the person" in done.stderr
    assert CLEO not in done.stdout + done.stderr
    imported("audit", "verify")
    imported("erase", CLEO, code=NotFound.exit_code)
    imported("portfolio", "--as-of", "2026-06-30")


def test_earlier_backups_go_when_asked(imported: Run) -> None:
    imported("backup")
    done = payload(imported("erase", CLEO, "--backups", "--json"))
    assert done["still_held"] == []
    assert len(done["removed_copies"]) == 1
    imported("restore")
    imported("erase", CLEO, code=NotFound.exit_code)
