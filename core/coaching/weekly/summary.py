"""Use cases: sum up one's own week, keep it, and read it again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.interactions import record
from core.coaching.knowledge import library
from core.coaching.learning import helped
from core.coaching.model import InteractionType
from core.coaching.privacy import people
from core.coaching.style import Style, style_of
from core.coaching.weekly import parts
from core.coaching.weekly.gather import SQL, gather, last_day
from core.coaching.weekly.model import (
    KeptWeek,
    WeeklySummary,
    WeekPart,
    check_week,
    monday_of,
)
from core.coaching.weekly.notes import Notes
from core.coaching.weekly.suggest import Shelf, suggestions
from core.store import Store, load_sql

if TYPE_CHECKING:
    from core.coaching.voice import Voice

WEEKS_KEPT = 26
_BRIEF = 2


def compose(store: Store, actor: Actor, week_on: date | None = None) -> WeeklySummary:
    """The actor's own week as the data have it today; without a week the one that lasts.

    Nothing is kept. The mart of today must be fresh. Raises :class:`~core.errors.InvalidInput` for a day
    that is no Monday or has not come.
    """
    require(actor, Permission.COACHING_USE)
    today = store.clock.today()
    week = check_week(week_on or monday_of(today), today)
    until = last_day(week, today)
    own = people(store, actor)[0]
    found = gather(store, actor, name=own.name, week_on=week, until_on=until, as_of=today)
    shelf = Shelf(library(store, actor), helped(store, actor), _cited_before(store, actor, week))
    style = style_of(store, actor)
    notes = Notes(today)
    first = parts.headline(found, notes)
    made = (
        parts.did(found, notes),
        parts.promises(found, notes),
        parts.coaching(found, shelf.library, notes),
        parts.skills(found, notes),
        parts.accounts(found, notes),
    )
    tries = suggestions(found, shelf, style, notes)
    summary = WeeklySummary(
        person=found.person,
        name=found.name,
        week_on=week,
        until_on=until,
        as_of=today,
        headline=first,
        parts=tuple(_in_style(part, style) for part in made),
        suggestions=tries,
    )
    cited = {one.ref for line in summary.lines for one in line.citations}
    return replace(
        summary,
        facts=tuple(fact for fact in notes.facts if fact.id in cited),
        rows={name: rows for name, rows in notes.rows.items() if name in cited},
    )


def write_week(
    store: Store, actor: Actor, week_on: date | None = None, *, voice: Voice | None = None
) -> KeptWeek:
    """Sum up the actor's own week and keep it; an earlier summary of the week stays on record.

    ``voice`` puts it in other words, figures and all, or leaves it as it is with a note.
    """
    require(actor, Permission.COACHING_USE)
    made = compose(store, actor, week_on)
    if voice is not None:  # takes seconds: before anything is written
        made = voice.weekly(actor, made, style=style_of(store, actor))
    subject = made.week_on.isoformat()
    with store.transaction(actor, "coaching.sum_up", subject) as work:
        number = record(
            work,
            person=actor.email,
            interaction_type=InteractionType.WEEKLY,
            subject=subject,
            context={"week_on": subject, "until_on": made.until_on, "as_of": made.as_of},
            guidance_provided=json.dumps(made.to_dict(), ensure_ascii=False),
            writer=made.writer,
            citations=made.documents,
        )
        return KeptWeek(number, work.clock.now(), made)


def kept_week(store: Store, actor: Actor, week_on: date) -> KeptWeek | None:
    """The newest summary of that week of the actor's own, or ``None``."""
    found = _kept(store, actor, week_on.isoformat(), 1)
    return found[0] if found else None


def kept_weeks(store: Store, actor: Actor, *, limit: int = WEEKS_KEPT) -> tuple[KeptWeek, ...]:
    """The actor's own weeks that were summed up, the newest first."""
    return _kept(store, actor, "", limit)


def _kept(store: Store, actor: Actor, week: str, limit: int) -> tuple[KeptWeek, ...]:
    require(actor, Permission.COACHING_USE)
    params = {"person": actor.email.casefold(), "week": week, "limit": limit}
    return tuple(
        KeptWeek(
            row["interaction_id"],
            row["created_at"],
            WeeklySummary.from_dict(json.loads(row["guidance_provided"])),
        )
        for row in store.rows(load_sql(SQL, "kept"), params)
    )


def _cited_before(store: Store, actor: Actor, week_on: date) -> frozenset[str]:
    before = kept_week(store, actor, week_on - timedelta(days=7))
    return frozenset(before.summary.documents) if before else frozenset()


def _in_style(part: WeekPart, style: Style) -> WeekPart:
    """To somebody who wants it brief, the first lines of each part; which accounts need them stays whole."""
    if style.length == "detailed" or part.name == "accounts":
        return part
    return replace(part, lines=part.lines[:_BRIEF])
