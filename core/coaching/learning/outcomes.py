"""What the data show of an account after the coach was asked about it. No cause is claimed."""

from __future__ import annotations

from dataclasses import dataclass

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.learning.helped import statement
from core.coaching.learning.model import Followed, Outcome
from core.store import Store

LONGEST_LIST = 200


def outcomes(store: Store, actor: Actor, *, limit: int = LONGEST_LIST) -> tuple[Outcome, ...]:
    """The actor's own turns about accounts, the newest first, each with what came afterwards."""
    require(actor, Permission.COACHING_USE)
    person = actor.email.casefold()
    params = viewer(actor) | {
        "person": person,
        "only": person,
        "as_of": store.clock.today(),
        "limit": limit,
    }
    return tuple(
        Outcome(**{**row, "followed": Followed(row["followed"])})
        for row in store.rows(statement("outcomes"), params)
    )


@dataclass(frozen=True)
class Tally:
    """Turns that were followed, or were not, and in how many the account then did better than its peers."""

    followed: bool
    turns: int
    compared: int
    better: int
    escalations: int
    ended: int
    renewals_moved: int


def tally(found: tuple[Outcome, ...]) -> tuple[Tally, Tally]:
    """Followed, wholly or in part, and said not to be followed; what was never said is in neither."""
    done = [one for one in found if one.followed in (Followed.FOLLOWED, Followed.PARTLY)]
    left = [one for one in found if one.followed is Followed.NOT]
    return _tally(done, followed=True), _tally(left, followed=False)


def _tally(found: list[Outcome], *, followed: bool) -> Tally:
    return Tally(
        followed,
        len(found),
        sum(one.is_better is not None for one in found),
        sum(one.is_better is True for one in found),
        sum(one.had_escalation for one in found),
        sum(one.escalation_ended_on is not None for one in found),
        sum(one.renewal_moved_on is not None for one in found),
    )
