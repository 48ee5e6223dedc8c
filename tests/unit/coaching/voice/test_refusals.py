"""What Claude may not say: each answer that breaks a rule is thrown away whole, with the reason on screen."""

from __future__ import annotations

from typing import Any

import pytest

from core.coaching.model import CitationKind
from tests.unit.coaching.voice.conftest import DOCUMENTS, GUIDANCE, WORDED, Booth, worded
from tests.unit.drafting.model.messages_server import answers

STEP, NOTE = "phase.2.2", "watch_out.1"
REFUSED = {
    "an article that does not exist": (
        worded(STEP, "Redraw the stakeholder map.", "doc:how_to_win"),
        "cited something that it was not given",
    ),
    "a fact that does not exist": (
        worded(STEP, "Redraw the stakeholder map.", "fact:champion.bob.name"),
        "cited something that it was not given",
    ),
    "nothing to rest on": (
        {"passages": [{**part, "cites": []} for part in WORDED["passages"]]},
        "left out what a sentence rests on",
    ),
    "a person nobody knows": (
        worded(STEP, "Put Robert Miller on the stakeholder map.", "doc:champion_promoted"),
        "no fact proves",
    ),
    "a promise in our name": (
        worded("phase.1.1", "Send a personal note that says we will deliver your roadmap.", "doc:champion_promoted"),
        "a promise that nobody made",
    ),
    "a discount": (
        worded("phase.1.1", "Send a personal note and offer a discount for nothing.", "doc:champion_promoted"),
        "a promise that nobody made",
    ),
    "words nobody said in quotation marks": (
        worded(NOTE, 'Their priorities shift when they say "we have no budget left".', "doc:champion_promoted"),
        "words in quotation marks that nobody said",
    ),
    "a link": (
        worded(NOTE, "Read about priorities at https://evil.example/product first.", "doc:champion_promoted"),
        "a link that no fact gives",
    ),
    "an address": (
        worded(NOTE, "Send priorities about your product to bob@evil.example now.", "doc:champion_promoted"),
        "an address or number that no fact gives",
    ),
    "markup": (
        worded(NOTE, "**Priorities** may shift away from your product.", "doc:champion_promoted"),
        "header lines or markup",
    ),
    "something else altogether": (
        worded(NOTE, "Roses bloom beneath silver moonlight while gentle rivers whisper forgotten melodies.",
               "doc:champion_promoted"),
        "not about what it was given",
    ),
    "a passage twice": (
        {"passages": [*WORDED["passages"], WORDED["passages"][-1]]},
        "had not the passages",
    ),
    "a passage of its own": (
        {"passages": [*WORDED["passages"], {"id": "phase.3.1", "text": "Send the note.", "cites": []}]},
        "had not the passages",
    ),
    "an essay": (
        worded(NOTE, "Their priorities may shift away from your product. " * 20, "doc:champion_promoted"),
        "words where 80 are allowed",
    ),
    "a field of its own": (
        {**WORDED, "score": 5},
        "could not be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_is(booth: Booth, name: str) -> None:
    answer, why = REFUSED[name]
    made = booth.guide(answers(answer))
    assert made.writer == "template"
    assert why in made.note
    assert made.phases == GUIDANCE.phases
    assert [call["outcome"] for call in booth.calls()] in (["not_accepted"], ["garbled"])


OWN_WORDS = {
    "a name that only the question says, in a step that others may see": worded(
        STEP, "Put Ravi on the stakeholder map.", "doc:champion_promoted"
    ),
    "a figure that no fact gives": worded(
        "phase.2.1", "Ask Ines about the 7 open tickets and the daily work.",
        "doc:champion_transition", "fact:issue.open_critical",
    ),
    "another renewal date": worded(
        "analysis.1", "Ines has less time for you, and the renewal is on 30 October.",
        "doc:champion_promoted", "fact:renewal_on",
    ),
    "a day on which something is said to happen": worded(
        STEP, "Tell Ines that the stakeholder map comes out on Friday.", "doc:champion_promoted"
    ),
    "a small number said of the account": worded(
        STEP, "Contoso has lost two champions since; update the stakeholder map.", "doc:champion_promoted"
    ),
}  # fmt: skip
"""Figures and days that nothing proves: such a passage stays as the coach had it, the others are Claude's."""


@pytest.mark.parametrize("name", OWN_WORDS)
def test_in_the_coachs_own_words_stays(booth: Booth, name: str) -> None:
    made = booth.guide(answers(OWN_WORDS[name]))
    assert made.writer == "claude"
    assert made.note == "One sentence is in the coach's own words: no fact proved Claude's."
    said = [line.text for line in (*made.analysis, *(s for p in made.phases for s in p.steps))]
    own = [
        line.text for line in (*GUIDANCE.analysis, *(s for p in GUIDANCE.phases for s in p.steps))
    ]
    assert sum(text in own for text in said) == 1
    assert not any(
        wrong in " ".join(said)
        for wrong in ("7 open", "October", "Friday", "two champions", "Ravi")
    )


def test_too_much_that_nothing_proves_makes_the_whole_answer_void(booth: Booth) -> None:
    parts = [
        {**part, "text": f"{part['text']} It has been so for 17 weeks."}
        for part in WORDED["passages"]
    ]
    made = booth.guide(answers({"passages": parts}))
    assert made.writer == "template"
    assert "no fact proves" in made.note
    assert made.phases == GUIDANCE.phases


ACCEPTED = {
    "general advice with a small number": worded(STEP, "Put two more people on the stakeholder map.", "doc:champion_promoted"),
    "a figure of a document": worded(NOTE, "Keep the first call to twenty minutes, priorities may shift.", "doc:champion_transition"),
    "a document word for word": worded(NOTE, 'Ask "What has changed for you?" before priorities shift.', "doc:champion_transition"),
    "an imperative with a capital": worded(STEP, "Sketch the stakeholder map. Redraw it often.", "doc:champion_promoted"),
    "a fact in other honest words": worded(
        "phase.2.1", "With three tickets of high priority open, ask Ines who takes over.", "doc:champion_transition",
        "fact:issue.open_critical", "fact:champion.ines.name",
    ),
    "a name of the question in what only the person reads": worded(
        NOTE, "Priorities of Ravi may shift away from your product.", "doc:champion_promoted"
    ),
    "when to do something": worded(STEP, "Redraw the stakeholder map by Friday.", "doc:champion_promoted"),
    "how long to take": worded("phase.2.1", "Ask Ines for 20 minutes next week.", "doc:champion_transition",
                               "fact:champion.ines.name"),
    "what not to offer": worded(NOTE, "Priorities may shift; do not answer with a discount.", "doc:champion_promoted"),
    "what the reader will have": worded(STEP, "You will have a stakeholder map that holds.", "doc:champion_promoted"),
    "our own name": worded(NOTE, "Priorities may shift away from Lumenfold.", "doc:champion_promoted"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted_is(booth: Booth, name: str) -> None:
    made = booth.guide(answers(ACCEPTED[name]))
    assert (made.note, made.writer) == ("", "claude")


def test_a_whole_answer_cites_only_documents_that_exist_and_facts_it_has(booth: Booth) -> None:
    made = booth.guide(answers(WORDED))
    slugs = {document.slug for document in DOCUMENTS}
    facts = {fact.id for fact in made.facts}
    steps: list[Any] = [*made.analysis, *made.watch_outs]
    steps += [step for phase in made.phases for step in phase.steps]
    for line in steps:
        assert line.citations
        for one in line.citations:
            assert one.ref in (facts if one.kind is CitationKind.FACT else slugs)
