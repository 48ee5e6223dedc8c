"""The outbox: whose drafts, in which state, found how."""

from __future__ import annotations

import pytest

from core.actor import Actor
from core.drafting.drafts import DraftFilters, Status
from core.errors import Forbidden, InvalidInput
from tests.unit.drafting.desk import ACCOUNT, AMANDA, MAYA, ROBERT, STRANGER, TOM, Desk


def test_the_outbox_shows_the_own_book_the_last_changed_first(desk: Desk) -> None:
    first, second = desk.make(), desk.make(contact=AMANDA)
    desk.pass_days(1)
    desk.edited(first)
    page = desk.engine.drafts(MAYA)
    assert [row.draft_id for row in page.rows] == [first.draft_id, second.draft_id]
    assert page.total == 2
    assert page.by_status["drafted"] == 1
    assert page.by_status["in_review"] == 1
    assert desk.engine.drafts(STRANGER).total == 0
    assert desk.engine.drafts(TOM).total == 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (DraftFilters(), {"robert", "amanda"}),
        (DraftFilters(status=("drafted",)), {"amanda"}),
        (DraftFilters(status=("drafted", "in_review")), {"robert", "amanda"}),
        (DraftFilters(owner=("maya@ours.example",)), {"robert", "amanda"}),
        (DraftFilters(owner=("tom@ours.example",)), set()),
        (DraftFilters(account_key=ACCOUNT), {"robert", "amanda"}),
        (DraftFilters(account_key=ACCOUNT + 1), set()),
        (DraftFilters(contact_key=ROBERT), {"robert"}),
        (DraftFilters(kind=("executive_outreach",)), {"robert", "amanda"}),
        (DraftFilters(purpose=("introduction",)), {"amanda"}),
        (DraftFilters(search="chen"), {"amanda"}),
        (DraftFilters(search="global RETAIL"), {"robert", "amanda"}),
        (DraftFilters(limit=1), {"robert"}),
        (DraftFilters(limit=1, offset=1), {"amanda"}),
    ],
)
def test_filters(desk: Desk, filters: DraftFilters, expected: set[str]) -> None:
    desk.make("introduction", contact=AMANDA)
    desk.pass_days(1)
    desk.edited(desk.make())
    page = desk.engine.drafts(MAYA, filters)
    assert {row.recipient_name.split()[0].lower() for row in page.rows} == expected


def test_beyond_the_last_page_the_count_is_still_right(desk: Desk) -> None:
    desk.make()
    page = desk.engine.drafts(MAYA, DraftFilters(offset=50))
    assert (page.rows, page.total) == ((), 1)


def test_a_row_says_what_became_of_the_draft(desk: Desk) -> None:
    draft = desk.approved()
    row = desk.engine.drafts(MAYA).rows[0]
    assert (row.status, row.approved_by, row.void_reason) == ("approved", MAYA.email, None)
    desk.edited(draft)
    row = desk.engine.drafts(MAYA).rows[0]
    assert (row.status, row.void_reason) == (Status.IN_REVIEW.value, "edited")


def test_bad_filters_are_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="no status"):
        desk.engine.drafts(MAYA, DraftFilters(status=("lost",)))
    with pytest.raises(InvalidInput, match="cannot be shown"):
        desk.engine.drafts(MAYA, DraftFilters(limit=0))


def test_without_a_role_nothing_is_shown(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        desk.engine.drafts(Actor("nobody@ours.example"))
