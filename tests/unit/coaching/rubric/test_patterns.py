"""The language of patterns: what is found, what is refused, and that nothing runs away."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coaching.rubric import compiled
from core.errors import InvalidInput


@pytest.mark.parametrize(
    ("pattern", "sentence", "found"),
    [
        ("who .. sign*", "So who on your side usually signs it?", "who on your side usually signs"),
        ("who .. sign*", "who one two three four five six signs", None),
        ("what/which goal", "Which goal?", "Which goal"),
        ("goal*", "their goal's clear", "goal's"),
        ("(next step|to do)", "The next step is clear", "next step"),
        ("^yes but", "Yes, but no", "Yes, but"),
        ("^yes but", "I say yes but", None),
        ("I can", "I can't", None),
        ("you'll", "I hope you\u2019ll come", "you\u2019ll"),
        ("by <date>", "by next Friday", "by next Friday"),
        ("<date>", "on 2026-07-01 then", "2026-07-01"),
        ("<date>", "in two weeks", "in two weeks"),
        ("<date>", "It may march on", None),
        ("<number>", "about 30% less", "30%"),
        ("<money>", "it is $45,000 now", "$45,000"),
        ("<name> will", "Maria will", "Maria will"),
        ("<name> will", "We will", None),
        ("<name>/she said", "then she said", "she said"),
    ],
)
def test_what_a_pattern_finds(pattern: str, sentence: str, found: str | None) -> None:
    match = compiled(pattern).find(sentence)
    assert (sentence[match.start : match.end].strip() if match else None) == found


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        " ",
        "..",
        "a ..",
        ".. a",
        "a .. b .. c .. d .. e",
        "a ^ b",
        "<weather>",
        "()",
        "(a",
        "a|b",
        "a+",
        "x" * 301,
    ],
)
def test_what_is_no_pattern_is_refused_with_its_reason(pattern: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compiled(pattern)
    assert "pattern" in refused.value.message
    assert "docs/coaching-rubric.md" in refused.value.remedy


@given(st.text(max_size=60))
def test_any_text_is_a_pattern_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        compiled(text).find("What would you say to him by Friday?")


def test_the_widest_pattern_is_quick_on_the_longest_sentence() -> None:
    started = time.perf_counter()
    assert compiled("a .. b .. c .. d").find("a " * 300) is None
    assert time.perf_counter() - started < 1
