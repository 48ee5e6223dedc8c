"""The style in which the coach speaks to a person: chosen, else learned, else as to anybody.

Learned from wishes ("too long"), from ratings of turns by the style they were in, and from how the person
changes the length of drafts. With weights f and a for and against a value, its share is
(2 + f) / (4 + f + a); a value is taken up once f + a is at least 2 and its share at least 0.6, so that
neither one wish nor an even split changes anything.
"""

from __future__ import annotations

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.style.model import DEFAULTS, VALUES, Aspect, Leaning, Source, Style
from core.coaching.style.wishes import SQL, check_aspect, check_value
from core.store import Reader, Store, load_sql

DAYS = 365
PRIOR = 2.0
LEAST_WEIGHT = 2.0
LEAST_SHARE = 0.6


def style_of(store: Store, actor: Actor) -> Style:
    """How to speak to the actor."""
    require(actor, Permission.COACHING_USE)
    person = actor.email.casefold()
    chosen = choices(store, actor)
    params = {"person": person, "as_of": store.clock.today(), "days": DAYS}
    weights = {aspect: dict.fromkeys(pair, 0.0) for aspect, pair in VALUES.items()}
    signs = dict.fromkeys(Aspect, 0)
    for row in store.rows(load_sql(SQL, "signs"), params):
        weights[Aspect(row["aspect"])][row["value"]] += row["weight"]
        signs[Aspect(row["aspect"])] += row["signs"]
    return Style(
        tuple(
            _leaning(aspect, chosen.get(aspect.value), weights[aspect], signs[aspect])
            for aspect in Aspect
        )
    )


def choose(store: Store, actor: Actor, name: str, value: str | None) -> Style:
    """Choose a value of an aspect of one's own style; ``None`` lets the coach learn it again."""
    require(actor, Permission.COACHING_USE)
    aspect = check_aspect(name)
    set_choice(store, actor, aspect.value, check_value(aspect, value) if value else None)
    return style_of(store, actor)


def choices(store: Reader, actor: Actor) -> dict[str, str]:
    """What the actor chose, by name."""
    require(actor, Permission.COACHING_USE)
    rows = store.rows(load_sql(SQL, "chosen"), {"person": actor.email.casefold()})
    return {row["name"]: row["value"] for row in rows}


def set_choice(store: Store, actor: Actor, name: str, value: str | None) -> None:
    """Keep a choice of the actor's, or forget it; the caller has checked both words."""
    require(actor, Permission.COACHING_USE)
    params = {"person": actor.email.casefold(), "name": name}
    with store.transaction(actor, "coaching.choose", name) as work:
        work.execute(load_sql(SQL, "forget"), params)
        if value:
            more = {"value": value, "at": work.clock.now()}
            work.execute(load_sql(SQL, "choose"), params | more)
        work.touch("ops.coaching_preference")


def _leaning(aspect: Aspect, chosen: str | None, weights: dict[str, float], signs: int) -> Leaning:
    if chosen in weights:
        return _of(aspect, chosen, Source.CHOSEN, weights, signs)
    best = max(weights, key=lambda value: (weights[value], value == DEFAULTS[aspect]))
    total = sum(weights.values())
    share = (PRIOR + weights[best]) / (2 * PRIOR + total)
    if total >= LEAST_WEIGHT and share >= LEAST_SHARE:
        return _of(aspect, best, Source.LEARNED, weights, signs)
    return _of(aspect, DEFAULTS[aspect], Source.DEFAULT, weights, signs)


def _of(
    aspect: Aspect, value: str, source: Source, weights: dict[str, float], signs: int
) -> Leaning:
    against = sum(weight for name, weight in weights.items() if name != value)
    return Leaning(aspect, value, source, weights[value], against, signs)
