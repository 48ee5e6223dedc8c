"""How the coach speaks to somebody: learned from what they say and do, and theirs to change."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from core.coaching.learning import rate
from core.coaching.style import Aspect, Source, choose, style_of
from core.errors import Forbidden, InvalidInput
from core.store import Store
from tests.unit.coaching.learning.conftest import ANN, BOB, LEE, SYSTEM, Turn, turn

__all__ = ["turn"]


def leaning(store: Store, aspect: Aspect = Aspect.LENGTH) -> tuple[str, Source, int]:
    found = next(one for one in style_of(store, ANN).leanings if one.aspect is aspect)
    return found.value, found.source, found.signs


def test_to_somebody_unknown_the_coach_is_detailed_direct_and_gives_examples(store: Store) -> None:
    style = style_of(store, ANN)
    assert (style.length, style.manner, style.examples) == ("detailed", "direct", True)
    assert style.to_dict() == {"length": "detailed", "manner": "direct", "examples": "with"}


def test_a_wish_counts_once_it_is_said_twice(store: Store, turn: Turn) -> None:
    rate(store, ANN, turn(), wishes={"length": "brief"})
    assert leaning(store) == ("detailed", Source.DEFAULT, 1)
    rate(store, ANN, turn(), wishes={"length": "brief"})
    assert leaning(store) == ("brief", Source.LEARNED, 2)


def test_wishes_both_ways_leave_things_as_they_are(store: Store, turn: Turn) -> None:
    for value in ("brief", "detailed") * 3:
        rate(store, ANN, turn(), wishes={"length": value})
    assert leaning(store) == ("detailed", Source.DEFAULT, 6)


def test_ratings_tell_of_the_style_an_answer_was_in(store: Store, turn: Turn) -> None:
    for rating in (1, 2, 1, 2):
        rate(store, ANN, turn(style={"manner": "direct"}), rating=rating)
    assert leaning(store, Aspect.MANNER) == ("questioning", Source.LEARNED, 4)


def test_a_middling_rating_tells_nothing(store: Store, turn: Turn) -> None:
    for _ in range(6):
        rate(store, ANN, turn(style={"manner": "direct"}), rating=3)
    assert leaning(store, Aspect.MANNER) == ("direct", Source.DEFAULT, 0)


def test_somebody_who_cuts_every_draft_is_spoken_to_briefly(store: Store) -> None:
    with store.transaction(SYSTEM, "tests.fill") as work:
        for number in range(1, 5):
            work.execute(
                "INSERT INTO ops.draft BY NAME SELECT $n AS draft_id, 'x' AS kind, 'x' AS purpose, 'warm' AS tone,"
                " 'short' AS length, 1 AS account_key, 11 AS contact_key, '' AS sender, 'drafted' AS status,"
                " 2 AS version, 0 AS unmatched, $at AS created_at, 'ann@us.example' AS created_by, $at AS changed_at",
                {"n": number, "at": datetime(2026, 6, 1)},
            )
            for version, why, words in ((1, "drafted", 100), (2, "edited", 50)):
                letter = {"subject": "", "paragraphs": [{"text": "x" * words}], "ask": ""}
                work.execute(
                    "INSERT INTO ops.draft_version BY NAME SELECT $n AS draft_id, $v AS version, '' AS subject,"
                    " $letter AS letter, '{}' AS sheet, '' AS content_hash, '' AS writer, '' AS prompt_version,"
                    " '' AS note, $why AS why, $at AS created_at, 'ann@us.example' AS created_by",
                    {
                        "n": number,
                        "v": version,
                        "letter": json.dumps(letter),
                        "why": why,
                        "at": datetime(2026, 6, 1),
                    },
                )
    assert leaning(store) == ("brief", Source.LEARNED, 4)
    assert style_of(store, BOB).length == "detailed"


def test_what_is_chosen_stands_until_it_is_given_back(store: Store, turn: Turn) -> None:
    for _ in range(3):
        rate(store, ANN, turn(), wishes={"length": "brief"})
    assert choose(store, ANN, "length", "detailed").length == "detailed"
    assert leaning(store)[1] is Source.CHOSEN
    assert choose(store, ANN, "length", None).length == "brief"


def test_one_persons_choice_is_nobody_elses(store: Store) -> None:
    choose(store, ANN, "examples", "without")
    assert not style_of(store, ANN).examples
    assert style_of(store, BOB).examples


@pytest.mark.parametrize(("name", "value"), [("tone", "warm"), ("length", "endless")])
def test_an_unknown_choice_is_refused(store: Store, name: str, value: str) -> None:
    with pytest.raises(InvalidInput):
        choose(store, ANN, name, value)


def test_who_is_not_coached_has_no_style(store: Store) -> None:
    with pytest.raises(Forbidden):
        style_of(store, LEE)
