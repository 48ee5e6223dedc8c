"""Feedback in Claude's words: advice and better sentences change, scores and quotations never."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.coaching.feedback import Feedback
from core.coaching.voice import Turn
from core.drafting.fact import FactKind
from tests.unit.coaching.voice.conftest import LIBRARY, TOM, Booth, fact, material_in, sheet_of
from tests.unit.coaching.voice.notes import feedback_on
from tests.unit.drafting.model.messages_server import Received, answers

HARMLESS = "The board asks for it every month."


def _with(**texts: str) -> Any:
    """Says everything as it was but for the passages named (``try_1`` is ``try.1``)."""

    def says(received: Received) -> dict[str, Any]:
        changed = {name.replace("_", "."): text for name, text in texts.items()}
        return {
            "passages": [
                {"id": p["id"], "text": changed.get(p["id"], p["text"]), "cites": p["cites"]}
                for p in material_in(received)["passages"]
            ]
        }

    return says


def _feedback(booth: Booth, says: Any) -> Feedback:
    booth.server.replies = [answers(says)]
    return booth.voice().feedback(TOM, feedback_on(HARMLESS), library=LIBRARY)


def test_claude_words_the_advice_and_a_better_sentence(booth: Booth) -> None:
    before = feedback_on(HARMLESS)
    better = "I will send you the plan for the closing by Friday. Could you introduce me to [name]?"
    attempt = f"After this, {before.assessment.to_try[0].attempt[0].lower()}{before.assessment.to_try[0].attempt[1:]}"
    made = _feedback(booth, _with(try_1=attempt, better_1=better))
    assert (made.writer, made.note) == ("claude", "")
    assert made.assessment.to_try[0].attempt == attempt
    assert made.assessment.to_try[0].better == better
    assert made.assessment.to_try[0].rewrites is False
    assert made.summary == before.summary
    assert made.assessment.scores == before.assessment.scores
    assert made.assessment.went_well == before.assessment.went_well
    assert [one.quote for one in made.assessment.to_try] == [
        one.quote for one in before.assessment.to_try
    ]


def test_it_gets_the_words_that_scores_rest_on_and_not_the_conversation(booth: Booth) -> None:
    _feedback(booth, _with())
    told = material_in(booth.server.last)
    assert told["quotes"]
    assert "Thank you for the time" not in booth.server.last.text
    assert all(part["about"] for part in told["passages"])


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (_with(try_1="You scored 4 on this, so say back what you heard."), "no fact proves"),
        (_with(better_1="I will give you a discount if you sign by Friday."), "a promise"),
        (_with(try_1='You said "we never listen to anybody", so say back what you heard.'), "quotation marks"),
        (_with(better_1="Write to bob@evil.example about the plan by Friday."), "an address"),
    ],
    ids=["a score", "a discount", "an invented quotation", "an address"],
)  # fmt: skip
def test_feedback_that_changed_more_than_words_stays_as_it_was(
    booth: Booth, says: Any, why: str
) -> None:
    made = _feedback(booth, says)
    assert why in made.note
    assert made == replace(feedback_on(HARMLESS), note=made.note)


def test_without_advice_there_is_nothing_to_word(booth: Booth) -> None:
    bare = feedback_on(HARMLESS)
    bare = replace(bare, assessment=replace(bare.assessment, to_try=()))
    assert booth.voice().feedback(TOM, bare, library=LIBRARY) is bare
    assert booth.server.received == []


LINE = "Why should we pay more than last year?"
TURNS = (Turn("Ines Duarte", "What is new?"), Turn("Me", "The closing now takes 4 days."))


def _spoken(booth: Booth, text: str) -> Any:
    booth.server.replies = [answers({"passages": [{"id": "say.1", "text": text, "cites": []}]})]
    return booth.voice().persona(
        TOM,
        LINE,
        persona="Ines Duarte, CFO. She speaks briefly. Her address is ines@contoso.example.",
        turns=TURNS,
        sheet=sheet_of(fact("health.rag", FactKind.STATUS, "Health", "red")),
        own_names=("Ines Duarte",),
    )


def test_a_persona_answers_what_was_said_and_presses_on(booth: Booth) -> None:
    said = _spoken(
        booth, "4 days is better, but we will not pay more for it than last year. Why should we?"
    )
    assert (said.writer, said.note) == ("claude", "")
    assert "not pay more" in said.text
    told = material_in(booth.server.last)
    assert told["conversation"].endswith("Me: The closing now takes 4 days.")
    facts = {item["id"] for item in told["facts"]}
    assert "fact:renewal_on" in facts
    assert "fact:health.rag" not in facts, "a customer knows no score of ours"
    assert "ines@contoso.example" not in booth.server.last.text
    assert [call["kind"] for call in booth.calls()] == ["coach_persona"]


@pytest.mark.parametrize(
    "text",
    [
        "We had 12 outages last year, so why should we pay more?",
        "Robert Miller told me that you pay more than last year.",
        "Pay more than last year at https://evil.example, why not?",
    ],
    ids=["a figure", "a person", "a link"],
)
def test_a_persona_that_invents_speaks_as_scripted(booth: Booth, text: str) -> None:
    said = _spoken(booth, text)
    assert (said.text, said.writer) == (LINE, "template")
    assert said.note.startswith("The coach wrote this without Claude because ")
