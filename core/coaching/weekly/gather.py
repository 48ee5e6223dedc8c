"""What is known of a person's week: rows, asked one statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.coaching.privacy import is_everybody
from core.coaching.weekly.model import Counted, SkillMove
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
RENEWAL_DAYS = 90
SKILL_DAYS = 182


@dataclass(frozen=True)
class Needing:
    """An account that something speaks for looking after; empty where that does not hold of it.

    ``place`` counts from 1, the most pressing first.
    """

    place: int
    account_key: int
    account_name: str
    score: float | None
    rag: str
    escalated_on: date | None
    silent_days: int | None
    no_executive: bool
    renewal_on: date | None
    qbr_on: date | None
    qbr_key: int | None
    is_single: bool
    touched_on: date | None
    evidence: tuple[str, ...]
    urgency: int

    @property
    def is_silent(self) -> bool:
        """Whether no executive was met for too long."""
        return self.silent_days is not None or self.no_executive


@dataclass(frozen=True)
class Own:
    """An account the person looks after, and when it last heard from us or we from it."""

    account_key: int
    account_name: str
    touched_on: date | None
    touched_key: int | None


@dataclass(frozen=True)
class Material:
    """Everything the summary of a week is made from. Rows are by kind, as their statements name them."""

    person: str
    name: str
    week_on: date
    until_on: date
    as_of: date
    book: tuple[Own, ...]
    did: dict[str, tuple[Counted, ...]]
    promises: dict[str, tuple[Counted, ...]]
    coached: dict[str, tuple[Counted, ...]]
    skills: tuple[SkillMove, ...]
    needing: tuple[Needing, ...]


def gather(
    store: Store, actor: Actor, *, name: str, week_on: date, until_on: date, as_of: date
) -> Material:
    """The actor's own week; the mart of ``as_of`` must be fresh."""
    who: dict[str, Any] = {
        "person": actor.email.casefold(),
        "everybody": is_everybody(actor),
    }
    days = {"from_on": week_on, "until_on": until_on}
    own = {"person": who["person"], **days}
    judged = {"persons": [who["person"]], "only_shared": False, "days": SKILL_DAYS, **days}
    near = {"as_of": as_of, "renewal_days": RENEWAL_DAYS}
    return Material(
        person=who["person"],
        name=name,
        week_on=week_on,
        until_on=until_on,
        as_of=as_of,
        book=tuple(
            Own(**row) for row in store.rows(statement("book"), {**who, "until_on": until_on})
        ),
        did=_by_kind(store.rows(statement("did"), {**who, **days})),
        promises=_by_kind(store.rows(load_sql(SQL, "promises"), {**who, **days})),
        coached=_by_kind(store.rows(load_sql(SQL, "coached"), own)),
        skills=moves(store, judged),
        needing=tuple(
            Needing(**{**row, "place": place, "evidence": tuple(row["evidence"])})
            for place, row in enumerate(store.rows(statement("needing"), {**who, **near}), start=1)
        ),
    )


def moves(store: Store, params: dict[str, Any]) -> tuple[SkillMove, ...]:
    """The skills judged within the days that ``params`` name."""
    return tuple(SkillMove(**row) for row in store.rows(load_sql(SQL, "skills"), params))


@cache
def statement(name: str) -> str:
    """A statement with the steps of the prelude in front of its own."""
    head, _with, steps = load_sql(SQL, name).partition("\nWITH\n")
    return f"{head}\nWITH\n{load_sql(SQL, 'prelude').rstrip()},\n\n{steps}"


def last_day(week_on: date, today: date) -> date:
    """The Sunday of the week, or today while it lasts."""
    return min(week_on + timedelta(days=6), today)


def _by_kind(rows: list[dict[str, Any]]) -> dict[str, tuple[Counted, ...]]:
    found: dict[str, list[Counted]] = {}
    for row in rows:
        kind = row.pop("kind")
        found.setdefault(kind, []).append(Counted(**row))
    return {kind: tuple(items) for kind, items in found.items()}
