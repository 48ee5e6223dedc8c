"""Rating a turn: one's own, said bit by bit, and nobody else's business."""

from __future__ import annotations

import pytest

from core.actor import Actor
from core.coaching.interactions import interaction
from core.coaching.learning import Followed, rate, ratings
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store

from .conftest import ADA, ANN, BOB, LEE, Turn


def test_what_is_said_later_does_not_take_back_what_was_said_before(
    store: Store, turn: Turn
) -> None:
    number = turn()
    rate(store, ANN, number, rating=4)
    rate(store, ANN, number, followed="partly")
    said = rate(store, ANN, number, comment="  Helped in the call. ")
    assert (said.rating, said.followed, said.comment) == (4, Followed.PARTLY, "Helped in the call.")
    assert ratings(store, ANN, [number])[number].rating == 4
    assert interaction(store, ANN, number).feedback_received == "Helped in the call."


def test_the_newest_rating_of_a_turn_holds(store: Store, turn: Turn) -> None:
    number = turn()
    rate(store, ANN, number, rating=5)
    rate(store, ANN, number, rating=2, followed=Followed.NOT)
    found = ratings(store, ANN, [number])[number]
    assert (found.rating, found.followed) == (2, Followed.NOT)


@pytest.mark.parametrize("who", [BOB, ADA])
def test_anothers_turn_is_answered_like_one_that_never_was(
    store: Store, turn: Turn, who: Actor
) -> None:
    number = turn()
    rate(store, ANN, number, rating=5)
    with pytest.raises(NotFound) as anothers:
        rate(store, who, number, rating=1)
    with pytest.raises(NotFound) as nobodys:
        rate(store, who, 999, rating=1)
    assert anothers.value.message.replace(str(number), "") == nobodys.value.message.replace(
        "999", ""
    )
    assert ratings(store, who, [number]) == {}
    assert ratings(store, ANN, [number])[number].rating == 5


def test_who_is_not_coached_rates_nothing(store: Store, turn: Turn) -> None:
    with pytest.raises(Forbidden):
        rate(store, LEE, turn(), rating=3)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"rating": 0},
        {"rating": 6},
        {"followed": "sometimes"},
        {"comment": "x" * 1001},
        {"wishes": {"length": "endless"}},
        {"wishes": {"colour": "red"}},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    store: Store, turn: Turn, said: dict[str, object]
) -> None:
    number = turn()
    with pytest.raises(InvalidInput):
        rate(store, ANN, number, **said)  # type: ignore[arg-type]
    assert ratings(store, ANN, [number]) == {}


def test_the_log_says_that_a_turn_was_rated_and_not_with_what_words(
    store: Store, turn: Turn
) -> None:
    rate(store, ANN, turn(), rating=1, comment="my manager is wrong")
    logged = store.rows("SELECT action, subject, detail FROM ops.audit_event")
    assert logged[-1]["action"] == "coaching.rate"
    assert "wrong" not in str(logged)
