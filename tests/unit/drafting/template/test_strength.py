"""Which facts carry a letter, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.drafting.fact import FactKind, FactSheet
from core.drafting.prompts import load_prompt, sayable
from core.drafting.template.registry import strengths
from core.drafting.template.strength import Strength

from ..conftest import ON, Sheet, fact

PROMPT = load_prompt("executive_outreach")


def _found(sheet: FactSheet, purpose: str = "strategic_alignment") -> dict[str, Strength]:
    return {item.rule: item for item in strengths(sheet, sayable(PROMPT, purpose, sheet))}


def _weights(sheet: FactSheet) -> list[int]:
    return [item.weight for item in strengths(sheet, sayable(PROMPT, "strategic_alignment", sheet))]


def test_the_strongest_comes_first_and_each_says_why(sheet: Sheet) -> None:
    assert _weights(sheet()) == sorted(_weights(sheet()), reverse=True)
    assert all(item.reason for item in _found(sheet()).values())


@pytest.mark.parametrize(
    ("standing", "rule"),
    [
        ("exceeded", "outcome_exceeded"),
        ("met", "outcome_met"),
        ("on_course", "outcome_on_course"),
        ("behind", "outcome_behind"),
    ],
)
def test_a_result_is_as_strong_as_it_stands_against_its_target(
    sheet: Sheet, standing: str, rule: str
) -> None:
    assert rule in _found(sheet(**{"outcome.cycle.standing": standing}))


def test_a_result_that_went_the_wrong_way_is_behind_whatever_its_standing(sheet: Sheet) -> None:
    assert "outcome_behind" in _found(sheet(**{"outcome.cycle.value": Decimal(55)}))


def test_a_result_without_its_target_carries_nothing(sheet: Sheet) -> None:
    found = _found(sheet(("outcome.cycle.target",)))
    assert not [rule for rule in found if rule.startswith("outcome_")]


def test_a_stale_result_is_weaker(sheet: Sheet) -> None:
    fresh = _found(sheet())["outcome_on_course"].weight
    assert _found(sheet(stale=("outcome.cycle.value",)))["outcome_on_course"].weight < fresh


@pytest.mark.parametrize(
    ("days", "rule"),
    [(30, "renewal_near"), (120, "renewal_near"), (121, "renewal_ahead"), (270, "renewal_ahead")],
)
def test_a_renewal_is_near_or_ahead(sheet: Sheet, days: int, rule: str) -> None:
    assert rule in _found(sheet(**{"days_to_renewal": Decimal(days)}))


def test_a_distant_or_unknown_renewal_is_no_occasion(sheet: Sheet) -> None:
    for changed in (sheet(**{"days_to_renewal": Decimal(271)}), sheet(("days_to_renewal",))):
        assert not {"renewal_near", "renewal_ahead"} & set(_found(changed))


def test_a_goal_tied_to_the_renewal_counts_more_though_that_is_never_said(sheet: Sheet) -> None:
    tied, free = sheet(), sheet(("goal.returns.tied_to_renewal",))
    assert _found(tied)["goal"].weight > _found(free)["goal"].weight
    assert {f.id for f in _found(tied)["goal"].roles.values()} == {
        "goal.returns.priority",
        "goal.returns.initiative",
    }


def test_a_priority_of_the_readers_own_is_not_said_twice(sheet: Sheet) -> None:
    own = fact("recipient.priority.x", FactKind.QUOTE, "Cut the cost of returns by a fifth")
    found = _found(sheet().with_facts(own))
    assert "priority_own" in found
    assert "goal" not in found


@pytest.mark.parametrize(
    ("days", "kind", "rule"),
    [
        (20, "one_to_one", "recent_meeting"),
        (20, "qbr", "recent_review"),
        (45, "call", "recent_call"),
        (10, "exec_dinner", "recent_dinner"),
        (120, "qbr", "silence"),
    ],
)
def test_how_things_stand_with_the_reader(sheet: Sheet, days: int, kind: str, rule: str) -> None:
    changed = {"recipient.days_since_contact": Decimal(days), "recipient.last_contact_kind": kind}
    assert rule in _found(sheet(**changed))


def test_a_reader_nobody_has_spoken_with_is_new(sheet: Sheet) -> None:
    assert "never_met" in _found(sheet(("recipient.last_contact", "recipient.days")))


@pytest.mark.parametrize(("started", "new"), [(date(2026, 3, 1), True), (date(2025, 3, 1), False)])
def test_a_role_is_new_for_half_a_year(sheet: Sheet, started: date, new: bool) -> None:
    on = sheet().with_facts(fact("recipient.started_on", FactKind.DATE, started))
    assert ("new_role" in _found(on)) is new
    assert started < ON


def test_savings_count_only_when_they_exceed_the_fee(sheet: Sheet) -> None:
    for multiple, counts in ((Decimal("4.2"), True), (Decimal("0.9"), False)):
        on = sheet().with_facts(fact("roi.multiple", FactKind.COUNT, multiple, "times"))
        assert ("roi" in _found(on)) is counts


def test_only_public_news_is_used(sheet: Sheet) -> None:
    for kind, counts in (("news", True), ("intent", False), ("usage", False)):
        on = sheet().with_facts(
            fact("signal.x.title", FactKind.QUOTE, "Opens a distribution centre"),
            fact("signal.x.kind", FactKind.STATUS, kind),
        )
        assert ("news" in _found(on)) is counts


def test_issues_are_strong_only_where_they_may_be_said(sheet: Sheet) -> None:
    assert "issue_several" in _found(sheet(), "issue_escalation_awareness")
    assert "issue_several" not in _found(sheet())
    one = sheet(**{"issue.open_critical": Decimal(1)})
    assert "issue_one" in _found(one, "issue_escalation_awareness")
