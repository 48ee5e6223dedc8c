"""The right playbook is reached without a model, in words nobody listed, with slips of the pen."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.coaching.situation.recognise import Recogniser
from core.coaching.situation.understand import RECOGNISED
from tests.validation.coaching_situations.document import DOCUMENT, row
from tests.validation.coaching_situations.measure import playbooks, reached, share


@cache
def _recogniser() -> Recogniser:
    return Recogniser(playbooks())


def test_of_sixty_situations_in_three_wordings_95_in_100_reach_their_playbook_in_the_first_three() -> (
    None
):
    found = reached()
    assert len(found) == 180
    assert share(found, 3) >= 0.95
    assert share([one for one in found if not one.is_tuned], 3) >= 0.9


def test_the_published_figures_are_those_the_code_gives() -> None:
    found = reached()
    published = DOCUMENT.read_text(encoding="utf-8")
    assert row("All wordings", found) in published
    assert row("Held out", [one for one in found if not one.is_tuned]) in published
    for one in found:
        assert (f"“{one.text}”" in published) == (one.place > 3)


@pytest.mark.parametrize(
    ("said", "playbook"),
    [
        ("champoin got promotted to VP", "champion_promoted"),
        ("procurment is stuck with the contract", "procurement_delay"),
        ("they won't renew", "renewal_risk"),
        ("CEO escalaton on my desk", "ceo_escalation"),
    ],
)
def test_slips_of_the_pen_are_read_as_meant(said: str, playbook: str) -> None:
    assert playbook in [one.slug for one in _recogniser().candidates(said)[:3]]


def test_a_sign_of_percent_is_read_as_the_word() -> None:
    signed, spelled = (
        _recogniser().candidates(f"They want 20{percent} off or they walk")
        for percent in ("%", " percent")
    )
    assert signed == spelled
    assert signed[0].slug == "renewal_negotiation"
    assert signed[0].confidence >= RECOGNISED


@pytest.mark.parametrize("said", ["", "hello", "how are you", "what is the weather", "!!!", "🙂"])
def test_what_is_about_no_situation_reaches_none(said: str) -> None:
    assert _recogniser().candidates(said) == ()


@pytest.mark.parametrize(
    "said", ["How do I cook pasta?", "What should I eat for lunch before the meeting?"]
)
def test_words_that_only_look_like_ours_are_not_taken_for_a_situation(said: str) -> None:
    assert all(one.confidence < RECOGNISED for one in _recogniser().candidates(said))


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_ranked_the_same_every_time(said: str) -> None:
    first = _recogniser().candidates(said)
    assert first == _recogniser().candidates(said)
    assert [one.points for one in first] == sorted((one.points for one in first), reverse=True)
    assert all(0 <= one.confidence <= 1 for one in first)
