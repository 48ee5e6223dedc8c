"""Notes on a new release: one draft for each account that it matters to, and for the others why not.

Running it again drafts nothing twice: what became of each account is on record, and a draft that was made
before a crash is found again. What is only waiting, or matters to nobody yet, is judged again while the
release is new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core import policy
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.channels.events import Event, EventKind, publish
from core.counts import count_of
from core.drafting.alone import alone
from core.drafting.unattended import MakeDraft, made_or_why
from core.health.release.model import ItemKind, Relevance
from core.health.release.reading import new_days
from core.health.release.relevance import SQL, items, relevance_of_all
from core.store import Reader, Row, Store, Transaction, load_sql

ATTEMPTS = 4
"""How many times as many accounts one run tries as it may draft for: most refusals are quick."""
NOBODY = "Nobody of ours is known to work on the account, so there is nobody to send from."
LATER = "It is drafted with one of the next runs: so many a run, by policy release_drafts_max."
NEWER = "A newer release matters to them and is told of instead."


@dataclass(frozen=True)
class Noted:
    """What one run did: drafts made, and how many accounts wait for something."""

    releases: tuple[str, ...]
    made: tuple[int, ...]
    waiting: int
    nothing: int

    @property
    def summary(self) -> str:
        if not self.releases:
            return "no new release"
        return (
            f"release {', '.join(self.releases)}: {count_of(len(self.made), 'draft')} made, "
            f"{count_of(self.waiting, 'account')} waiting, {self.nothing} with nothing that matters"
        )


@dataclass(frozen=True)
class _Case:
    """One account and release that is to be judged."""

    release: str
    released_on: date
    found: Relevance
    before: Row
    sender: str

    @property
    def account_key(self) -> int:
        return self.found.account_key

    @property
    def matters(self) -> bool:
        """Whether the account is to be told; once drafted, it was."""
        return bool(self.found.items) or self.before["state"] == "drafted"

    @property
    def was_refused(self) -> bool:
        """Whether a draft was tried before and could not be made."""
        return bool(self.before["state"] == "waiting" and self.before["note"] != LATER)


def draft_notes(store: Store, actor: Actor, make: MakeDraft, as_of: date) -> Noted:
    """Draft the notes on every new release for the accounts the actor sees; the marts must be fresh.

    An account is told of the newest of them that matters to it. At most policy ``release_drafts_max``
    drafts are made a run, the largest accounts first, those that were refused before last. A run beside
    another waits for it.
    """
    require(actor, Permission.DRAFT_WRITE)
    with alone(store, "release notes"):
        return _draft_notes(store, actor, make, as_of)


def _draft_notes(store: Store, actor: Actor, make: MakeDraft, as_of: date) -> Noted:
    thresholds = policy.current(store)
    most = int(thresholds.value("release_drafts_max"))
    asked = {"as_of": as_of, "new_days": new_days(store)}
    new = store.rows(load_sql(SQL, "new_releases"), asked)
    senders = {row["account_key"]: row["sender"] for row in _senders(store, actor)}
    told: set[int] = set()
    made: list[int] = []
    waiting, nothing = 0, 0
    for row in new:
        cases = _cases(store, actor, as_of, row, senders)
        open_cases = [case for case in cases if case.before["state"] != "drafted"]
        quiet = [case for case in open_cases if not case.matters or case.account_key in told]
        _record(store, actor, [(case, *_quiet(case)) for case in quiet])
        nothing += sum(not case.matters for case in quiet)
        loud = [case for case in open_cases if case.matters and case.account_key not in told]
        loud.sort(key=lambda case: case.was_refused)
        told |= {case.account_key for case in cases if case.matters}
        drafts, left = _draft(store, actor, make, loud, most - len(made))
        made += drafts
        waiting += left
    return Noted(tuple(row["release"] for row in new), tuple(made), waiting, nothing)


def _cases(
    store: Store, actor: Actor, as_of: date, row: Row, senders: dict[int, str]
) -> list[_Case]:
    """Every account the actor sees, the largest first, with what was found of it before."""
    release, released_on = row["release"], row["released_on"]
    wanted = items(store, actor, ItemKind.RELEASE, as_of, release=release)
    found = {one.account_key: one for one in relevance_of_all(store, actor, as_of, wanted)}
    asked = {"release": release, "released_on": released_on}
    before = {one["account_key"]: one for one in store.rows(load_sql(SQL, "runs"), asked)}
    return [
        _Case(release, released_on, found[key], before[key], sender)
        for key, sender in senders.items()
        if key in found
    ]


def _quiet(case: _Case) -> tuple[str, str, int | None]:
    """State and note of a case without a draft: nothing matters, or a newer release was told of."""
    if case.matters:
        return "overtaken", NEWER, None
    return "none", case.found.why_none, None


def _draft(
    store: Store, actor: Actor, make: MakeDraft, cases: Iterable[_Case], most: int
) -> tuple[list[int], int]:
    """The drafts made, and how many accounts still wait."""
    made: list[int] = []
    late: list[tuple[_Case, str, str, int | None]] = []
    tries, waiting = most * ATTEMPTS, 0
    for case in cases:
        if len(made) >= most or tries <= 0:
            note = case.before["note"] if case.was_refused else LATER
            late.append((case, "waiting", note, None))
            waiting += 1
            continue
        tries -= 1
        draft_id, note = _drafted(case, make)
        state = "waiting" if draft_id is None else "drafted"
        waiting += draft_id is None
        if draft_id is not None and case.before["drafted_id"] is None:
            made.append(draft_id)
        _record(store, actor, [(case, state, note, draft_id)])
    _record(store, actor, late)
    return made, waiting


def _drafted(case: _Case, make: MakeDraft) -> tuple[int | None, str]:
    if case.before["drafted_id"] is not None:
        return case.before["drafted_id"], ""
    if not case.sender:
        return None, NOBODY
    return made_or_why(make, case.account_key, case.sender)


def _record(
    store: Store, actor: Actor, judged: Iterable[tuple[_Case, str, str, int | None]]
) -> None:
    """Write what differs from before, and tell of the drafts; nothing where nothing differs."""
    changed = [one for one in judged if _differs(*one)]
    if not changed:
        return
    about = f"release {changed[0][0].release}"
    with store.transaction(actor, "release_note.judge", about) as work:
        for case, state, note, draft_id in changed:
            _write(work, case, state, note, draft_id)
        work.touch("ops.release_note_run")
        work.note(accounts=len(changed), drafts=sum(one[3] is not None for one in changed))


def _differs(case: _Case, state: str, note: str, draft_id: int | None) -> bool:
    before = case.before
    if (before["state"], before["note"], before["draft_id"]) != (state, note, draft_id):
        return True
    return bool(json.loads(before["items"]) != _items(case.found))


def _write(work: Transaction, case: _Case, state: str, note: str, draft_id: int | None) -> None:
    key = {"release": case.release, "account_key": case.account_key}
    work.execute(load_sql(SQL, "run_delete"), key)
    row = {
        **key,
        "released_on": case.released_on,
        "state": state,
        "items": json.dumps(_items(case.found), ensure_ascii=False),
        "note": note,
        "draft_id": draft_id,
        "at": work.clock.now(),
    }
    work.execute(load_sql(SQL, "run_insert"), row)
    if draft_id is not None:
        publish(work, _event(case, draft_id))


def _event(case: _Case, draft_id: int) -> Event:
    told = "; ".join(f"{item['title']}: {item['why']}" for item in _items(case.found))
    return Event(
        kind=EventKind.RELEASE_NOTES_READY,
        account_key=case.account_key,
        subject=f"draft {draft_id}",
        title=f"Notes on release {case.release} wait for review",
        detail=told,
        evidence=tuple(row for one in case.found.items for row in one.evidence),
        for_email=case.sender,
        key=f"release_notes/{case.release}/{case.account_key}",
        data={"release": case.release, "draft_id": str(draft_id)},
    )


def _items(found: Relevance) -> list[dict[str, object]]:
    return [
        {
            "title": one.item.title,
            "rule": one.reasons[0].rule,
            "why": "; ".join(reason.said for reason in one.reasons),
            "evidence": list(one.evidence),
        }
        for one in sorted(found.items, key=lambda one: one.weight)
    ]


def _senders(store: Reader, actor: Actor) -> list[Row]:
    return store.rows(load_sql(SQL, "senders"), viewer(actor))
