"""Words are compared by their stems, whatever their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coaching.situation.concepts import vocabulary
from core.coaching.situation.words import stem, stems, telling, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("promoted", "promoting"),
        ("leaving", "leave"),
        ("used", "using"),
        ("renewal", "renewals"),
        ("escalation", "escalations"),
        ("cancelled", "cancelling"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_forms_and_auxiliaries_say_the_same_as_written_out() -> None:
    assert words("He hasn't replied") == words("he has not replied") == ("he", "not", "replied")
    assert words("They won\N{RIGHT SINGLE QUOTATION MARK}t renew") == (
        "they",
        "will",
        "not",
        "renew",
    )


def test_words_that_tell_nothing_are_left_out_of_what_tells() -> None:
    assert telling("How should I handle this with my customer?") == ()


def test_phrases_with_words_between_are_found() -> None:
    strengths = vocabulary().in_text(stems("they will raise the yearly price"))
    assert "price" in strengths


def test_a_longer_phrase_tells_more_surely_than_its_single_words() -> None:
    known = vocabulary()
    assert (
        known.in_text(stems("price increase"))["price"] > known.in_text(stems("inflation"))["price"]
    )


def test_every_situation_of_the_vocabulary_is_a_playbook() -> None:
    from tests.validation.coaching_situations.measure import playbooks

    slugs = {one.slug for one in playbooks()}
    known = vocabulary()
    named = {slug for one in (*known.concepts, *known.together) for slug in one.situations}
    assert named <= slugs
    names = {one.name for one in known.concepts}
    assert all(pair.concepts <= names for pair in known.together)


@given(st.text(max_size=200))
def test_any_text_has_stems(said: str) -> None:
    assert all(one and one == one.strip() for one in stems(said))
