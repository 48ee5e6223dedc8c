"""Wishes for another style, said of a turn: by a button under it or in the next question."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.actor import Actor
from core.coaching.style.model import VALUES, Aspect
from core.errors import InvalidInput
from core.store import Transaction, load_sql

SQL = Path(__file__).parent / "sql"


def check_wishes(wishes: Mapping[str, str]) -> dict[Aspect, str]:
    """The wishes by aspect; :class:`~core.errors.InvalidInput` for one that is unknown."""
    return {(aspect := check_aspect(name)): check_value(aspect, wishes[name]) for name in wishes}


def check_aspect(name: str) -> Aspect:
    """The aspect called ``name``."""
    try:
        return Aspect(name)
    except ValueError as error:
        raise InvalidInput(
            f"{name!r} is nothing of the style.", f"Name {', '.join(Aspect)}."
        ) from error


def check_value(aspect: Aspect, value: str) -> str:
    """``value`` if the aspect has it."""
    if value not in VALUES[aspect]:
        raise InvalidInput(
            f"{value!r} is no value of {aspect.value}.", f"Say {' or '.join(VALUES[aspect])}."
        )
    return value


def keep_wishes(
    work: Transaction, actor: Actor, interaction_id: int, wishes: Mapping[Aspect, str]
) -> None:
    """Write wishes down within a use case's transaction; the turn is the actor's own."""
    for aspect, value in wishes.items():
        params = {
            "interaction_id": interaction_id,
            "person": actor.email.casefold(),
            "aspect": Aspect(aspect).value,
            "value": value,
            "at": work.clock.now(),
        }
        work.execute(load_sql(SQL, "wish_insert"), params)
        work.touch("ops.coaching_wish")
