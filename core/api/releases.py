"""Releases: what is out, which accounts got notes on it, and what matters to one account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.customers import CustomerId
from core.api.release_payloads import (
    AccountReleases,
    Matters,
    Noted,
    ReleaseItem,
    ReleaseList,
    ReleaseNote,
    ReleaseNoteList,
    ReleaseNoteQuery,
)
from core.cockpit import releases
from core.cockpit.filters import Filters
from core.cockpit.freshness import ensure_fresh

router = APIRouter(tags=["releases"])


@router.get("/releases")
def list_releases(cockpit: CockpitHere, actor: Caller) -> ReleaseList:
    """Releases up to today, the newest first, with how many of the caller's accounts got notes."""
    found = releases.release_list(cockpit.store, actor, Filters())
    items = [ReleaseItem.model_validate(releases.release_json(one)) for one in found]
    return ReleaseList(as_of=cockpit.clock.today(), items=items)


@router.get("/releases/notes")
def list_release_notes(
    cockpit: CockpitHere, actor: Caller, query: Annotated[ReleaseNoteQuery, Query()]
) -> ReleaseNoteList:
    """Accounts with the items that matter to them and the draft, or why there is none."""
    page = releases.note_list(
        cockpit.store,
        actor,
        Filters(),
        release=query.release,
        states=tuple(query.state),
        limit=query.limit,
        offset=query.offset,
    )
    return ReleaseNoteList(
        total=page.total,
        limit=query.limit,
        offset=query.offset,
        items=[ReleaseNote.model_validate(releases.as_json(run)) for run in page.rows],
    )


@router.post("/releases/notes")
def draft_release_notes(cockpit: CockpitHere, actor: Caller) -> Noted:
    """Draft the notes on new releases, once for each of the caller's accounts they matter to; nothing is sent."""
    done = releases.draft_release_notes(cockpit, actor)
    return Noted(
        releases=list(done.releases),
        drafts=list(done.made),
        waiting=done.waiting,
        none=done.nothing,
    )


@router.get("/customers/{customer_id}/releases")
def get_account_releases(
    customer_id: CustomerId, cockpit: CockpitHere, actor: Caller
) -> AccountReleases:
    """Which items of late releases and of the roadmap matter to an account, and by which rows."""
    found, today = find_account(cockpit.store, actor, customer_id), cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    released, planned = releases.matters(cockpit.store, actor, found.account_key, today)
    return AccountReleases(
        account_id=found.source_id,
        as_of=today,
        releases=Matters.model_validate(releases.matters_json(released)),
        roadmap=Matters.model_validate(releases.matters_json(planned)),
    )
