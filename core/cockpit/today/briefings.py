"""What is ahead for the filtered accounts: the briefings of the Today page."""

from __future__ import annotations

from core.actor import Actor
from core.coaching.briefing import Occasion, occasions
from core.cockpit.filters import Filters
from core.cockpit.query import scope, statement
from core.store import Store


def briefings_today(store: Store, actor: Actor, filters: Filters) -> tuple[Occasion, ...]:
    """Occasions of the filtered accounts: the actor's own first, and those not yet briefed for."""
    as_of = filters.on(store.clock)
    found = occasions(store, actor, as_of)
    if not found:
        return ()
    rows = store.rows(statement("filtered_keys"), scope(store, actor, filters))
    shown = {row["account_key"] for row in rows if row["is_shown"]}
    return tuple(one for one in found if one.account_key in shown)
