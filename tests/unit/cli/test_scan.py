"""The scan from the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import Run, payload


def test_a_scan_lists_escalations_with_their_rows_and_repeats_nothing(imported: Run) -> None:
    found = payload(imported("scan", "--json"))
    assert found["opened"] == list(range(1, found["total"] + 1))
    bolt = next(one for one in found["escalations"] if one["account_id"] == "A2")
    assert bolt["trigger"] == "first_seen"
    assert bolt["evidence"][0]["id"] == "S1"
    rules = {rule["rule"] for rule in bolt["rules"]}
    assert rules == {"aged_critical_tickets", "silent_integration", "escalation_score"}
    assert bolt["draft_id"] is None and bolt["draft_note"]
    again = payload(imported("scan", "--account", "A2", "--json"))
    assert (again["opened"], again["total"]) == ([], 1)
