"""Use case: say of a turn how useful it was, whether it was followed, and what should be different."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.interactions import interaction
from core.coaching.learning.helped import SQL
from core.coaching.learning.model import Followed, Rating
from core.coaching.style.wishes import check_wishes, keep_wishes
from core.errors import InvalidInput
from core.store import Reader, Store, load_sql

LONGEST_COMMENT = 1000
LEAST, MOST = 1, 5


def rate(
    store: Store,
    actor: Actor,
    interaction_id: int,
    *,
    rating: int | None = None,
    followed: Followed | str | None = None,
    comment: str | None = None,
    wishes: Mapping[str, str] | None = None,
) -> Rating:
    """Rate a turn of one's own; what is left out stays as it was said before.

    ``wishes`` are values by aspect of style, e.g. ``{"length": "brief"}``. Raises
    :class:`~core.errors.NotFound` for a turn that is not the actor's, and
    :class:`~core.errors.InvalidInput` for anything else that cannot be.
    """
    require(actor, Permission.COACHING_USE)
    wanted = check_wishes(wishes or {})
    _check(rating, comment)
    told = _followed(followed)
    if rating is None and told is None and comment is None and not wanted:
        raise InvalidInput("Nothing was said.", "Give a rating, or whether it was followed.")
    interaction(store, actor, interaction_id)  # not found unless it is the actor's own
    person = actor.email.casefold()
    with store.transaction(actor, "coaching.rate", f"turn {interaction_id}") as work:
        before = ratings(work, actor, [interaction_id]).get(interaction_id)
        made = Rating(
            interaction_id,
            rating if rating is not None else before.rating if before else None,
            told or (before.followed if before else Followed.UNKNOWN),
            comment.strip() if comment is not None else before.comment if before else "",
            work.clock.now(),
        )
        row = {"interaction_id": interaction_id, "person": person}
        values = {"rating": made.rating, "followed": made.followed.value, "at": made.rated_at}
        if (rating, told, comment) != (None, None, None):
            work.execute(load_sql(SQL, "rating_insert"), row | values | {"comment": made.comment})
            work.touch("ops.coaching_rating")
        if comment is not None:
            work.execute(load_sql(SQL, "remark"), row | {"comment": made.comment})
            work.touch("ops.coaching_interactions")
        keep_wishes(work, actor, interaction_id, wanted)
    return made


def ratings(store: Reader, actor: Actor, interaction_ids: Sequence[int]) -> dict[int, Rating]:
    """The actor's newest ratings of these turns, by turn."""
    require(actor, Permission.COACHING_USE)
    params = {"person": actor.email.casefold(), "interaction_ids": list(interaction_ids)}
    return {
        row["interaction_id"]: Rating(**{**row, "followed": Followed(row["followed"])})
        for row in store.rows(load_sql(SQL, "ratings"), params)
    }


def _check(rating: int | None, comment: str | None) -> None:
    if rating is not None and not LEAST <= rating <= MOST:
        raise InvalidInput(f"{rating} is no rating.", "Give 1 (useless) to 5 (just right).")
    if comment is not None and len(comment) > LONGEST_COMMENT:
        raise InvalidInput("The comment is too long.", f"At most {LONGEST_COMMENT} characters.")


def _followed(text: Followed | str | None) -> Followed | None:
    if text is None:
        return None
    try:
        return Followed(text)
    except ValueError as error:
        raise InvalidInput(
            f"{text!r} is not an answer.", f"Say {', '.join(one.value for one in Followed)}."
        ) from error
