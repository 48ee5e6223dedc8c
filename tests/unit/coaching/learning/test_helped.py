"""Documents that helped rise a little; how much is bounded, and no count tells what one person said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coaching.learning import HelpedCount, helped, rate
from core.coaching.learning.model import REACH
from core.store import Store

from .conftest import ANN, BOB, CAT, Turn


def test_nothing_is_known_before_anybody_said_anything(store: Store, turn: Turn) -> None:
    turn(cites=("renewal_risk",))
    assert helped(store, ANN) == {}


@pytest.mark.parametrize(
    ("said", "n", "liked", "followed", "good", "bad"),
    [
        ({"rating": 5}, 1, 1, 0, 1.0, 0.0),
        ({"rating": 3}, 1, 0, 0, 0.5, 0.5),
        ({"rating": 1}, 1, 0, 0, 0.0, 1.0),
        ({"followed": "followed"}, 1, 0, 1, 1.0, 0.0),
        ({"followed": "partly"}, 1, 0, 1, 0.5, 0.0),
        ({"rating": 2, "followed": "followed"}, 1, 0, 1, 0.0, 1.0),
    ],
)
def test_each_answer_counts_as_stated(  # noqa: PLR0917 - a table
    store: Store,
    turn: Turn,
    said: dict[str, object],
    n: int,
    liked: int,
    followed: int,
    good: float,
    bad: float,
) -> None:
    rate(store, ANN, turn(cites=("renewal_risk",)), **said)  # type: ignore[arg-type]
    found = helped(store, ANN)["renewal_risk"]
    assert (found.n, found.liked, found.followed) == (n, liked, followed)
    assert (found.good, found.bad) == (good, bad)


def test_what_was_not_followed_says_nothing_of_the_document(store: Store, turn: Turn) -> None:
    rate(store, ANN, turn(cites=("renewal_risk",)), followed="not")
    assert helped(store, ANN) == {}


def test_others_learn_of_a_document_once_three_people_spoke_of_it(store: Store, turn: Turn) -> None:
    for who in (ANN, BOB):
        rate(store, who, turn(who, cites=("price_increase",)), rating=5)
    assert helped(store, ANN)["price_increase"].n == 1
    assert helped(store, CAT) == {}
    rate(store, CAT, turn(CAT, cites=("price_increase",)), rating=4)
    assert [helped(store, who)["price_increase"].n for who in (ANN, BOB, CAT)] == [3, 3, 3]


def test_an_account_that_did_better_than_its_peers_counts_a_half(scored: Store, turn: Turn) -> None:
    rate(
        scored, ANN, turn(cites=("renewal_risk",), account_key=1, days_ago=35), followed="followed"
    )
    rate(
        scored,
        ANN,
        turn(cites=("price_increase",), account_key=4, days_ago=35),
        followed="followed",
    )
    found = helped(scored, ANN)
    assert (found["renewal_risk"].better, found["renewal_risk"].compared) == (1, 1)
    assert (found["renewal_risk"].good, found["renewal_risk"].bad) == (1.5, 0.0)
    assert (found["price_increase"].better, found["price_increase"].bad) == (0, 0.5)


@given(
    good=st.floats(0, 1e6, allow_nan=False),
    bad=st.floats(0, 1e6, allow_nan=False),
)
def test_a_boost_never_leaves_its_bounds(good: float, bad: float) -> None:
    one = HelpedCount("x", 1, 0, 0, 0, 0, good, bad)
    assert 1 - REACH / 2 <= one.boost <= 1 + REACH / 2
    assert one.boost >= 1 if good >= bad else one.boost <= 1


def test_one_good_rating_moves_a_document_less_than_ten() -> None:
    one, ten = (HelpedCount("x", n, n, 0, 0, 0, float(n), 0.0) for n in (1, 10))
    assert 1 < one.boost < ten.boost


def test_what_is_kept_in_memory_follows_the_next_rating(store: Store, turn: Turn) -> None:
    number = turn(cites=("renewal_risk",))
    rate(store, ANN, number, rating=5)
    assert helped(store, ANN)["renewal_risk"].liked == 1
    rate(store, ANN, number, rating=1)
    assert helped(store, ANN)["renewal_risk"].liked == 0
    assert helped(store, BOB) == {}
