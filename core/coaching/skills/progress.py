"""Progress: the level of each skill over time, what was practised, and scores before and after.

What came after practice is not said to have come of it: the numbers stand side by side, with how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import privacy
from core.coaching.model import InteractionType
from core.coaching.privacy import Coached
from core.coaching.skill_areas import skill_areas
from core.coaching.skills.behaviour import behaviours
from core.coaching.skills.estimate import Weights
from core.coaching.skills.exercises import exercises
from core.coaching.skills.judgements import judgements
from core.coaching.skills.model import Judgement, Source
from core.coaching.skills.profile import skill_levels
from core.policy import current
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
MONTHS = 6
LONGEST_MONTHS = 24
COMPARED_DAYS = 90
"""Scores of so many days before the first practice, and after it, are compared."""


@dataclass(frozen=True)
class ProgressPoint:
    """A skill's level on a day; empty while nothing was known. ``n``: judgements and measures it rests on."""

    on: date
    level: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Practised:
    """Something a person practised. ``title`` is the exercise's, or says that it was a drill."""

    skill_area: str
    kind: str
    title: str
    practised_at: datetime


@dataclass(frozen=True)
class BeforeAfter:
    """Means of the rubric's scores of real interactions before the first practice and after, each with its n."""

    first_on: date
    practised: int
    before: float | None
    before_n: int
    after: float | None
    after_n: int


@dataclass(frozen=True)
class SkillProgress:
    """One skill over time. ``change`` is from the first known level to the last; empty with fewer than two."""

    skill_area: str
    title: str
    points: tuple[ProgressPoint, ...]
    practised: tuple[Practised, ...]
    before_after: BeforeAfter | None

    @property
    def change(self) -> float | None:
        """Levels from the first point at which anything was known to the last."""
        known = [point.level for point in self.points if point.level is not None]
        return known[-1] - known[0] if len(known) > 1 else None


@dataclass(frozen=True)
class Progress:
    """A person's progress as the reader may see it."""

    person: Coached
    as_of: date
    is_own: bool
    skills: tuple[SkillProgress, ...]


def progress(
    store: Store,
    actor: Actor,
    person: str = "",
    *,
    as_of: date | None = None,
    months: int = MONTHS,
) -> Progress:
    """The person's skills at the end of each of the last months and on the day, replayed from what was known then.

    Raises :class:`~core.errors.Forbidden` as :func:`~core.coaching.skills.profile.skill_profile` does.
    """
    require(actor, Permission.COACHING_USE)
    seen = privacy.require_scores(store, actor, person or actor.email)
    day = as_of or store.clock.today()
    made = judgements(store, actor, [seen.email], day)[seen.email]
    done = _practised(store, actor, seen.email, day)
    weights = Weights.of(current(store))
    replayed: list[dict[str, ProgressPoint]] = []
    for on in days(day, min(max(1, months), LONGEST_MONTHS)):
        known = [one for one in made if one.assessed_at.date() <= on]
        acts = behaviours(store, [seen.email], on)[seen.email]
        levels = skill_levels(known, acts, weights, on)
        replayed.append(
            {
                one.skill_area: ProgressPoint(on, one.level, one.low, one.high, one.n)
                for one in levels
            }
        )
    return Progress(
        person=seen,
        as_of=day,
        is_own=privacy.is_own(actor, seen.email),
        skills=tuple(
            _skill(slug, [points[slug] for points in replayed], made, done)
            for slug in skill_areas()
        ),
    )


def days(last: date, months: int) -> tuple[date, ...]:
    """The ends of the ``months`` months before ``last``, and ``last``, oldest first."""
    found, first_of_month = [last], last.replace(day=1)
    for _ in range(months):
        end = first_of_month - timedelta(days=1)
        found.append(end)
        first_of_month = end.replace(day=1)
    return tuple(sorted(set(found)))


def _skill(
    slug: str,
    points: Sequence[ProgressPoint],
    made: Sequence[Judgement],
    done: Sequence[Practised],
) -> SkillProgress:
    own = tuple(one for one in done if one.skill_area == slug)
    scored = [
        one
        for one in made
        if one.skill_area == slug
        and one.source is Source.RUBRIC
        and one.interaction_type != InteractionType.PRACTICE.value
    ]
    return SkillProgress(
        slug,
        skill_areas()[slug].title,
        tuple(points),
        own,
        _before_after(scored, own) if own else None,
    )


def _before_after(scored: Sequence[Judgement], done: Sequence[Practised]) -> BeforeAfter:
    first = min(one.practised_at for one in done)
    span = timedelta(days=COMPARED_DAYS)
    before = [one.level for one in scored if first - span <= one.assessed_at < first]
    after = [one.level for one in scored if first <= one.assessed_at < first + span]
    return BeforeAfter(
        first_on=first.date(),
        practised=len(done),
        before=sum(before) / len(before) if before else None,
        before_n=len(before),
        after=sum(after) / len(after) if after else None,
        after_n=len(after),
    )


def _practised(store: Store, actor: Actor, person: str, day: date) -> tuple[Practised, ...]:
    rows = store.rows(
        load_sql(SQL, "practised"),
        {"people": [person], "viewer": actor.email.casefold(), "as_of": day},
    )
    titles = {one.slug: one.title for one in exercises()}
    return tuple(
        Practised(
            str(row["skill_area"]),
            str(row["kind"]),
            titles.get(row["what"], str(row["what"])) or "Practice conversation",
            row["practised_at"],
        )
        for row in rows
    )
