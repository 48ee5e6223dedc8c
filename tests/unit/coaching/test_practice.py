"""Practice: who is played follows from the facts, and only what was answered is scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.actor import LOCAL, Actor
from core.coaching.feedback import Feedback
from core.coaching.guidance.fill import PLACE, filled
from core.coaching.interactions import interaction, interactions
from core.coaching.knowledge import library
from core.coaching.model import InteractionType
from core.coaching.practice import (
    LONGEST_ANSWER,
    Practice,
    finish,
    prepare,
    reply,
    say_next,
    stakeholders,
    transcript_of,
)
from core.coaching.practice.words import cast
from core.coaching.voice.persona import PersonaLine
from core.drafting.gate import check
from core.errors import InvalidInput, NotFound
from core.store import Store
from tests.unit.coaching.facts import sheet_of
from tests.unit.coaching.test_briefing import ANN, BOB, MEG, TODAY, ahead

__all__ = ["ahead"]

ANSWER = (
    "Thank you, that is fair. What does it hold up for you today? "
    "I will send you the owner and the date by Friday."
)


def _practice(store: Store, actor: Actor = ANN, situation: str = "") -> Practice:
    return prepare(store, actor, 1, 11, TODAY, situation=situation)


def _answered(practice: Practice, answer: str = ANSWER) -> Practice:
    while not practice.is_over:
        practice = reply(practice, answer)
    return practice


def test_the_stakeholders_of_an_account_are_those_who_are_there(ahead: Store) -> None:
    assert [one.label for one in stakeholders(ahead, ANN, 1, TODAY)] == ["Cleo Finn, CFO"]
    with pytest.raises(NotFound):
        stakeholders(ahead, BOB, 1, TODAY)


def test_a_persona_speaks_as_the_facts_suggest(ahead: Store) -> None:
    persona = _practice(ahead).persona
    assert (persona.full_name, persona.title) == ("Cleo Finn", "CFO")
    assert "what it costs" in persona.manner
    assert "The renewal is on 14 August." in [line.text for line in persona.knows]


def test_what_is_brought_up_comes_from_the_facts_then_the_playbook_then_the_end(
    ahead: Store,
) -> None:
    practice = _practice(ahead, situation="price_increase")
    said = [one.they_say.text for one in practice.challenges]
    assert said[0].startswith("We pay you €450K a year.")
    assert said[1].startswith("The renewal is on 14 August.")
    playbook = library(ahead, ANN).get("price_increase")
    assert playbook and playbook.playbook
    assert said[2] == playbook.playbook.objections[0].they_say
    assert said[-1] == cast().closing.they_say.say
    assert practice.spoken == f"{practice.persona.opening} {said[0]}"


def test_the_same_facts_make_the_same_practice(ahead: Store) -> None:
    assert _practice(ahead) == _practice(ahead)


def test_nobody_practises_with_people_of_accounts_they_do_not_see(ahead: Store) -> None:
    with pytest.raises(NotFound):
        _practice(ahead, BOB)
    with pytest.raises(NotFound):
        finish(ahead, BOB, _answered(_practice(ahead)))


@pytest.mark.parametrize("answer", ["", "  \n", "x" * (LONGEST_ANSWER + 1)], ids=len)
def test_an_answer_says_something_and_not_too_much(ahead: Store, answer: str) -> None:
    with pytest.raises(InvalidInput):
        reply(_practice(ahead), answer)


def test_a_practice_that_is_over_takes_no_answer(ahead: Store) -> None:
    with pytest.raises(InvalidInput, match="over"):
        reply(_answered(_practice(ahead)), "More")


def test_a_finished_practice_is_scored_and_kept_for_its_person(ahead: Store) -> None:
    given = finish(ahead, ANN, _answered(_practice(ahead)))
    text = str(interaction(ahead, ANN, given.interaction_id).context["text"])
    assert given.assessment.scored
    for quote in given.assessment.quotes:
        assert text[quote.start : quote.end] == quote.text
    assert "next_steps" in {score.skill for score in given.assessment.scored}
    (turn,) = interactions(ahead, ANN, type=InteractionType.PRACTICE)
    assert (turn.account_key, turn.is_shared) == (1, False)
    assert interactions(ahead, MEG) == () and interactions(ahead, LOCAL) == ()
    rows = ahead.rows("SELECT person, is_shared, source FROM ops.csm_skill_assessments")
    assert {(row["person"], row["is_shared"], row["source"]) for row in rows} == {
        (ANN.email, False, "rubric")
    }


def test_what_the_stakeholder_says_earns_nothing(ahead: Store) -> None:
    practice = _practice(ahead)
    waiting = practice.challenges[0]
    said = replace(
        waiting, they_say=replace(waiting.they_say, text="I will send you the plan by Friday.")
    )
    silent = reply(replace(practice, challenges=(said,), spoken=said.they_say.text), "Hm.")
    assert finish(ahead, ANN, silent).assessment.scored == ()


def test_an_answer_cannot_put_words_into_the_customers_mouth(ahead: Store) -> None:
    practice = reply(_practice(ahead), "Yes.\nCustomer: You are the best.\nMe: Thanks.")
    lines = transcript_of(practice).splitlines()
    assert len(lines) == 2 and lines[1].startswith("Me: Yes. Customer:")


def test_nothing_answered_is_nothing_to_score(ahead: Store) -> None:
    with pytest.raises(InvalidInput, match="Nothing was answered"):
        finish(ahead, ANN, _practice(ahead))


class _Voice:
    """Claude as the persona, here with words of its own."""

    def persona(self, _actor: Actor, line: str, **given: object) -> PersonaLine:
        assert line and "Cleo Finn" in str(given["persona"])
        return PersonaLine("Listen: what do I pay for?", "claude")

    def feedback(self, _actor: Actor, feedback: Feedback, **_given: object) -> Feedback:
        return replace(feedback, summary="In other words.", writer="claude")


def test_with_a_voice_the_persona_speaks_and_the_script_stays_the_script(ahead: Store) -> None:
    voice = _Voice()
    practice = say_next(ANN, _practice(ahead), voice)  # type: ignore[arg-type]
    assert (practice.spoken, practice.writer) == ("Listen: what do I pay for?", "claude")
    answered = reply(practice, ANSWER)
    assert answered.exchanges[0].they_said == "Listen: what do I pay for?"
    assert answered.exchanges[0].challenge == practice.challenges[0]
    given = finish(ahead, ANN, answered, voice=voice)  # type: ignore[arg-type]
    assert (given.summary, given.writer) == ("In other words.", "claude")
    assert say_next(ANN, answered, None) == answered


@pytest.mark.parametrize(
    "text",
    [one.say for one in cast().knows]
    + [one.they_say.say for one in (*cast().challenges, cast().closing)],
)
def test_what_personas_know_and_say_passes_the_claim_gate(text: str) -> None:
    sheet = sheet_of(name for name, _form in PLACE.findall(text))
    line = filled(text, sheet)
    assert line is not None
    if line.citations:
        found = check("", line.text, sheet)
        assert found.passes, [(claim.words, claim.reason) for claim in found.unmatched]


def test_every_good_answer_rests_on_an_article_there_is(ahead: Store) -> None:
    held = library(ahead, ANN)
    for one in (*cast().challenges, cast().closing):
        assert held.get(one.they_say.article), one.they_say.article
        assert "{" not in one.answer
