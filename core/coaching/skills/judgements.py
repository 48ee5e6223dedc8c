"""Judgements of skills as they are kept: read within what the reader may know, made, shared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import privacy
from core.coaching.skill_areas import skill_areas
from core.coaching.skills.exercises import exercises
from core.coaching.skills.model import HIGHEST, LOWEST, Judgement, Source
from core.errors import InvalidInput
from core.store import Reader, Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_NOTE = 2000


def judgements(
    store: Reader, actor: Actor, people: Sequence[str], as_of: date
) -> dict[str, tuple[Judgement, ...]]:
    """What the actor may know of each person, oldest first. The caller has asked whose scores they may see."""
    wanted = sorted({person.casefold() for person in people})
    rows = store.rows(
        load_sql(SQL, "judgements"),
        {"people": wanted, "viewer": actor.email.casefold(), "as_of": as_of},
    )
    made = [_judgement(row) for row in rows]
    return {person: tuple(one for one in made if one.person == person) for person in wanted}


def history(store: Store, actor: Actor, person: str = "") -> tuple[Judgement, ...]:
    """Every judgement of a person that the actor may know of, newest first."""
    require(actor, Permission.COACHING_USE)
    seen = privacy.require_scores(store, actor, person or actor.email)
    found = judgements(store, actor, [seen.email], store.clock.today())
    return tuple(reversed(found[seen.email]))


def assess(
    store: Store,
    actor: Actor,
    levels: Mapping[str, float],
    *,
    person: str = "",
    note: str = "",
    is_shared: bool = False,
    recommendations: Sequence[str] = (),
) -> tuple[int, ...]:
    """Judge skills by slug, 1 to 5: one's own, or, with ``coaching.team``, those of somebody who reports here.

    A manager's judgement is seen by the person it is about; its note by those two alone. One's own is shown to
    the manager where ``is_shared``. Raises :class:`~core.errors.InvalidInput` and :class:`~core.errors.Forbidden`.
    """
    require(actor, Permission.COACHING_USE)
    about = (person or actor.email).casefold()
    is_own = privacy.is_own(actor, about)
    if not is_own:
        require(actor, Permission.COACHING_TEAM)
        privacy.require_scores(store, actor, about)
    said = note.strip()
    _check(levels, said, recommendations)
    with store.transaction(
        actor, "skills.assess", "own skills" if is_own else f"skills of {about}"
    ) as work:
        first = int(
            work.value("SELECT coalesce(max(assessment_id), 0) + 1 FROM ops.csm_skill_assessments")
        )
        numbers = tuple(range(first, first + len(levels)))
        for number, (skill, level) in zip(numbers, levels.items(), strict=True):
            work.execute(
                load_sql(SQL, "judgement_insert"),
                {
                    "assessment_id": number,
                    "person": about,
                    "skill_area": skill,
                    "level": float(level),
                    "source": (Source.SELF if is_own else Source.MANAGER).value,
                    "note": said,
                    "recommendations": json.dumps(list(recommendations)),
                    "is_shared": is_shared if is_own else True,
                    "assessed_by": actor.email.casefold(),
                    "assessed_at": store.clock.now(),
                },
            )
        work.touch("ops.csm_skill_assessments")
        work.note(skills=sorted(levels), assessments=len(numbers))
    return numbers


def share(store: Store, actor: Actor, assessment_ids: Sequence[int], *, is_shared: bool) -> None:
    """Show levels of one's own to one's manager, or hide them again. Others' rows stay as they are."""
    require(actor, Permission.COACHING_USE)
    with store.transaction(actor, "skills.share", "own skills") as work:
        work.execute(
            load_sql(SQL, "share_judgements"),
            {
                "person": actor.email.casefold(),
                "assessment_ids": list(assessment_ids),
                "is_shared": is_shared,
            },
        )
        work.touch("ops.csm_skill_assessments")
        work.note(assessments=len(assessment_ids), is_shared=is_shared)


def _check(levels: Mapping[str, float], note: str, recommendations: Sequence[str]) -> None:
    if not levels:
        raise InvalidInput("No skill has a level.", "Choose a level for one skill at least.")
    for skill, level in levels.items():
        if skill not in skill_areas():
            raise InvalidInput(
                f"There is no skill {skill!r}.", f"Choose from {', '.join(skill_areas())}."
            )
        if not LOWEST <= level <= HIGHEST:
            raise InvalidInput(
                f"{level:g} is no level of {skill_areas()[skill].title}.", "Levels go from 1 to 5."
            )
    if len(note) > LONGEST_NOTE:
        raise InvalidInput(
            f"The note has {len(note)} characters.", f"Write at most {LONGEST_NOTE}."
        )
    known = {exercise.slug for exercise in exercises()}
    if unknown := [slug for slug in recommendations if slug not in known]:
        raise InvalidInput(f"There is no exercise {unknown[0]!r}.", "Choose one of the exercises.")


def _judgement(row: Row) -> Judgement:
    return Judgement(
        **{
            **row,
            "source": Source(row["source"]),
            "recommendations": tuple(json.loads(row["recommendations"])),
        }
    )
