"""Releases and the notes they produced: what pages, API, command line and the daily job ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.cockpit.freshness import ensure_fresh
from core.cockpit.query import scope, statement
from core.cockpit.unattended import Drafting, maker
from core.health.release.model import Item, ItemKind, Relevance
from core.health.release.notes import Noted, draft_notes
from core.health.release.reading import STATES, Released, Run, RunPage, releases, runs
from core.health.release.relevance import items, relevance
from core.store import Store

__all__ = [
    "KIND",
    "STATES",
    "NoteLine",
    "Noted",
    "Released",
    "Run",
    "RunPage",
    "as_json",
    "draft_release_notes",
    "matters",
    "matters_json",
    "note_lines",
    "note_list",
    "release_json",
    "release_list",
]

KIND = "release_notes"
LARGEST = 500


def draft_release_notes(cockpit: Drafting, actor: Actor) -> Noted:
    """Draft the notes on every new release for the accounts the actor sees, once each; see the module."""
    require(actor, Permission.DRAFT_WRITE)
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    return draft_notes(cockpit.store, actor, maker(cockpit, actor, KIND), today)


def release_list(store: Store, actor: Actor, filters: Filters) -> tuple[Released, ...]:
    """Every release up to the filters' date, counted over the filtered accounts."""
    keys = _keys(store, actor, filters)
    return releases(store, actor, filters.on(store.clock), account_keys=keys)


def note_list(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    release: str | None = None,
    states: Sequence[str] = (),
    limit: int = 100,
    offset: int = 0,
) -> RunPage:
    """What became of the notes for the filtered accounts: who waits first, then who got them, who did not."""
    return runs(
        store,
        actor,
        release=release,
        account_keys=_keys(store, actor, filters),
        states=states,
        limit=limit,
        offset=offset,
    )


def matters(
    store: Store, actor: Actor, account_key: int, as_of: date
) -> tuple[Relevance, Relevance]:
    """Which items of late releases, and which of the roadmap, matter to an account, and why."""
    released, planned = (
        relevance(store, actor, account_key, as_of, items(store, actor, kind, as_of))
        for kind in (ItemKind.RELEASE, ItemKind.ROADMAP)
    )
    return released, planned


@dataclass(frozen=True)
class NoteLine:
    """What became of the notes for an account, flat, for a file."""

    release: str
    released_on: date
    account_id: str
    account_name: str
    owner_email: str | None
    state: str
    items: tuple[str, ...]
    reasons: str
    draft_id: int | None
    draft_status: str | None
    evidence: tuple[str, ...]


def note_lines(
    store: Store, actor: Actor, filters: Filters, *, release: str | None = None
) -> Iterable[NoteLine]:
    """The same for all filtered accounts, of one release or all."""
    offset = 0
    while True:
        page = note_list(store, actor, filters, release=release, limit=LARGEST, offset=offset)
        yield from map(_line, page.rows)
        offset += LARGEST
        if offset >= page.total:
            return


def _line(run: Run) -> NoteLine:
    return NoteLine(
        release=run.release,
        released_on=run.released_on,
        account_id=run.account_id,
        account_name=run.account_name,
        owner_email=run.owner_email,
        state=run.state,
        items=run.titles,
        reasons=run.reasons,
        draft_id=run.draft_id,
        draft_status=run.draft_status,
        evidence=run.evidence,
    )


def _keys(store: Store, actor: Actor, filters: Filters) -> tuple[int, ...] | None:
    """The filtered accounts; ``None`` when the filters leave all of those the actor sees."""
    if replace(filters, as_of=None, period_days=Filters().period_days) == Filters():
        return None
    rows = store.rows(statement("filtered_keys"), scope(store, actor, filters))
    return tuple(row["account_key"] for row in rows)


def as_json(run: Run) -> dict[str, Any]:
    """What became of the notes for an account; keys are only ever added."""
    return {
        "release": run.release,
        "released_on": run.released_on.isoformat(),
        "account_id": run.account_id,
        "account_name": run.account_name,
        "state": run.state,
        "items": list(run.items),
        "note": run.note,
        "draft_id": run.draft_id,
        "draft_status": run.draft_status,
        "judged_at": run.judged_at.isoformat(),
    }


def release_json(one: Released) -> dict[str, Any]:
    """A release with its counts; keys are only ever added."""
    return {
        "release": one.release,
        "released_on": one.released_on.isoformat(),
        "items": one.items,
        "is_new": one.is_new,
        "judged": one.judged,
        "drafted": one.drafted,
        "waiting": one.waiting,
        "none": one.nothing,
        "overtaken": one.overtaken,
    }


def matters_json(found: Relevance) -> dict[str, Any]:
    """Items with the reasons that speak for them, and those left out with the reason."""
    told = [
        {
            **_item_json(one.item),
            "reasons": [
                {
                    "rule": reason.rule,
                    "what": reason.what,
                    "detail": reason.detail,
                    "since": reason.since.isoformat() if reason.since else None,
                    "tickets": reason.tally if reason.rule.startswith("component") else None,
                    "said": reason.said,
                    "evidence": list(reason.evidence),
                }
                for reason in one.reasons
            ],
        }
        for one in found.items
    ]
    return {
        "items": told,
        "left_out": [{**_item_json(one.item), "why": one.why} for one in found.left_out],
    }


def _item_json(item: Item) -> dict[str, Any]:
    on = item.dated_on.isoformat() if item.dated_on else None
    dated = {"released_on": on} if item.kind is ItemKind.RELEASE else {"planned_on": on}
    texts = ("title", "release", "feature", "component", "status")
    return {name: getattr(item, name) for name in texts} | dated
