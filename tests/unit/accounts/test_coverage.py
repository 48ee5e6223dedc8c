"""What the scores wait for: coverage counts records that come with imports."""

from __future__ import annotations

from core.store import ModelSet


def test_a_posted_heartbeat_leaves_the_sponsor_scores_and_coverage_up_to_date() -> None:
    reading = {
        name for name, tables in ModelSet.load().sources.items() if "crm.heartbeat" in tables
    }
    assert reading == {
        "integration_status",
        "health_measure",
        "health_contribution",
        "health_rule",
        "account_health",
    }
