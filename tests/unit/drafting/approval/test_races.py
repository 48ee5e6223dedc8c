"""Approving against opting out and against importing, at the same time: never both."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from core.drafting.drafts.rows import load
from core.errors import RapportError
from tests.unit.drafting.desk import MAYA, ROBERT, Desk

SWEEP = 15


def _together(*acts: Callable[[], Any]) -> list[Any]:
    """Run at once; what each gave, or the refusal it met."""
    start = threading.Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            found[number] = act()
        except RapportError as error:
            found[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _race_against_opt_out(desk: Desk, times: int) -> dict[str, int]:
    """Approve against suppress, again and again on one draft; who won how often.

    Started together, the machine at hand decides who is first, and may decide the same every
    time. So one of the two starts later, from race to race by another share of what a
    race takes on average: the sweep passes over every moment at which the two can meet.
    """
    draft = desk.make()
    content_hash = draft.content_hash
    won = {"approved first": 0, "opted out first": 0}
    usual = 0.0

    def approve(late: float) -> Any:
        time.sleep(late)
        return desk.engine.approve(MAYA, draft.draft_id, content_hash)

    def opt_out(late: float) -> int:
        time.sleep(late)
        return desk.engine.suppress(MAYA, "", "Asked us to stop.", contact_key=ROBERT)

    for race in range(times):
        shift = usual * (2 * (race % SWEEP) / (SWEEP - 1) - 1)
        began = time.monotonic()
        approved, number = _together(
            partial(approve, max(shift, 0.0)), partial(opt_out, max(-shift, 0.0))
        )
        took = time.monotonic() - began - abs(shift)
        usual += (took - usual) / (race + 1)
        assert isinstance(number, int), number
        record = load(desk.store, MAYA, draft.draft_id)
        assert record.approval is None or record.approval.is_void
        won["opted out first" if isinstance(approved, RapportError) else "approved first"] += 1
        desk.engine.end_suppression(MAYA, number, "For the next race.")
    return won


def test_security_18_approve_against_opt_out_is_never_both(desk: Desk) -> None:
    assert sum(_race_against_opt_out(desk, 15).values()) == 15


@pytest.mark.faults
def test_security_18_a_thousand_races_of_approve_against_opt_out(desk: Desk) -> None:
    won = _race_against_opt_out(desk, 1000)
    assert sum(won.values()) == 1000
    assert all(won.values()), won


def test_security_18_approve_against_an_import_never_approves_what_changed(desk: Desk) -> None:
    for value in (33, 34, 35, 36, 37, 38):
        draft = desk.make()
        sql = f"UPDATE crm.outcome_metric SET value = {value} WHERE unit = 'percent'"
        _together(
            partial(desk.engine.approve, MAYA, draft.draft_id, draft.content_hash),
            partial(desk.write, sql, "crm.outcome_metric"),
        )
        after = desk.engine.draft(MAYA, draft.draft_id)
        assert not after.is_approved
        desk.engine.discard(MAYA, draft.draft_id, "The next one.")


def test_two_approvals_at_once_are_one(desk: Desk) -> None:
    draft = desk.make()
    found = _together(*[lambda: desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)] * 3)
    assert sum(not isinstance(one, RapportError) for one in found) == 1
    assert desk.store.value("SELECT count(*) FROM ops.approval") == 1


def test_an_edit_against_an_approval_leaves_no_approval_of_the_new_text(desk: Desk) -> None:
    for _ in range(4):
        draft = desk.make(purpose="introduction")
        _together(
            partial(desk.engine.approve, MAYA, draft.draft_id, draft.content_hash),
            partial(desk.edited, draft),
        )
        after = desk.engine.draft(MAYA, draft.draft_id)
        assert after.is_approved is False or after.content_hash == draft.content_hash
        if after.version == 2:
            assert not after.is_approved
        desk.engine.discard(MAYA, draft.draft_id, "The next one.")
