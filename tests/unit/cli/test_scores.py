"""Scores and portfolio from the command line, exactly in the form scripts rely on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core import wiring
from core.actor import Actor, Role
from core.cockpit import (
    Filters,
    account_list,
    executives,
    portfolio_kpis,
    source_line,
    sponsor_contributions,
)
from core.errors import NotFound
from tests.unit.cli.conftest import AS_OF, Run, payload

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
SPONSOR_FACTORS = {
    "meeting_frequency": 25,
    "responsiveness": 25,
    "qbr_attendance": 25,
    "strategic_alignment": 25,
}
HEALTH_FACTORS = {"aged_critical_tickets": 40, "open_tickets": 30, "integration_heartbeat": 30}
KPIS = {
    "exec_engagement_rate",
    "avg_days_between_exec_contacts",
    "qbr_exec_attendance",
    "sponsor_retention_yoy",
    "multi_thread_score",
}


def of(factors: dict[str, Any]) -> dict[str, float]:
    return {name: factor["of"] for name, factor in factors.items()}


def test_sponsor_json_has_the_keys_of_its_contract(imported: Run) -> None:
    found = payload(imported("score", "sponsors", "--account", "A1", "--as-of", AS_OF, "--json"))
    assert {
        "account_id",
        "score",
        "level",
        "risk",
        "coverage_pct",
        "primary_sponsor",
        "executives",
    } <= set(found)
    assert (found["account_id"], found["primary_sponsor"]) == ("A1", "C1")
    executives = {who["contact_id"]: who for who in found["executives"]}
    assert set(executives) == {"C1", "C2"}
    for who in executives.values():
        assert {"contact_id", "score", "level", "coverage_pct", "last_contact_on"} <= set(who)
        assert of(who["factors"]) == SPONSOR_FACTORS
        for factor in who["factors"].values():
            assert {"points", "of", "evidence"} <= set(factor)
    cleo = executives["C1"]
    assert cleo["last_contact_on"] == "2026-06-13"
    assert cleo["factors"]["responsiveness"]["points"] == 25
    assert cleo["factors"]["qbr_attendance"]["points"] == 25
    assert found["score"] == cleo["score"]


def test_evidence_in_json_names_system_identifier_file_and_line(imported: Run) -> None:
    found = payload(imported("score", "sponsors", "--account", "A1", "--as-of", AS_OF, "--json"))
    cleo = next(who for who in found["executives"] if who["contact_id"] == "C1")
    held = cleo["factors"]["qbr_attendance"]["evidence"]
    assert [(row["system"], row["id"], row["file"], row["line"]) for row in held] == [
        ("rapport", "T1", "activities.csv", 2)
    ]


def test_health_json_has_the_keys_of_its_contract(imported: Run) -> None:
    found = payload(imported("score", "health", "--account", "bolt", "--as-of", AS_OF, "--json"))
    assert {
        "account_id",
        "score",
        "rag",
        "coverage_pct",
        "at_risk",
        "rules_tripped",
        "factors",
    } <= set(found)
    assert (found["account_id"], found["rag"], found["at_risk"]) == ("A2", "red", True)
    assert found["rules_tripped"] == ["aged_critical_tickets"]
    assert of(found["factors"]) == HEALTH_FACTORS
    aged = found["factors"]["aged_critical_tickets"]
    assert (aged["points"], aged["evidence"][0]["id"]) == (0, "S1")


def test_portfolio_json_has_the_keys_of_its_contract(imported: Run) -> None:
    found = payload(imported("portfolio", "--as-of", AS_OF, "--json"))
    assert set(found) >= {*KPIS, "rag"}
    for name in KPIS:
        assert {"value", "numerator", "denominator", "target"} <= set(found[name])
    rate = found["exec_engagement_rate"]
    assert (rate["numerator"], rate["denominator"], rate["target"]) == (1, 2, 0.8)
    assert rate["value"] == 0.5
    assert found["rag"] == {"green": 1, "amber": 0, "red": 1, "grey": 0}
    only = payload(imported("portfolio", "--as-of", AS_OF, "--filters", "rag=red", "--json"))
    assert only["exec_engagement_rate"]["denominator"] == 1


def test_an_empty_database_answers_with_nothing_not_with_an_error(run: Run) -> None:
    found = payload(run("portfolio", "--as-of", AS_OF, "--json"))
    assert found["multi_thread_score"]["value"] is None
    assert set(found["rag"].values()) == {0}


def test_people_get_tables(imported: Run) -> None:
    sponsors = imported("score", "sponsors", "--account", "Acme", "--as-of", AS_OF).stdout
    assert "Cleo Finn" in sponsors
    health = imported("score", "health", "--account", "Acme", "--as-of", AS_OF).stdout
    assert "open_tickets" in health
    assert "Portfolio on 2026-06-30" in imported("portfolio", "--as-of", AS_OF).stdout


def test_a_date_is_written_one_way_only(imported: Run) -> None:
    for wrong in ("30.06.2026", "2026-6-30", "20260630", "2026-02-30", "today"):
        result = imported("portfolio", "--as-of", wrong, "--json", code=2)
        assert "--as-of" in result.stderr
        assert result.stdout == ""


def test_accounts_are_asked_for_or_suggested(imported: Run) -> None:
    unknown = imported("score", "health", "--account", "Acmee", "--json", code=3)
    assert "Did you mean Acme?" in unknown.stderr
    assert unknown.stdout == ""
    assert imported("score", "health", "--account", "rapport:A2", "--as-of", AS_OF)


def test_a_second_refresh_has_nothing_to_do(imported: Run) -> None:
    first = imported("refresh", "--as-of", AS_OF).stdout
    assert not first.startswith("0 models")
    assert imported("refresh", "--as-of", AS_OF).stdout.startswith("0 models")
    one = imported("refresh", "--account", "Acme", "--as-of", AS_OF).stdout
    assert one.startswith("Acme (rapport:A1) on 2026-06-30")


@pytest.mark.parametrize("kind", ["sponsors", "health"])
def test_before_an_account_was_known_its_score_abstains(imported: Run, kind: str) -> None:
    found = payload(imported("score", kind, "--account", "A1", "--as-of", "2020-01-01", "--json"))
    assert found["score"] is None
    assert found.get("rag", "grey") == "grey"
    assert found.get("level", "unknown") == "unknown"
    if kind == "health":
        assert of(found["factors"]) == HEALTH_FACTORS


def test_a_kpi_opens_to_account_executive_factor_row_and_line_of_the_file(imported: Run) -> None:
    imported("refresh", "--as-of", AS_OF)
    running = wiring.build()
    store, day = running.store, date.fromisoformat(AS_OF)
    try:
        engaged = Filters(level=("engaged", "champion"), as_of=day)
        assert portfolio_kpis(store, ANN, engaged)[0].numerator == 1
        (account,) = account_list(store, ANN, engaged).rows
        cleo = executives(store, ANN, account.account_key, day)[0]
        factors = sponsor_contributions(store, ANN, account.account_key, cleo.contact_key, day)
        held = next(factor for factor in factors if factor.factor == "qbr_attendance")
        line = source_line(store, ANN, held.evidence[0])
        assert (line.evidence.file_name, line.evidence.line) == ("activities.csv", 2)
        assert dict(line.record)["activity_id"] == "T1"
        assert dict(line.record)["occurred_at"] == "2026-06-10T09:00:00Z"
        assert portfolio_kpis(store, BOB, engaged)[0].numerator == 0
        with pytest.raises(NotFound):
            source_line(store, BOB, held.evidence[0])
    finally:
        running.store.close()
