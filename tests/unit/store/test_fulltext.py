"""Full-text search: rarity, weight, slips of the keyboard, and what it never does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.store import FullText

TEXTS = {
    "escalation": {"title": "Handling an escalation", "body": "Answer within the hour. Own it."},
    "renewal": {"title": "Renewals in good time", "body": "Begin the renewal early; own the date."},
    "pricing": {"title": "Prices rise", "body": "Say the price plainly. A café pays too."},
    "mention": {"title": "Meetings", "body": "An escalation may come up. " + "Prepare well. " * 20},
}
INDEX = FullText(TEXTS, {"title": 4.0, "body": 1.0}, {"the", "an", "it", "a"})


def found(query: str) -> list[str]:
    return [one.ref for one in INDEX.search(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("escalations", "escalation"),
        ("They ESCALATED!", "escalation"),
        ("escaltion", "escalation"),
        ("renewl", "renewal"),
        ("cafe", "pricing"),
        ("pric", "pricing"),
        ("what is the escalation", "escalation"),
    ],
)
def test_words_are_found_in_other_forms_and_with_a_slip(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_a_title_counts_for_more_than_a_word_in_passing() -> None:
    assert found("escalation") == ["escalation", "mention"]


def test_the_words_that_matched_are_said_and_slips_with_what_was_read() -> None:
    assert INDEX.search("escaltion own")[0].words == ("escaltion → escalation", "own")


def test_words_that_say_nothing_and_words_nobody_wrote_find_nothing() -> None:
    assert found("the an it") == []
    assert found("") == []
    assert found("zyzzyva") == []


def test_a_word_that_no_text_holds_lowers_how_well_the_others_answer() -> None:
    alone = INDEX.search("escalation")[0].score
    assert INDEX.search("escalation zyzzyva")[0].score < alone


def test_the_order_of_words_and_saying_them_twice_changes_nothing() -> None:
    assert INDEX.search("own escalation escalation") == INDEX.search("escalation own")


def test_a_word_longer_than_any_is_not_compared_with_every_other() -> None:
    assert found("e" * 100_000 + " escalation") == found("escalation")
    assert len(INDEX.words(" ".join(f"w{'x' * n}" for n in range(200)))) <= 60


def test_an_index_of_nothing_answers_nothing() -> None:
    assert FullText({}, {"title": 1.0}).search("anything") == ()


def test_fields_without_a_weight_are_not_searched() -> None:
    index = FullText({"one": {"title": "Seen", "secret": "hidden"}}, {"title": 1.0})
    assert index.search("hidden") == ()
    assert index.search("seen")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_query_fails_and_no_score_leaves_its_range(query: str) -> None:
    hits = INDEX.search(query)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
