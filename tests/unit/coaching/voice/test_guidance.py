"""Guidance in Claude's words: what it is given, what comes of it, and when the coach's own words stay."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from core.coaching.model import Guidance, Line
from core.coaching.style.model import DEFAULT_STYLE
from core.coaching.voice import voice_for
from core.drafting.model import Caps, ModelConfig
from core.settings import Settings
from core.store import Store
from tests.unit.coaching.voice.conftest import (
    GUIDANCE,
    LIBRARY,
    QUESTION,
    TOM,
    WORDED,
    Booth,
    material_in,
    worded,
)
from tests.unit.drafting.model.messages_server import (
    answers,
    cut,
    fails,
    hangs_halfway,
    sends,
    stops,
)

NOTE = "The coach wrote this without Claude because "


def test_claude_words_the_guidance_and_its_frame_stays(booth: Booth) -> None:
    made = booth.guide(answers(WORDED))
    assert (made.writer, made.note) == ("claude", "")
    assert made.analysis[0].text.startswith("Ines Duarte has a bigger job")
    assert [phase.due_on for phase in made.phases] == [p.due_on for p in GUIDANCE.phases]
    assert [phase.name for phase in made.phases] == [p.name for p in GUIDANCE.phases]
    assert made.phases[1].steps[1].text == "Redraw the stakeholder map."
    assert (made.situation, made.ready) == (GUIDANCE.situation, GUIDANCE.ready)
    assert made.wording == GUIDANCE.wording


def test_every_citation_is_one_that_was_given_and_every_fact_cited_comes_along(
    booth: Booth,
) -> None:
    made = booth.guide(answers(WORDED))
    refs = {one.ref for line in made.analysis for one in line.citations}
    assert refs == {"champion_promoted", "champion.ines.name", "renewal_on"}
    assert [fact.id for fact in made.facts] == ["champion.ines.name", "renewal_on"]


def test_the_chat_streams_whole_words_and_never_the_form(booth: Booth) -> None:
    booth.guide(answers(WORDED))
    assert len(booth.shown) > 8
    assert all(b.startswith(a) for a, b in zip(booth.shown, booth.shown[1:], strict=False))
    assert not any("{" in text or "cites" in text for text in booth.shown)
    assert "Redraw the stakeholder" in booth.shown[-1]


def test_it_gets_question_passages_documents_and_facts_as_one_json_field(booth: Booth) -> None:
    booth.guide(answers(WORDED))
    told = material_in(booth.server.last)
    assert told["question"] == QUESTION
    assert [item["id"] for item in told["passages"]] == [
        "analysis.1", "analysis.2", "phase.1.1", "phase.2.1", "phase.2.2", "watch_out.1",
    ]  # fmt: skip
    assert {item["id"] for item in told["documents"]} == {
        "doc:champion_promoted",
        "doc:champion_transition",
    }
    assert {"id": "fact:arr", "text": "$450K"} in told["facts"]
    assert "Contoso" not in booth.server.last.system
    assert "tools" not in booth.server.last.body


def test_each_call_is_a_row_of_the_ledger_without_a_word_of_what_was_said(booth: Booth) -> None:
    booth.guide(answers(WORDED))
    booth.guide(answers(WORDED))
    calls = booth.calls()
    assert [call["kind"] for call in calls] == ["coach_guidance"] * 2
    assert {call["on_behalf_of"] for call in calls} == {"tom@ours.example"}
    assert calls[0]["outcome"] == "written"
    assert calls[0]["cost_usd"] > 0
    assert calls[1]["cache_read_tokens"] == calls[0]["cache_write_tokens"] > 0
    assert not any("Contoso" in str(value) or "Ines" in str(value) for value in calls[0].values())
    events = booth.store.rows("SELECT detail, subject FROM ops.audit_event")
    assert not any("Ines" in f"{event['detail']} {event['subject']}" for event in events)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (fails(529, "overloaded_error"), "Claude was overloaded"),
        (fails(401, "authentication_error"), "Claude did not accept the key"),
        (sends(200, "text/html", "<html>"), "Claude's answer could not be read"),
        (answers("not JSON"), "Claude's answer could not be read"),
        (stops(WORDED, "max_tokens"), "Claude's answer was cut at its length limit"),
        (stops(WORDED, "refusal"), "Claude declined to write it"),
        (cut(WORDED, politely=True), "Claude's answer broke off"),
    ],
    ids=["busy", "key", "page", "text", "long", "refusal", "cut"],
)
def test_security_20_whatever_goes_wrong_the_coachs_own_words_stay(
    booth: Booth, reply: Any, why: str
) -> None:
    made = booth.guide(reply)
    assert made == replace(GUIDANCE, note=f"{NOTE}{why}.")


def test_security_20_a_server_that_says_nothing_more_is_left_at_the_deadline(booth: Booth) -> None:
    made = booth.guide(hangs_halfway, deadline=0.4)
    assert made.note == f"{NOTE}Claude took too long."


def test_security_20_caps_are_checked_before_the_call(booth: Booth) -> None:
    made = booth.guide(answers(WORDED), caps=Caps(20, 0.001))
    assert made.note == f"{NOTE}your budget for Claude today, 0.001 USD, is used up."
    assert booth.server.received == []


def test_a_clarifying_question_needs_no_claude(booth: Booth) -> None:
    asked = Guidance(GUIDANCE.situation, question="Which account do you mean?")
    assert booth.guide(guidance=asked) is asked
    assert booth.server.received == []


def test_security_20_without_a_key_there_is_no_voice(store: Store) -> None:
    config = ModelConfig.of(Settings(_env_file=None))  # type: ignore[call-arg]
    assert voice_for(store, config) is None


def test_whoever_leaves_while_it_grows_ends_the_call(booth: Booth) -> None:
    class Left(BaseException):
        pass

    def leave(_: str) -> None:
        raise Left

    booth.server.replies = [answers(WORDED)]
    with pytest.raises(Left):
        booth.voice().guidance(
            TOM,
            GUIDANCE,
            question=QUESTION,
            library=LIBRARY,
            sheet=None,
            style=DEFAULT_STYLE,
            on_text=leave,
        )
    assert [call["outcome"] for call in booth.calls()] == ["stopped"]


def test_analysis_may_be_merged_but_steps_may_not(booth: Booth) -> None:
    fewer = {"passages": [part for part in WORDED["passages"] if part["id"] != "phase.2.2"]}
    assert booth.guide(answers(WORDED)).writer == "claude"
    assert "had not the passages" in booth.guide(answers(fewer)).note


def test_a_passage_may_repeat_what_the_person_asked(booth: Booth) -> None:
    made = booth.guide(
        answers(worded("watch_out.1", "Ines was promoted and may shift priorities."))
    )
    assert made.writer == "claude"


def test_what_the_coach_says_of_its_own_answer_is_not_for_claude(booth: Booth) -> None:
    itself = Line("Name the account to have the plan rest on its facts.")
    guidance = replace(GUIDANCE, analysis=(*GUIDANCE.analysis, itself))
    made = booth.guide(answers(WORDED), guidance=guidance)
    assert made.writer == "claude"
    assert made.analysis[-1] == itself
    assert itself.text not in booth.server.last.text


def test_a_longer_answer_has_longer_than_a_letter(booth: Booth) -> None:
    """A letter's deadline of 0.4 s would be over: guidance may be longer, and has 0.7 s."""
    began = time.monotonic()
    booth.guide(hangs_halfway, deadline=0.4)
    assert 0.65 < time.monotonic() - began < 5
