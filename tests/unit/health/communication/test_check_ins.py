"""Check-ins at an interval: once when due, an interval of one's own, and the reason where none is written."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from core.actor import Actor, Role
from core.cockpit.communications import draft_check_ins
from core.errors import Forbidden, InvalidInput
from core.health.communication.checkin import CheckIn, check_ins, draft_due, set_interval
from core.jobs.registry import JOBS
from tests.spec.world import key
from tests.unit.health.communication.conftest import Office
from tests.unit.health.communication.examples import DAY

ADA = Actor("ada@ours.example", frozenset({Role.ADMIN}))
MAYA = Actor("maya@ours.example", frozenset({Role.CSM}))
ACCOUNT = key("A1")


def the_one(office: Office) -> CheckIn:
    (found,) = check_ins(office.store, MAYA, office.cockpit.clock.today())
    return found


def test_the_first_is_due_at_once_and_the_next_an_interval_later(office: Office) -> None:
    assert the_one(office).due_on == DAY
    made = draft_check_ins(office.cockpit, ADA)
    assert len(made.made) == 1
    found = the_one(office)
    assert (found.last_on, found.due_on) == (DAY, DAY + timedelta(days=30))
    draft = office.cockpit.drafting.draft(MAYA, made.made[0])
    assert (draft.kind, draft.sender) == ("health_checkin", "maya@ours.example")
    assert draft.recipient_name == "Priti Sandhu"


def test_run_again_or_after_a_restart_it_drafts_nothing_twice(office: Office) -> None:
    assert len(draft_check_ins(office.cockpit, ADA).made) == 1
    assert draft_check_ins(office.cockpit, ADA).made == ()
    office.write("DELETE FROM ops.checkin_attempt", "ops.checkin_attempt")
    assert draft_check_ins(office.cockpit, ADA).made == ()
    office.pass_days(29)
    assert draft_check_ins(office.cockpit, ADA).made == ()
    office.pass_days(1)
    assert len(draft_check_ins(office.cockpit, ADA).made) == 1


def test_two_runs_at_once_draft_one(office: Office) -> None:
    store, made = office.store, list[str]()

    def make(_account_key: int, sender: str) -> int:
        made.append(sender)
        if other.ident is None:
            other.start()
            other.join(timeout=0.2)  # were it let in now, it would end before
        office.write(
            "INSERT INTO ops.draft VALUES (1, 'health_checkin', 'p', 'warm', 'standard',"
            f" {ACCOUNT}, NULL, '{sender}', 'drafted', 1, 0, '{DAY}', 'x', '{DAY}')",
            "ops.draft",
        )
        return 1

    def run() -> None:
        draft_due(store, ADA, make, today=DAY, most=5)

    other = threading.Thread(target=run)
    run()
    other.join(5)
    assert made == ["maya@ours.example"]


def test_a_draft_that_was_given_up_is_not_written_again_the_next_day(office: Office) -> None:
    (draft_id,) = draft_check_ins(office.cockpit, ADA).made
    office.cockpit.drafting.discard(MAYA, draft_id, "spoke on the phone")
    office.pass_days(1)
    assert draft_check_ins(office.cockpit, ADA).made == ()


def test_an_account_can_have_an_interval_of_its_own(office: Office) -> None:
    set_interval(office.store, MAYA, ACCOUNT, 7, "in the middle of a migration")
    draft_check_ins(office.cockpit, ADA)
    found = the_one(office)
    assert (found.every_days, found.is_own, found.due_on) == (7, True, DAY + timedelta(days=7))
    set_interval(office.store, MAYA, ACCOUNT, 0, "asked for none")
    assert the_one(office).due_on is None
    set_interval(office.store, MAYA, ACCOUNT, None, "back to normal")
    assert (the_one(office).every_days, the_one(office).is_own) == (30, False)


def test_where_none_can_be_written_the_reason_is_kept_and_it_is_tried_in_a_week(
    office: Office,
) -> None:
    office.write("UPDATE crm.contact SET email = NULL", "crm.contact")
    done = draft_check_ins(office.cockpit, ADA)
    assert (done.made, done.refused) == ((), 1)
    found = the_one(office)
    assert "Nobody at this account" in found.note
    assert found.due_on == DAY + timedelta(days=7)


def test_while_an_escalation_is_open_no_check_in_goes_before_its_updates(office: Office) -> None:
    from core.cockpit.escalations import scan_all

    scan_all(office.cockpit, ADA)
    assert office.store.value("SELECT count(*) FROM ops.escalation WHERE recovered_on IS NULL") == 1
    assert "escalation is open" in the_one(office).waits
    assert draft_check_ins(office.cockpit, ADA).made == ()


def test_a_day_drafts_no_more_than_policy_lets_it(office: Office) -> None:
    from core import policy

    found = policy.current(office.store).with_value("checkin_drafts_max", 0)
    policy.save(office.store, ADA, found, "no time for reviews this week")
    done = draft_check_ins(office.cockpit, ADA)
    assert (done.made, done.left) == ((), 1)


@pytest.mark.parametrize("days", [-1, 731])
def test_an_interval_is_some_days_with_a_reason(office: Office, days: int) -> None:
    with pytest.raises(InvalidInput):
        set_interval(office.store, MAYA, ACCOUNT, days, "because")
    with pytest.raises(InvalidInput):
        set_interval(office.store, MAYA, ACCOUNT, 5, "  ")


def test_only_who_works_on_accounts_sets_intervals(office: Office) -> None:
    analyst = Actor("ann@ours.example", frozenset({Role.ANALYST}))
    with pytest.raises(Forbidden):
        set_interval(office.store, analyst, ACCOUNT, 5, "because")


def test_a_job_drafts_them_every_day() -> None:
    assert "daily_check_ins" in {job.name for job in JOBS}
