"""What calls cost is known, capped and shown to whoever answers for it; never what they said."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from core.actor import COMMAND_LINE, LOCAL, SCHEDULER, Actor, ActorKind, Role
from core.clock import fixed
from core.drafting.kind import Assignment
from core.drafting.model.costs import model_costs
from core.drafting.model.known_models import Tokens, known_model
from core.drafting.model.ledger import Caps, Ledger, OverBudget
from core.errors import Forbidden
from core.store import Store
from tests.conftest import NOW
from tests.unit.drafting.model.conftest import LETTER, SENDER, TOM, Desk, assignment_of
from tests.unit.drafting.model.messages_server import answers, fails

SONNET = known_model("claude-sonnet-5-5")
A_DOLLAR = Tokens(output=100_000)
TODAY = NOW.date()
ANN = Actor("ann@ours.example", frozenset({Role.CSM}))


def test_a_call_is_a_row_without_a_word_of_what_was_said(desk: Desk) -> None:
    written = desk.write(answers(LETTER))
    (call,) = desk.calls()
    assert call["called_at"] == NOW
    assert call["called_by"] == "person:tom@ours.example"
    assert call["on_behalf_of"] == SENDER
    assert call["kind"] == "executive_outreach"
    assert call["prompt_version"] == "1.0+test"
    assert call["model"] == "claude-sonnet-5-5"
    assert call["outcome"] == "written"
    assert call["attempts"] == 1
    assert call["output_tokens"] == 120
    assert call["input_tokens"] > 0
    assert call["cache_write_tokens"] > 1_000
    assert call["is_estimated"] is False
    assert call["duration_ms"] >= 0
    assert call["request_id"] == "req_test"
    assert not any("Contoso" in str(value) or "invoice" in str(value) for value in call.values())
    used = Tokens(call["input_tokens"], 120, 0, call["cache_write_tokens"])
    assert call["cost_usd"] == pytest.approx(float(SONNET.price_on(TODAY).cost_usd(used)))
    assert written.usage is not None
    assert written.usage.cost_usd == call["cost_usd"]


def test_the_audit_log_has_the_call_and_its_end(desk: Desk) -> None:
    desk.write(answers(LETTER))
    events = desk.store.rows("SELECT action, actor, detail FROM ops.audit_event ORDER BY sequence")
    ours = [event for event in events if event["action"].startswith("model.")]
    assert [event["action"] for event in ours] == ["model.call", "model.record"]
    assert not any("Contoso" in event["detail"] for event in ours)


def test_a_running_call_is_counted_at_the_most_it_can_cost(store: Store) -> None:
    entry = Ledger(store, Caps(20, 20)).begin(assignment_of(), "1", SONNET, A_DOLLAR)
    (row,) = store.rows("SELECT outcome, cost_usd, is_estimated, duration_ms FROM ops.model_call")
    assert entry.most_usd == pytest.approx(1.0)
    assert row == {
        "outcome": "running", "cost_usd": pytest.approx(1.0), "is_estimated": True, "duration_ms": None,
    }  # fmt: skip


def test_security_20_a_persons_daily_cap_is_checked_before_the_call(desk: Desk) -> None:
    caps = Caps(daily_usd=20, user_daily_usd=0.001)
    written = desk.write(answers(LETTER), caps=caps)
    assert written.writer == "template"
    assert written.note == (
        "The template wrote this because your budget for Claude today, 0.001 USD, is used up."
    )
    assert desk.server.received == []
    assert desk.calls() == []


def test_security_20_the_daily_cap_of_all_is_checked_before_the_call(desk: Desk) -> None:
    written = desk.write(answers(LETTER), caps=Caps(daily_usd=0.001, user_daily_usd=20))
    assert written.note == (
        "The template wrote this because today's budget for Claude, 0.001 USD, is used up."
    )
    assert desk.server.received == []


def _begin(store: Store, assignment: Assignment, caps: Caps) -> None:
    Ledger(store, caps).begin(assignment, "1", SONNET, A_DOLLAR)


def test_one_persons_calls_leave_anothers_budget_alone(store: Store) -> None:
    caps = Caps(daily_usd=2.5, user_daily_usd=1.5)
    _begin(store, assignment_of(actor=TOM), caps)
    with pytest.raises(OverBudget, match="your budget"):
        _begin(store, assignment_of(actor=TOM), caps)
    _begin(store, assignment_of(actor=ANN), caps)
    with pytest.raises(OverBudget, match="today's budget"):
        _begin(store, assignment_of(actor=Actor("eve@ours.example")), caps)


@pytest.mark.parametrize("actor", [SCHEDULER, COMMAND_LINE], ids=lambda actor: actor.name)
def test_what_a_job_or_command_has_written_counts_against_the_sender(
    store: Store, actor: Actor
) -> None:
    _begin(store, assignment_of(actor=actor), Caps(20, 20))
    assert store.one("SELECT called_by, on_behalf_of FROM ops.model_call") == {
        "called_by": actor.name,
        "on_behalf_of": SENDER,
    }


def test_a_token_counts_against_its_owner(store: Store) -> None:
    token = Actor("ann@ours.example", frozenset({Role.CSM}), ActorKind.TOKEN, "nightly")
    _begin(store, assignment_of(actor=token), Caps(20, 20))
    assert store.value("SELECT on_behalf_of FROM ops.model_call") == "ann@ours.example"


def test_the_budget_begins_anew_with_the_day(store: Store) -> None:
    caps = Caps(1.5, 1.5)
    _begin(store, assignment_of(), caps)
    store.clock = fixed(NOW + timedelta(hours=11, minutes=59))
    with pytest.raises(OverBudget):
        _begin(store, assignment_of(), caps)
    store.clock = fixed(datetime(2026, 7, 1))
    _begin(store, assignment_of(), caps)
    assert store.value("SELECT max(call_id) FROM ops.model_call") == 2


def test_calls_made_at_once_do_not_spend_the_same_dollar_twice(store: Store) -> None:
    refused: list[OverBudget] = []

    def call() -> None:
        try:
            _begin(store, assignment_of(), Caps(3.5, 3.5))
        except OverBudget as error:
            refused.append(error)

    threads = [threading.Thread(target=call) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.value("SELECT count(*) FROM ops.model_call") == 3
    assert len(refused) == 7


def test_a_failed_call_that_was_not_charged_gives_its_budget_back(desk: Desk) -> None:
    for _ in range(3):
        desk.write(fails(500, "api_error"))
    assert desk.store.value("SELECT sum(cost_usd) FROM ops.model_call") == 0


def test_a_ledger_that_takes_no_writes_lets_nothing_be_called(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import ReadOnly

    monkeypatch.setattr(desk.store, "_refusal", ReadOnly("The disk is full."))
    written = desk.write(answers(LETTER))
    assert written.note == "The template wrote this because the disk is full."
    assert desk.server.received == []


def test_a_letter_is_not_lost_when_its_cost_cannot_be_entered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import ReadOnly

    def fill_disk(exchange: object) -> None:
        monkeypatch.setattr(desk.store, "_refusal", ReadOnly("The disk is full."))
        answers(LETTER)(exchange)  # type: ignore[arg-type]

    assert desk.write(fill_disk).writer == "claude"
    assert desk.calls()[0]["outcome"] == "running"


def test_costs_are_shown_by_day_person_kind_and_model(desk: Desk) -> None:
    desk.write(answers(LETTER))
    desk.write(fails(529, "overloaded_error"))
    desk.write(answers(LETTER), assignment=assignment_of(actor=ANN), name="claude-haiku-5-5")
    found = model_costs(desk.store, LOCAL, TODAY, TODAY)
    assert [(row.on_behalf_of, row.model, row.calls, row.written) for row in found] == [
        (SENDER, "claude-sonnet-5-5", 2, 1),
        ("ann@ours.example", "claude-haiku-5-5", 1, 1),
    ]
    assert found[0].called_on == TODAY
    assert found[0].cost_usd > found[1].cost_usd > 0
    assert found[0].output_tokens == 120
    assert found[0].estimated == 0
    assert found[0].mean_ms is not None
    assert model_costs(desk.store, LOCAL, date(2026, 7, 1), date(2026, 7, 2)) == ()


@pytest.mark.parametrize("role", [Role.CSM, Role.MANAGER, Role.ANALYST])
def test_security_01_only_an_administrator_reads_costs(store: Store, role: Role) -> None:
    with pytest.raises(Forbidden) as refused:
        model_costs(store, Actor("x@ours.example", frozenset({role})), TODAY, TODAY)
    assert refused.value.permission == "model.read_costs"


def test_a_price_is_the_one_of_the_day() -> None:
    read = Tokens(cache_read=1_000_000)
    assert SONNET.price_on(date(2026, 10, 6)).cost_usd(read) == Decimal("0.20")
    assert SONNET.price_on(date(2026, 10, 7)).cost_usd(read) == Decimal("0.10")
    assert SONNET.price_on(date(2020, 1, 1)) == SONNET.price[0]
