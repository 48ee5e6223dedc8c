"""One account on a date: head, executives, health, tickets, integrations, timeline, history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from core.actor import Actor
from core.cockpit import (
    TIMELINE_KINDS,
    account_detail,
    changes,
    contact_overrides,
    executives,
    health_breakdown,
    integrations,
    notes,
    score_history,
    sponsor_contributions,
    tickets,
    timeline,
)
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, MEG, NOBODY

ACME, BOLT, CORE, DUNE = 1, 2, 3, 4
Question = Callable[[Store, Actor], Any]
QUESTIONS: dict[str, Question] = {
    "account_detail": lambda store, actor: account_detail(store, actor, ACME, AS_OF),
    "executives": lambda store, actor: executives(store, actor, ACME, AS_OF),
    "sponsor_contributions": lambda store, actor: sponsor_contributions(
        store, actor, ACME, 11, AS_OF
    ),
    "health_breakdown": lambda store, actor: health_breakdown(store, actor, ACME, AS_OF),
    "tickets": lambda store, actor: tickets(store, actor, ACME, AS_OF),
    "integrations": lambda store, actor: integrations(store, actor, ACME, AS_OF),
    "timeline": lambda store, actor: timeline(store, actor, ACME, AS_OF),
    "score_history": lambda store, actor: score_history(store, actor, ACME, AS_OF),
    "changes": lambda store, actor: changes(store, actor, ACME, AS_OF),
    "notes": lambda store, actor: notes(store, actor, ACME),
    "contact_overrides": lambda store, actor: contact_overrides(store, actor, ACME),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_an_account_of_another_book_is_unknown(portfolio: Store, question: Question) -> None:
    question(portfolio, ANN)
    question(portfolio, MEG)
    with pytest.raises(NotFound):
        question(portfolio, BOB)
    with pytest.raises(Forbidden):
        question(portfolio, NOBODY)


def test_the_head_gathers_what_a_conversation_needs(portfolio: Store) -> None:
    detail = account_detail(portfolio, ANN, ACME, AS_OF)
    assert (detail.row.account_id, detail.row.days_to_renewal, detail.row.level) == (
        "A1",
        30,
        "champion",
    )
    facts = detail.facts
    assert facts.next_qbr_at == datetime(2026, 8, 1, 9)
    assert (facts.outcome_metric, facts.outcome_value, facts.outcome_target) == (
        "Adoption",
        60.0,
        80.0,
    )
    assert (facts.contacts, facts.evidence) == (2, "crm.account/1")
    assert [(who.email, who.full_name, who.role) for who in detail.team] == [
        ("ann@us.example", "Ann", "csm")
    ]


def test_executives_come_primary_first_with_phrase_and_cadence(portfolio: Store) -> None:
    cleo, theo = executives(portfolio, ANN, ACME, AS_OF)
    assert (cleo.contact_id, cleo.relationship, cleo.cadence_state, cleo.days_over) == (
        "C1",
        "regular contact, champion",
        "on_track",
        -10,
    )
    assert (theo.full_name, theo.cadence_state, theo.is_backup) == ("Theo Tan", "due_soon", True)
    assert executives(portfolio, BOB, DUNE, AS_OF)[0].cadence_state == "never"
    assert executives(portfolio, BOB, CORE, AS_OF) == ()


def test_contributions_stand_in_the_order_of_the_formula(portfolio: Store) -> None:
    found = sponsor_contributions(portfolio, ANN, ACME, 11, AS_OF)
    assert [(item.factor, item.points, item.state) for item in found] == [
        ("meeting_frequency", 25.0, "present"),
        ("responsiveness", 25.0, "present"),
        ("strategic_alignment", None, "missing"),
    ]
    assert found[0].evidence == ("crm.activity/101",)
    assert found[2].evidence == ()


def test_a_health_score_shows_all_that_made_it(portfolio: Store) -> None:
    found = health_breakdown(portfolio, ANN, BOLT, AS_OF)
    assert (found.score, found.uncapped_score, found.cap, found.rag) == (35.0, 50.0, 39.0, "red")
    assert [item.factor for item in found.factors] == [
        "aged_critical_tickets",
        "open_tickets",
        "integration_heartbeat",
    ]
    assert [(item.adjustment, item.points) for item in found.adjustments] == [("note", -5.0)]
    assert [(rule.rule, rule.tripped) for rule in found.rules] == [
        ("aged_critical_tickets", True),
        ("silent_integration", False),
    ]
    assert found.override is None


def test_an_account_the_mart_does_not_know_is_grey(portfolio: Store) -> None:
    found = health_breakdown(portfolio, ANN, ACME, date(2020, 1, 1))
    assert (found.score, found.rag, found.coverage_pct, found.factors) == (None, "grey", 0.0, ())


def test_tickets_stand_as_they_did_on_the_date(portfolio: Store) -> None:
    found = tickets(portfolio, ANN, BOLT, AS_OF)
    assert [(ticket.ticket_id, ticket.status, ticket.is_open) for ticket in found] == [
        ("SUP-1", "open", True),
        ("SUP-3", "open", True),
        ("SUP-2", "solved", False),
    ]
    assert [ticket.age_days for ticket in found] == [11.0, 16.0, 10.0]
    assert found[1].resolved_at is None
    assert len(tickets(portfolio, ANN, BOLT, AS_OF, open_only=True)) == 2
    later = tickets(portfolio, ANN, BOLT, date(2026, 7, 10))
    assert [ticket.ticket_id for ticket in later if ticket.is_open] == ["SUP-1", "SUP-4"]


def test_an_integration_shows_its_silence_and_its_calls_a_day(portfolio: Store) -> None:
    (sync,) = integrations(portfolio, ANN, BOLT, AS_OF)
    assert (sync.hours_silent, sync.api_calls, sync.reports) == (60.0, 10, 3)
    assert len(sync.series) == len(sync.days) == 30
    assert sync.days[-1] == AS_OF
    assert sync.series[-6:] == (100, 50, None, 10, None, None)
    assert sync.evidence == "crm.heartbeat/303"


def test_the_timeline_holds_everything_up_to_the_date_newest_first(portfolio: Store) -> None:
    found = timeline(portfolio, ANN, BOLT, AS_OF)
    assert [(entry.at, entry.kind, entry.label) for entry in found.entries] == [
        (datetime(2026, 6, 28, 12), "heartbeat_gap", "silent for"),
        (datetime(2026, 6, 28, 12), "heartbeat_gap", "silent since"),
        (datetime(2026, 6, 20), "ticket", "opened P1"),
        (datetime(2026, 6, 15), "ticket", "opened P2"),
        (datetime(2026, 6, 11), "ticket", "resolved P3"),
        (datetime(2026, 6, 1), "ticket", "opened P3"),
    ]
    assert {entry.detail for entry in found.entries[:2]} == {"60 hours", "48 hours"}
    acme = timeline(portfolio, ANN, ACME, AS_OF)
    assert [entry.title for entry in acme.entries if entry.kind == "activity"] == [
        "=cmd()",
        "Q2 review",
    ]
    assert [entry.detail for entry in acme.entries if entry.kind == "change"] == [
        "CIO → CTO",
        "smb → enterprise",
    ]


def test_the_timeline_is_paged_and_narrowed_by_kind_and_date(portfolio: Store) -> None:
    whole = timeline(portfolio, ANN, BOLT, AS_OF)
    pages = [timeline(portfolio, ANN, BOLT, AS_OF, limit=2, offset=at) for at in (0, 2, 4, 6)]
    assert tuple(entry for page in pages for entry in page.entries) == whole.entries
    assert [page.total for page in pages] == [6, 6, 6, 6]
    only = timeline(portfolio, ANN, BOLT, AS_OF, kinds=("ticket",), since=date(2026, 6, 12))
    assert [entry.label for entry in only.entries] == ["opened P1", "opened P2"]
    assert set(TIMELINE_KINDS) >= {entry.kind for entry in whole.entries}
    with pytest.raises(InvalidInput):
        timeline(portfolio, ANN, BOLT, AS_OF, kinds=("gossip",))


def test_history_prefers_what_a_scan_said_and_fills_in_by_replay(portfolio: Store) -> None:
    found = score_history(portfolio, ANN, ACME, AS_OF)
    assert [(p.as_of, p.system, p.band, p.origin) for p in found] == [
        (date(2026, 5, 31), "sponsors", "engaged", "replay"),
        (date(2026, 6, 28), "health", "red", "scan"),
        (date(2026, 6, 29), "health", "amber", "scan"),
        (date(2026, 6, 29), "sponsors", "champion", "scan"),
        (date(2026, 6, 30), "health", "green", "replay"),
        (date(2026, 6, 30), "sponsors", "champion", "replay"),
    ]
    assert len(score_history(portfolio, ANN, ACME, AS_OF, days=2)) == 4


def test_changes_between_imports_name_file_and_line(portfolio: Store) -> None:
    title, tier = changes(portfolio, ANN, ACME, AS_OF)
    assert (title.entity_name, title.from_value, title.to_value) == ("Theo Tan", "CIO", "CTO")
    assert (title.file_name, title.source_line) == ("accounts.csv", 3)
    assert tier.field == "tier"
    assert changes(portfolio, ADA, ACME, date(2026, 3, 1)) == (tier,)
