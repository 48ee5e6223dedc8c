"""The scan with all that follows, from import to draft; and who is likely to be next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.actor import LOCAL, SCHEDULER, Actor, Role
from core.capture import ImportOptions, plan, publish
from core.channels.events import Event, EventKind
from core.channels.events import publish as publish_event
from core.channels.notices import deliveries
from core.clock import Clock
from core.cockpit.escalated import escalation_list, likely_list, sales_events
from core.cockpit.escalations import as_json, deliver, scan_all, scan_one
from core.cockpit.export import export_table
from core.cockpit.filters import Filters
from core.cockpit.today import escalations as escalations_of_today
from core.cockpit.today.escalations import escalation_cards, event_cards, see_event
from core.drafting.drafts import DraftFilters
from core.errors import Forbidden, NotFound
from core.health.escalation import decide, escalations
from core.settings import Settings
from core.wiring import Cockpit, build
from tests.spec.world import key

FILES = {
    "users": "email,full_name,role,manager_email\nann@us.example,Ann Lee,csm,meg@us.example\n",
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency\n"
    "A,Acme,smb,ann@us.example,100,USD\nB,Bolt,smb,bob@us.example,50,USD\n"
    "C,Core,enterprise,ann@us.example,,\n",
    "contacts": "contact_id,account_id,full_name,title,email\n"
    "C1,A,Cleo Finn,Platform Engineer,cleo@acme.example\n",
    "tickets": "ticket_id,account_id,requester_email,subject,priority,status,opened_at\n"
    "T1,A,cleo@acme.example,Export stops,P1,open,2026-06-01 10:00\n"
    "T2,B,,Slow page,P1,open,2026-06-28 10:00\nT3,C,,Typo,P4,open,2026-01-28 10:00\n",
    "ticket_events": "ticket_id,at,kind,from_value,to_value,author_email,body\n"
    "T2,2026-06-29 10:00,customer_reply,,,x@bolt.example,Any news?\n"
    "T2,2026-06-25 10:00,status,solved,open,,\n",
    "heartbeats": "account_id,integration,seen_at,api_calls\n"
    "A,Salesforce,2026-06-30 11:00,100\nB,Salesforce,2026-06-30 11:00,100\n"
    "C,Salesforce,2026-06-30 11:00,100\n",
}
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))


@pytest.fixture
def now() -> list[datetime]:
    return [datetime(2026, 6, 30, 12, 0)]


@pytest.fixture
def running(tmp_path: Path, now: list[datetime]) -> Iterator[Cockpit]:
    """Three accounts: one red, one about to be worse, one well."""
    settings = Settings(database=tmp_path / "home" / "rapport.duckdb", threads=2)
    cockpit = build(settings, Clock(now=lambda: now[0]))
    paths = []
    for name, text in FILES.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        paths.append(path)
    options = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
    publish(cockpit.store, LOCAL, plan(cockpit.store, LOCAL, paths, options=options))
    yield cockpit
    cockpit.store.close()


def test_a_scan_opens_tells_and_drafts_once(running: Cockpit, now: list[datetime]) -> None:
    done = scan_all(running, SCHEDULER)
    assert done.observed.opened == (1,)
    (one,) = escalations(running.store, LOCAL).rows
    assert (one.account_name, one.rules_tripped) == ("Acme", ("aged_critical_tickets",))
    assert done.drafted.made == (one.draft_id,), one.draft_note
    (draft,) = running.drafting.drafts(LOCAL, DraftFilters(kind=("escalation_outreach",))).rows
    assert (draft.recipient_name, draft.sender) == ("Cleo Finn", "ann@us.example")
    assert len(deliveries(running.store, LOCAL)) == 4
    assert "1 escalation opened, 0 worsened, 0 recovered, 1 draft made" in done.summary
    again = scan_all(running, SCHEDULER)
    assert (again.observed.opened, again.drafted.made) == ((), ())
    one_only = scan_one(running, ANN, key("A"))
    assert as_json(one_only)["opened"] == []
    now[0] += timedelta(hours=11)
    assert scan_all(running, SCHEDULER).observed.opened == ()
    assert len(deliveries(running.store, LOCAL)) == 4


def test_one_account_is_scanned_alone_by_who_may(running: Cockpit) -> None:
    scan_all(running, SCHEDULER)
    with running.store.transaction(LOCAL, "test.old") as work:
        work.execute(
            "UPDATE crm.ticket SET opened_at = TIMESTAMP '2026-06-01' WHERE source_id = 'T2'"
        )
        work.touch("crm.ticket")
    done = scan_one(running, BOB, key("B"))
    assert done.observed.opened == (2,)
    assert done.drafted.made == () and done.drafted.refused == 1
    with pytest.raises(NotFound):
        scan_one(running, ANN, key("B"))
    with pytest.raises(Forbidden):
        scan_one(running, Actor("lee@us.example", frozenset({Role.ANALYST})), key("B"))


def test_delivering_without_anything_due_asks_nobody(
    running: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_given: object) -> tuple[()]:
        raise AssertionError("asked")

    monkeypatch.setattr("core.cockpit.escalations.deliver_due", never)
    assert deliver(running, SCHEDULER) == ()
    monkeypatch.undo()
    scan_all(running, SCHEDULER)
    done = deliver(running, SCHEDULER)
    assert {one.state.value for one in done} == {"not_configured"}


def test_likely_next_says_why_and_ends_at_the_capacity(running: Cockpit) -> None:
    scan_all(running, SCHEDULER)
    found = likely_list(running.store, LOCAL, Filters())
    assert len(found.rows) == 1, found.rows
    bolt = found.rows[0]
    signs = {sign.factor: sign for sign in bolt.signs}
    assert bolt.account_name == "Bolt"
    assert set(signs) == {"near_limit", "waiting", "new_critical", "reopened"}
    assert signs["waiting"].points == 5
    assert signs["near_limit"].note.startswith("Oldest critical ticket at")
    assert signs["new_critical"].evidence == (f"crm.ticket/{key('T2')}",)
    assert bolt.points == pytest.approx(sum(sign.points for sign in bolt.signs))
    none = likely_list(running.store, LOCAL, Filters(), capacity=0)
    assert (none.rows, none.beyond) == ((), 1)
    assert likely_list(running.store, ANN, Filters()).rows == ()
    assert likely_list(running.store, LOCAL, Filters(search="acme")).rows == ()


def test_lists_follow_the_filters_and_can_be_exported(running: Cockpit) -> None:
    scan_all(running, SCHEDULER)
    assert escalation_list(running.store, LOCAL, Filters(search="bolt")).total == 0
    assert escalation_list(running.store, LOCAL, Filters(search="acme")).total == 1
    for table, word in (("escalations", b"Acme"), ("likely_escalations", b"Bolt")):
        assert word in export_table(running, LOCAL, table, Filters()).content


def test_today_asks_until_something_was_said(running: Cockpit, now: list[datetime]) -> None:
    scan_all(running, SCHEDULER)
    (card,) = escalation_cards(running.store, ANN, Filters())
    assert card.wants.startswith("Say whether")
    decide(running.store, ANN, 1, "acknowledged")
    assert escalation_cards(running.store, ANN, Filters()) == ()
    now[0] += timedelta(days=1)
    (card,) = escalation_cards(running.store, ANN, Filters())
    assert card.wants == "The customer is to hear from us today."
    now[0] += timedelta(days=1)
    (card,) = escalation_cards(running.store, ANN, Filters())
    assert card.wants == "The customer should have heard from us 1 day ago."
    now[0] += timedelta(days=5)
    (card,) = escalation_cards(running.store, ANN, Filters())
    assert card.wants == "The customer should have heard from us 6 days ago."


def test_every_escalation_is_counted_not_only_the_first_fifty(
    running: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan_all(running, SCHEDULER)
    page = escalation_list(running.store, LOCAL, Filters())
    many = replace(page, rows=page.rows * 66, total=66)
    monkeypatch.setattr(escalations_of_today, "escalation_list", lambda *_, **__: many)
    assert len(escalation_cards(running.store, LOCAL, Filters())) == 66


def test_sales_is_told_of_more_than_fifty_at_once(running: Cockpit) -> None:
    with running.store.transaction(LOCAL, "test.events") as work:
        for number in range(60):
            event = Event(
                kind=EventKind.ESCALATION_OPENED,
                account_key=key("A"),
                subject=f"escalation {number}",
                title="Acme: high escalation",
                detail="",
                evidence=(),
                for_email="",
                key=f"escalation/{number}/open",
            )
            publish_event(work, event)
    assert len(sales_events(running.store, LOCAL)) == 60


def test_an_event_is_seen_by_one_and_stays_for_others(
    running: Cockpit, now: list[datetime]
) -> None:
    scan_all(running, SCHEDULER)
    (card,) = event_cards(running.store, ANN)
    see_event(running.store, ANN, card.event.event_id)
    assert event_cards(running.store, ANN) == ()
    assert [one.is_seen for one in event_cards(running.store, ANN, seen=True)] == [True]
    assert len(event_cards(running.store, LOCAL)) == 1
    assert event_cards(running.store, BOB) == ()
    with pytest.raises(NotFound):
        see_event(running.store, BOB, card.event.event_id)
    now[0] += timedelta(days=15)
    assert sales_events(running.store, ANN) == ()
