"""The states of a draft: the whole table, and every walk through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafting.drafts.states import (
    APPROVED_STATES,
    OPEN_STATES,
    SENT_STATES,
    TRANSITIONS,
    Status,
    Step,
    after,
)
from core.errors import InvalidInput

WALKS = st.lists(st.sampled_from(list(Step)), max_size=30)


def _walk(steps: list[Step]) -> list[tuple[Status, Step, Status]]:
    status, taken = Status.DRAFTED, []
    for step in steps:
        if (status, step) in TRANSITIONS:
            taken.append((status, step, after(status, step)))
            status = taken[-1][2]
    return taken


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("step", list(Step))
def test_what_is_not_in_the_table_is_refused(status: Status, step: Step) -> None:
    if (status, step) in TRANSITIONS:
        assert after(status, step) is TRANSITIONS[status, step]
    else:
        with pytest.raises(InvalidInput, match="cannot take the step"):
            after(status, step)


@given(WALKS)
def test_only_approving_leads_to_approved(steps: list[Step]) -> None:
    for before, step, then in _walk(steps):
        if then is Status.APPROVED:
            assert step is Step.APPROVE
            assert before in (Status.DRAFTED, Status.IN_REVIEW)


@given(WALKS)
def test_nothing_reaches_a_mailbox_or_is_marked_as_sent_by_a_person_without_an_approval(
    steps: list[Step],
) -> None:
    for before, step, _then in _walk(steps):
        if step in (Step.DELIVER, Step.SENT):
            assert before in APPROVED_STATES


@given(WALKS)
def test_a_changed_text_is_never_left_approved(steps: list[Step]) -> None:
    for _before, step, then in _walk(steps):
        if step in (Step.REDRAFT, Step.REVIEW, Step.VOID):
            assert then not in APPROVED_STATES


@given(WALKS)
def test_what_was_sent_stays_sent_and_what_was_discarded_stays_so(steps: list[Step]) -> None:
    for before, _step, then in _walk(steps):
        assert before not in SENT_STATES or then in SENT_STATES
        assert before is not Status.DISCARDED


def test_every_state_can_be_reached_and_the_groups_cover_all() -> None:
    reached = {Status.DRAFTED, *TRANSITIONS.values()}
    assert reached == set(Status)
    assert {*OPEN_STATES, *SENT_STATES, Status.DISCARDED} == set(Status)
