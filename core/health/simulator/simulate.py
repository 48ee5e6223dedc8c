"""Which accounts would change colour today if a policy were in force."""

from __future__ import annotations

from collections import Counter
from datetime import date

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.health.simulator.backtest import accounts_of
from core.health.simulator.model import Colour, Moved, Simulation
from core.health.simulator.replay import Colours, health_under
from core.policy import Policy
from core.policy import current as current_policy
from core.store import ModelSet, Row, Store

RAGS = ("green", "amber", "red", "grey")
_RANK = {"red": 0, "amber": 1, "green": 2, "grey": 3}
_UNKNOWN = Colour(None, "grey")


def simulate(
    store: Store, models: ModelSet, actor: Actor, policy: Policy, as_of: date
) -> Simulation:
    """Colours of the actor's accounts under ``policy``, against those under the policy in force."""
    require(actor, Permission.POLICY_READ)
    before = health_under(store, models, current_policy(store), as_of)
    after = health_under(store, models, policy, as_of)
    accounts = [row for row in accounts_of(store, actor) if row["account_key"] in before]
    moved = [
        _moved(row, before[row["account_key"]], after.get(row["account_key"], _UNKNOWN))
        for row in accounts
    ]
    return Simulation(
        as_of=as_of,
        accounts=len(accounts),
        before=_counts(accounts, before),
        after=_counts(accounts, after),
        moved=tuple(sorted((one for one in moved if one.from_rag != one.to_rag), key=_worse_first)),
        rescored=sum(
            one.from_rag == one.to_rag and one.from_score != one.to_score for one in moved
        ),
    )


def _moved(row: Row, before: Colour, after: Colour) -> Moved:
    worse = _RANK[after.rag] < _RANK[before.rag]
    unscored = "grey" in (before.rag, after.rag)
    return Moved(
        **row,
        from_score=before.score,
        from_rag=before.rag,
        to_score=after.score,
        to_rag=after.rag,
        direction="changed" if unscored else "worse" if worse else "better",
    )


def _worse_first(one: Moved) -> tuple[int, int, float, str]:
    order = ("worse", "changed", "better").index(one.direction)
    return (order, _RANK[one.to_rag], one.to_score or 0.0, one.name)


def _counts(accounts: list[Row], colours: Colours) -> dict[str, int]:
    counted = Counter(colours.get(row["account_key"], _UNKNOWN).rag for row in accounts)
    return {rag: counted[rag] for rag in RAGS}
