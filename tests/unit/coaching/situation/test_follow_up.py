"""What a turn within a conversation wants."""

from __future__ import annotations

import pytest

from core.coaching.situation.follow_up import Turn, turn_of


@pytest.mark.parametrize(
    ("said", "turn"),
    [
        ("why?", Turn.WHY),
        ("but why would I call first", Turn.WHY),
        ("make it shorter", Turn.SHORTER),
        ("too long", Turn.SHORTER),
        ("can you elaborate", Turn.LONGER),
        ("draft it", Turn.DRAFT),
        ("yes please, write the e-mail", Turn.DRAFT),
        ("create the plan", Turn.PLAN),
        ("turn this into tasks", Turn.PLAN),
        ("and what about the CFO?", Turn.PERSON),
        ("and Ruth Okafor?", Turn.PERSON),
        ("what could go wrong?", Turn.WATCH),
        ("what do I say if they push back?", Turn.WORDS),
        ("where do I start?", Turn.FIRST),
        ("thanks!", Turn.THANKS),
        ("ok great, thank you", Turn.THANKS),
        ("they have also invited a competitor", Turn.NEW),
    ],
)
def test_a_turn_is_taken_as_it_is_meant(said: str, turn: Turn) -> None:
    assert turn_of(said) is turn


def test_a_long_description_is_a_situation_of_its_own_whatever_words_are_in_it() -> None:
    said = "Their finance director wrote that our summary was too long and asked why the fee went up so much again"
    assert turn_of(said) is Turn.NEW
