"""Tasks on the Today page: one's own, or everybody's of the filtered accounts."""

from __future__ import annotations

from core.actor import Actor
from core.coaching.privacy import is_everybody, is_own
from core.coaching.tasks import Task, tasks
from core.cockpit.filters import Filters
from core.cockpit.query import scope, statement
from core.store import Store

MOST = 1000


def tasks_today(
    store: Store, actor: Actor, filters: Filters, *, own: bool = False, state: str | None = "open"
) -> tuple[Task, ...]:
    """Tasks of the filtered accounts, the earliest due first, and those about no account.

    ``own`` keeps those the actor is to do; in single-user mode that is everybody.
    """
    found = tasks(store, actor, state=state, limit=MOST)
    if own and not is_everybody(actor):
        found = tuple(item for item in found if is_own(actor, item.owner))
    if not found or not filters.without("as_of", "period_days").to_query():
        return found
    rows = store.rows(statement("filtered_keys"), scope(store, actor, filters))
    shown = {row["account_key"] for row in rows if row["is_shown"]}
    return tuple(item for item in found if item.account_key in shown)
