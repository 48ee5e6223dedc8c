"""What people say of escalations, and the updates that are asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, InvalidInput, NotFound
from core.health.escalation import (
    State,
    decide,
    decisions_of,
    escalation,
    escalations,
    rules_of,
)
from core.health.escalation.watch import observe
from core.policy import current, save
from core.store import Store
from tests.spec.world import key

from .conftest import TODAY, Portfolio

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))


@pytest.mark.parametrize(
    ("band", "score", "severity", "days"),
    [("red", 10, "critical", 1), ("red", 30, "high", 2), ("amber", 60, "medium", 7)],
)
def test_severity_sets_when_the_customer_hears_from_us(
    portfolio: Portfolio, band: str, score: float, severity: str, days: int
) -> None:
    found = escalation(portfolio.store, LOCAL, portfolio.escalate("A", band, score))
    assert (found.severity.value, found.updated_on) == (severity, TODAY)
    assert found.update_on == TODAY + timedelta(days=days)
    assert not found.update_overdue(TODAY)
    assert found.update_overdue(TODAY + timedelta(days=days + 1))


def test_an_update_starts_the_clock_anew_and_says_nothing_else(portfolio: Portfolio) -> None:
    number = portfolio.escalate("A")
    with portfolio.store.transaction(LOCAL, "test.past") as work:
        work.execute("UPDATE ops.escalation SET updated_on = DATE '2026-06-20'")
    assert escalation(portfolio.store, ANN, number).update_on == date(2026, 6, 22)
    found = decide(portfolio.store, ANN, number, "updated", reason="Called Cleo")
    assert (found.state, found.update_on) == (State.OPEN, date(2026, 7, 2))
    (said,) = decisions_of(portfolio.store, ANN, number)
    assert (said.decision, said.reason, said.decided_by) == (
        "updated",
        "Called Cleo",
        "ann@us.example",
    )


def test_a_sent_outreach_is_an_update(portfolio: Portfolio) -> None:
    number = portfolio.escalate("A")
    with portfolio.store.transaction(LOCAL, "test.sent") as work:
        work.execute(
            "UPDATE ops.escalation SET updated_on = DATE '2026-06-20', opened_on = DATE '2026-06-20'"
        )
        work.execute(
            "INSERT INTO ops.draft VALUES (1, 'escalation_outreach', 'p', 'warm', 'standard', $key, 1,"
            " 'ann@us.example', 'sent', 1, 0, now()::TIMESTAMP, 'x', now()::TIMESTAMP)",
            {"key": key("A")},
        )
        work.execute(
            "INSERT INTO ops.draft_event VALUES (1, 1, $key, 1, 'sent', DATE '2026-06-29', NULL, NULL,"
            " now()::TIMESTAMP, 'x', '{}')",
            {"key": key("A")},
        )
    assert escalation(portfolio.store, ANN, number).update_on == date(2026, 7, 1)


def test_acknowledged_disagreed_snoozed_and_taken_back(portfolio: Portfolio) -> None:
    store, number = portfolio.store, portfolio.escalate("A")
    assert decide(store, ANN, number, "acknowledged").state is State.ACKNOWLEDGED
    found = decide(store, ANN, number, "disagreed", reason="A test system")
    assert (found.state, found.update_on) == (State.DISAGREED, None)
    assert (found.stance_by, found.stance_reason) == ("ann@us.example", "A test system")
    until = TODAY + timedelta(days=3)
    found = decide(store, ANN, number, "snoozed", reason="Fix is coming", until_on=until)
    assert (found.state, found.stance_until, found.update_on) == (State.SNOOZED, until, None)
    found = decide(store, ANN, number, "open")
    assert (found.state, found.stance_by) == (State.OPEN, "")
    assert len(decisions_of(store, ANN, number)) == 4


def test_a_snooze_that_is_over_leaves_it_open(portfolio: Portfolio) -> None:
    number = portfolio.escalate("A")
    decide(portfolio.store, ANN, number, "snoozed", reason="x", until_on=date(2026, 7, 1))
    with portfolio.store.transaction(LOCAL, "test.past") as work:
        work.execute("UPDATE ops.escalation SET stance_until = DATE '2026-06-29'")
    assert escalation(portfolio.store, ANN, number).state is State.OPEN


def test_getting_worse_ends_a_snooze_and_keeps_an_acknowledgement(portfolio: Portfolio) -> None:
    store = portfolio.store
    first, second = portfolio.escalate("A", "amber", 60), portfolio.escalate("B", "amber", 60)
    decide(store, LOCAL, first, "snoozed", reason="x", until_on=date(2026, 7, 30))
    decide(store, LOCAL, second, "acknowledged")
    for name in "AB":
        portfolio.see(name, "red", 30)
    observe(store, LOCAL, TODAY)
    assert escalation(store, LOCAL, first).state is State.OPEN
    assert escalation(store, LOCAL, second).state is State.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("said", "given", "match"),
    [
        ("disagreed", {}, "reason"),
        ("snoozed", {"until_on": date(2026, 7, 5)}, "reason"),
        ("snoozed", {"reason": "later"}, "day to come"),
        ("snoozed", {"reason": "later", "until_on": TODAY}, "day to come"),
        ("maybe", {}, "says nothing"),
        ("acknowledged", {"reason": "x" * 501}, "501 characters"),
    ],
)
def test_what_cannot_be_said_is_refused_and_changes_nothing(
    portfolio: Portfolio, said: str, given: dict[str, object], match: str
) -> None:
    number = portfolio.escalate("A")
    with pytest.raises(InvalidInput, match=match):
        decide(portfolio.store, ANN, number, said, **given)  # type: ignore[arg-type]
    assert decisions_of(portfolio.store, ANN, number) == ()


def test_looking_back_one_can_only_judge(portfolio: Portfolio) -> None:
    store, number = portfolio.store, portfolio.escalate("A")
    save(store, LOCAL, current(store).with_value("recovery_scans", 1), "at once")
    portfolio.see("A", "green", 90)
    observe(store, LOCAL, TODAY)
    assert escalation(store, ANN, number).is_over
    with pytest.raises(InvalidInput, match="over"):
        decide(store, ANN, number, "updated")
    found = decide(store, ANN, number, "disagreed", reason="It was a test")
    assert (found.state, found.stance_by) == (State.RECOVERED, "ann@us.example")


def test_who_may_not_and_who_does_not_see(portfolio: Portfolio) -> None:
    number = portfolio.escalate("B")
    with pytest.raises(NotFound):
        decide(portfolio.store, ANN, number, "acknowledged")
    with pytest.raises(NotFound):
        rules_of(portfolio.store, ANN, number)
    with pytest.raises(Forbidden):
        decide(portfolio.store, LEE, number, "acknowledged")
    assert escalations(portfolio.store, ANN).rows == ()
    assert escalations(portfolio.store, LEE).total == 1


def test_lists_are_narrowed_and_paged(store: Store) -> None:
    portfolio = Portfolio(store)
    numbers = [
        portfolio.escalate("A"),
        portfolio.escalate("B", "amber", 50),
        portfolio.escalate("C"),
    ]
    decide(store, LOCAL, numbers[0], "acknowledged")
    found = escalations(store, LOCAL)
    assert [one.account_id for one in found.rows] == ["A", "C", "B"]
    assert [one.account_id for one in escalations(store, LOCAL, states=["open"]).rows] == ["C", "B"]
    medium = escalations(store, LOCAL, severities=["medium"])
    assert [one.account_id for one in medium.rows] == ["B"]
    assert escalations(store, LOCAL, account_keys=[key("B")]).total == 1
    second = escalations(store, LOCAL, limit=1, offset=1)
    assert ([one.account_id for one in second.rows], second.total) == (["C"], 3)
    with pytest.raises(InvalidInput, match="no state"):
        escalations(store, LOCAL, states=["lost"])
    with pytest.raises(InvalidInput, match="page"):
        escalations(store, LOCAL, limit=0)
