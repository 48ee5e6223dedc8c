"""Exercises as data, ``data/coaching/exercises.toml``, and that somebody did one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.skills.model import Exercise
from core.errors import NotFound
from core.settings import PROJECT_ROOT
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
FILE = PROJECT_ROOT / "data" / "coaching" / "exercises.toml"


@cache
def exercises() -> tuple[Exercise, ...]:
    """In the order of the file."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Exercise(**entry) for entry in found["exercise"])


def exercise(slug: str) -> Exercise:
    """The exercise of that slug; :class:`~core.errors.NotFound` where there is none."""
    for one in exercises():
        if one.slug == slug:
            return one
    raise NotFound(f"There is no exercise {slug!r}.", "Choose one of the exercises.")


def exercise_done(store: Store, actor: Actor, slug: str, *, is_shared: bool = False) -> int:
    """Keep that the actor did an exercise just now; gives the number of the row."""
    require(actor, Permission.COACHING_USE)
    done = exercise(slug)
    with store.transaction(actor, "exercise.done", "own skills") as work:
        number = int(
            work.value("SELECT coalesce(max(exercise_done_id), 0) + 1 FROM ops.exercise_done")
        )
        work.execute(
            load_sql(SQL, "exercise_insert"),
            {
                "exercise_done_id": number,
                "person": actor.email.casefold(),
                "exercise": done.slug,
                "skill_area": done.skill,
                "is_shared": is_shared,
                "done_at": store.clock.now(),
            },
        )
        work.touch("ops.exercise_done")
    return number
