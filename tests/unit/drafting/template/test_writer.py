"""Letters without a model: short, from facts alone, one ask, and not the same letter twice."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from core.drafting.fact import FactKind, Missing
from core.drafting.kind import Length, Tone
from core.drafting.letter import Letter
from core.drafting.prompts import load_prompt
from core.drafting.template.compose import agree, pick, spelled_out
from core.drafting.template.writer import TemplateWriter
from core.errors import InvalidInput, MissingFacts

from ..conftest import Assign, Sheet, fact

PROMPT = load_prompt("executive_outreach")
PURPOSES = list(PROMPT.meta.purposes)
FUNCTIONS = ("ceo", "cfo", "cto", "other")
WRITER = TemplateWriter("Lumenfold")


def _write(assignment) -> Letter:  # type: ignore[no-untyped-def]
    return WRITER.write(assignment).letter


@pytest.mark.parametrize(
    ("purpose", "function", "tone", "length"),
    list(itertools.product(PURPOSES, FUNCTIONS, Tone, Length)),
)
def test_a_letter_is_whole_within_its_limit_and_asks_one_thing(
    assign: Assign, sheet: Sheet, *, purpose: str, function: str, tone: Tone, length: Length
) -> None:
    assignment = assign(purpose, tone=tone, length=length, function=function, on=sheet(slots=True))
    written = WRITER.write(assignment)
    letter = written.letter
    limit = PROMPT.meta.limits
    assert letter.words <= (limit.short_words if length is Length.SHORT else limit.max_words)
    assert letter.ask in letter.body
    # Congratulations ask for nothing; every other letter asks one thing.
    assert letter.body.count("?") == (0 if purpose == "congratulations" else 1)
    assert letter.paragraphs[0].text.endswith("Robert,")
    assert "Ines Duarte" in letter.paragraphs[-1].text
    assert letter.subject
    assert written.writer == "template"
    assert written.prompt_version == PROMPT.version


SAID = {
    "31.4": "outcome.cycle.value",
    "52": "outcome.cycle.baseline",
    "20 minutes": "meeting.length",
    "20 September": "renewal_on",
    "21 July": "qbr.next_on",
    "14 June": "issue.oldest_critical_on",
    "$450K": "arr",
    "Amanda Chen": "champion.amanda_chen.name",
    "Forecasting": "unused_feature.forecasting.name",
    "Cut the cost of returns": "goal.returns.priority",
    "Tuesday, 7 July": "meeting.slot.1",
}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_paragraph_names_the_facts_it_says(assign: Assign, sheet: Sheet, purpose: str) -> None:
    for contact in range(20):
        letter = _write(assign(purpose, on=sheet(slots=True), contact=contact))
        for part in letter.paragraphs:
            for words, fact_id in SAID.items():
                assert (words in part.text) == (fact_id in part.fact_ids), part


def test_the_same_draft_is_the_same_letter_and_another_reader_gets_another(assign: Assign) -> None:
    assert _write(assign()) == _write(assign())
    bodies = {_write(assign(contact=contact)).body for contact in range(2, 32)}
    assert len(bodies) >= 25


def test_thirty_letters_open_in_many_ways(assign: Assign) -> None:
    openings = [_write(assign(contact=contact)).paragraphs[1].text for contact in range(2, 32)]
    assert len({text[:40] for text in openings}) >= 8
    subjects = {_write(assign(contact=contact)).subject for contact in range(2, 32)}
    assert len(subjects) >= 3


def test_only_formal_letters_spell_contractions_out(assign: Assign) -> None:
    formal = [_write(assign(tone=Tone.FORMAL, contact=n)).body for n in range(20)]
    warm = [_write(assign(tone=Tone.WARM, contact=n)).body for n in range(20)]
    assert not [body for body in formal if re.search(r"\w'(d|m|ve|re|ll|t)\b", body)]
    assert [body for body in warm if "I'd" in body]


def test_concise_is_shorter_than_warm(assign: Assign) -> None:
    for purpose in PURPOSES:
        words = {tone: _write(assign(purpose, tone=tone)).words for tone in Tone}
        assert words[Tone.CONCISE] < words[Tone.WARM]


def test_the_reader_changes_what_is_asked_about(assign: Assign) -> None:
    bodies = {function: _write(assign(function=function)).body for function in FUNCTIONS}
    assert len(set(bodies.values())) == len(FUNCTIONS)


def test_missing_facts_are_named_and_nothing_is_written(assign: Assign, sheet: Sheet) -> None:
    lacking = sheet(
        ("goal.",), missing=(Missing("goal.*.priority", "Their priority", "Import goals."),)
    )
    with pytest.raises(MissingFacts, match="Import goals"):
        _write(assign(on=lacking))
    with pytest.raises(MissingFacts):
        _write(assign("pre_qbr_briefing", on=sheet(("qbr.",))))
    with pytest.raises(MissingFacts):
        _write(assign("issue_escalation_awareness", on=sheet(("issue.grounds",))))


def test_a_limit_too_small_for_a_letter_is_refused(assign: Assign) -> None:
    with pytest.raises(InvalidInput, match="30 words"):
        _write(assign(max_words=30))


def test_an_introduction_needs_no_result(assign: Assign, sheet: Sheet) -> None:
    poor = sheet(
        (
            "outcome.",
            "goal.",
            "renewal",
            "days_to",
            "champion.",
            "qbr.",
            "feature.",
            "recipient.last",
            "recipient.days",
        )
    )
    letter = _write(assign("introduction", on=poor))
    assert 30 < letter.words <= 150
    assert not re.search(r"\d", letter.body)


def test_an_issue_letter_says_how_many_and_since_when_and_no_more(
    assign: Assign, sheet: Sheet
) -> None:
    for contact in range(12):
        letter = _write(assign("issue_escalation_awareness", contact=contact))
        assert "two issues" in letter.body
        assert "14 June" in letter.body
        assert "outcome.cycle.value" not in letter.fact_ids
    one = sheet(**{"issue.open_critical": Decimal(1)})
    assert "issue" in _write(assign("issue_escalation_awareness", on=one)).body


def test_an_issue_letter_names_the_goal_only_where_that_is_its_ground(
    assign: Assign, sheet: Sheet
) -> None:
    for grounds, said in (
        ("tied_to_goal", True),
        ("tied_to_renewal", False),
        ("account_red", False),
    ):
        on = sheet(**{"issue.grounds": grounds})
        bodies = [
            _write(assign("issue_escalation_awareness", on=on, contact=n)).body for n in range(8)
        ]
        assert all(("Cut the cost" in body) is said for body in bodies)


def test_times_to_meet_before_a_review_lie_before_it(assign: Assign, sheet: Sheet) -> None:
    on = sheet(slots=True)
    letter = _write(assign("pre_qbr_briefing", on=on))
    assert "Tuesday, 7 July" in letter.body
    assert "23 July" not in letter.body
    assert "23 July" in _write(assign("strategic_alignment", on=on)).body


def test_a_result_behind_its_target_is_told_as_it_is(assign: Assign, sheet: Sheet) -> None:
    on = sheet(**{"outcome.cycle.standing": "behind", "outcome.cycle.value": Decimal(47)})
    for contact in range(8):
        body = _write(assign(on=on, contact=contact)).body
        assert "47" in body
        assert "30" in body
        assert "on the way" not in body


def test_text_is_given_while_it_grows(assign: Assign) -> None:
    seen: list[str] = []
    letter = WRITER.write(assign(), seen.append).letter
    assert seen == [letter.body]


def test_a_document_can_be_written_as_a_draft(sheet: Sheet, assign: Assign) -> None:
    base = assign("results")
    assignment = replace(base, request=base.request.but(kind="impact_summary"))
    letter = _write(assignment)
    assert letter.subject == "What Global Retail has achieved"
    assert "31.4" in letter.body


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Order cycle time", False),
        ("Stock turns", True),
        ("Help-desk calls", True),
        ("Share of automated orders", False),
        ("Calls per month", True),
        ("Compliance status", False),
        ("Loss", False),
    ],
)
def test_verbs_agree_with_a_metrics_name(name: str, plural: bool) -> None:
    assert (agree(fact("n", FactKind.QUOTE, name), "has", "have") == "have") is plural


def test_contractions_are_spelled_out_and_possessives_are_not() -> None:
    text = "I'd say it's Kim's; that's what we've got, and they can't. Don't you're."
    assert spelled_out(text) == (
        "I would say it is Kim's; that is what we have got, and they cannot. Do not you are."
    )


def test_a_choice_is_the_same_on_every_machine() -> None:
    assert [pick("1 2 introduction", "greeting", 7) for _ in range(2)] == [
        pick("1 2 introduction", "greeting", 7)
    ] * 2
    assert {pick(str(n), "x", 3) for n in range(50)} == {0, 1, 2}
