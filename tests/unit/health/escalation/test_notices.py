"""Who is told of an escalation, by which channel, in which words."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from core.actor import LOCAL, Actor, Role
from core.channels.events import EventKind, events
from core.channels.notices import deliveries
from core.health.escalation import Said, decide
from core.health.escalation.watch import observe
from core.policy import current, save
from core.store import Store
from tests.spec.world import key

from .conftest import TODAY, Portfolio

ANN = Actor("ann@us.example", frozenset({Role.CSM}))


def _notice(store: Store, name: str) -> dict[str, object]:
    text = store.value(
        "SELECT notice FROM ops.notice_delivery WHERE key = $key AND channel = 'email'",
        {"key": name},
    )
    found: dict[str, object] = json.loads(text)
    return found


def test_opening_tells_rep_manager_and_the_owner_of_the_next_deal_on_all_four_channels(
    portfolio: Portfolio,
) -> None:
    portfolio.trip("A", "aged_critical_tickets", 9, 3, "days")
    number = portfolio.escalate("A")
    told = deliveries(portfolio.store, LOCAL)
    assert {one.channel.value for one in told} == {"crm_page", "sales_event", "email", "chat"}
    assert {one.key for one in told} == {f"escalation/{number}/opened"}
    notice = _notice(portfolio.store, f"escalation/{number}/opened")
    assert notice["rep_email"] == "ann@us.example"
    assert notice["manager_email"] == "meg@us.example"
    assert notice["sales_email"] == "sal@us.example"
    assert notice["path"] == "/account?account=rapport:A"
    assert notice["title"] == "A: high escalation, technical health red, 30 of 100"
    assert notice["lines"] == [
        "Now red with 30 of 100, before green with 90.",
        "aged_critical_tickets tripped.",
        "Update the customer every 2 days.",
    ]
    assert notice["evidence"] == ["crm.ticket/1"]


def test_sales_sees_the_event_without_being_on_the_team(portfolio: Portfolio) -> None:
    portfolio.escalate("A")
    sal = Actor("sal@us.example", frozenset({Role.CSM}))
    (event,) = events(portfolio.store, sal, for_email="sal@us.example")
    assert (event.kind, event.account_name) == (EventKind.ESCALATION_OPENED, "A")
    late = Actor("late@us.example", frozenset({Role.CSM}))
    assert events(portfolio.store, late, for_email="late@us.example") == ()


def test_the_manager_is_told_as_the_policy_says(portfolio: Portfolio) -> None:
    number = portfolio.escalate("A", "amber", 60)
    assert _notice(portfolio.store, f"escalation/{number}/opened")["manager_email"] == ""
    changed = current(portfolio.store).with_value("tell_manager_high", 0)
    save(portfolio.store, LOCAL, changed, "less noise")
    portfolio.see("A", "red", 30)
    observe(portfolio.store, LOCAL, TODAY)
    worse = _notice(portfolio.store, f"escalation/{number}/worsened/1")
    assert (worse["severity"], worse["manager_email"]) == ("high", "")
    portfolio.see("A", "red", 5)
    observe(portfolio.store, LOCAL, TODAY)
    worst = _notice(portfolio.store, f"escalation/{number}/worsened/2")
    assert (worst["severity"], worst["manager_email"]) == ("critical", "meg@us.example")


def test_the_end_of_what_was_none_is_told_to_nobody(portfolio: Portfolio) -> None:
    changed = current(portfolio.store).with_value("recovery_scans", 1)
    save(portfolio.store, LOCAL, changed, "at once")
    first, second = portfolio.escalate("A"), portfolio.escalate("B")
    decide(portfolio.store, ANN, first, Said.DISAGREED, reason="A test")
    for name in "AB":
        portfolio.see(name, "green", 95)
    done = observe(portfolio.store, LOCAL, TODAY)
    assert set(done.recovered) == {first, second}
    ends = {one.key for one in deliveries(portfolio.store, LOCAL) if "recovered" in one.key}
    assert ends == {f"escalation/{second}/recovered"}


def test_the_end_is_told_with_the_worst_there_was_not_with_the_scan_before(
    portfolio: Portfolio,
) -> None:
    number = portfolio.escalate("A")
    for days, score in enumerate((90, 95), start=1):
        day = TODAY + timedelta(days=days)
        portfolio.see("A", "green", score, day)
        observe(portfolio.store, LOCAL, day)
    lines = _notice(portfolio.store, f"escalation/{number}/recovered")["lines"]
    assert lines == ["Now green with 95 of 100; since 30 Jun 2026 at worst red with 30."]


@pytest.mark.parametrize(
    ("currency", "said"), [("USD", "$10,600"), ("CHF", "CHF 10,600"), (None, "10,600")]
)
def test_the_worth_of_an_account_is_told_as_pages_write_money_and_days(
    portfolio: Portfolio, currency: str | None, said: str
) -> None:
    with portfolio.store.transaction(LOCAL, "test.worth", "A") as work:
        work.execute(
            "UPDATE crm.account SET arr_amount = 10600.40, currency = $currency,"
            " renewal_on = DATE '2026-11-15'",
            {"currency": currency},
        )
        work.touch("crm.account")
    number = portfolio.escalate("A")
    lines = _notice(portfolio.store, f"escalation/{number}/opened")["lines"]
    assert lines[-1] == f"ARR {said}; renewal on 15 Nov 2026."


def test_an_account_without_owner_still_escalates(portfolio: Portfolio) -> None:
    number = portfolio.escalate("C")
    notice = _notice(portfolio.store, f"escalation/{number}/opened")
    assert (notice["rep_email"], notice["sales_email"]) == ("", "")


def test_a_failure_on_the_way_leaves_neither_escalation_nor_notice(
    portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_given: object) -> None:
        raise RuntimeError("cut")

    portfolio.see("A", "red", 30)
    with monkeypatch.context() as within:
        within.setattr("core.health.escalation.notices.queue", cut)
        with pytest.raises(RuntimeError):
            observe(portfolio.store, LOCAL, TODAY)
    assert portfolio.store.value("SELECT count(*) FROM ops.escalation") == 0
    assert observe(portfolio.store, LOCAL, TODAY).opened == (1,)
    assert len(deliveries(portfolio.store, LOCAL, account_key=key("A"))) == 4
