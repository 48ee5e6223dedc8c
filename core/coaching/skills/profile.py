"""A person's skills on a date: what is known, how surely, from where, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import privacy
from core.coaching.knowledge import library
from core.coaching.model import InteractionType
from core.coaching.rubric import rubric
from core.coaching.skill_areas import skill_areas
from core.coaching.skills.behaviour import behaviours
from core.coaching.skills.estimate import Weights, estimate
from core.coaching.skills.judgements import judgements
from core.coaching.skills.model import Behaviour, Judgement, SkillLevel, SkillProfile
from core.coaching.skills.recommend import recommendations
from core.policy import current
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
LATELY_DAYS = 90
"""An exercise done so recently is not recommended again while there are others."""


def skill_profile(
    store: Store, actor: Actor, person: str = "", as_of: date | None = None
) -> SkillProfile:
    """The skills of a person, the actor without one named, as far as the actor may see them.

    Raises :class:`~core.errors.Forbidden` unless they are the actor's own or of somebody who reports to them.
    """
    require(actor, Permission.COACHING_USE)
    seen = privacy.require_scores(store, actor, person or actor.email)
    day = as_of or store.clock.today()
    made = judgements(store, actor, [seen.email], day)[seen.email]
    measured = behaviours(store, [seen.email], day)[seen.email]
    levels = skill_levels(made, measured, Weights.of(current(store)), day)
    return SkillProfile(
        person=seen,
        as_of=day,
        is_own=privacy.is_own(actor, seen.email),
        skills=levels,
        behaviours=measured,
        recommendations=recommendations(
            levels,
            library(store, actor),
            rubric(store),
            _done_lately(store, actor, seen.email, day),
        ),
    )


def skill_levels(
    made: Sequence[Judgement], measured: Sequence[Behaviour], weights: Weights, day: date
) -> tuple[SkillLevel, ...]:
    """Every skill area with its estimate, in the order of the file. Scores of drills do not count."""
    real = [one for one in made if one.interaction_type != InteractionType.PRACTICE.value]
    found = []
    for area in skill_areas().values():
        own = [one for one in real if one.skill_area == area.slug]
        acts = [one for one in measured if one.skill_area == area.slug]
        known = estimate(own, acts, weights, day)
        found.append(
            SkillLevel(
                skill_area=area.slug,
                title=area.title,
                meaning=area.meaning,
                level=known.level if known else None,
                low=known.low if known else None,
                high=known.high if known else None,
                n=sum(source.n for source in known.sources) if known else 0,
                sources=known.sources if known else (),
            )
        )
    return tuple(found)


def _done_lately(store: Store, actor: Actor, person: str, day: date) -> frozenset[str]:
    rows = store.rows(
        load_sql(SQL, "practised"),
        {"people": [person], "viewer": actor.email.casefold(), "as_of": day},
    )
    since = day - timedelta(days=LATELY_DAYS)
    return frozenset(
        str(row["what"])
        for row in rows
        if row["kind"] == "exercise" and row["practised_at"].date() >= since
    )
