"""Questions are answered from playbooks, articles and facts; what follows keeps the context; all of it is private."""

from __future__ import annotations

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching.feedback import feedback
from core.coaching.guidance import Answer, ask, conversation, conversations, guidance_of
from core.coaching.guidance.compose import lines_of
from core.coaching.interactions import interactions
from core.coaching.knowledge import library
from core.coaching.model import CitationKind
from core.coaching.style import choose
from core.drafting.gate import check
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
PROMOTED = "My champion at Brightkiln was promoted. How should I handle this?"


def _go_on(store: Store, before: Answer, said: str, actor: Actor = ANN) -> Answer:
    return ask(store, actor, said, conversation_id=before.conversation_id)


def test_an_answer_has_analysis_dated_phases_watch_outs_and_what_is_ready(known: Store) -> None:
    guidance = ask(known, ANN, PROMOTED).guidance
    assert guidance.situation.playbook == "champion_promoted"
    assert guidance.situation.account_name == "Brightkiln Ceramics GmbH"
    assert [person.full_name for person in guidance.situation.people] == ["Joy Van Houten"]
    assert [phase.due_on for phase in guidance.phases] == sorted(
        phase.due_on for phase in guidance.phases
    )
    assert all(phase.due_on.weekday() < 5 for phase in guidance.phases)
    assert guidance.watch_outs
    assert ("executive_outreach", "congratulations", 12) in {
        (one.draft_kind, one.purpose, one.contact_key) for one in guidance.ready
    }


def test_every_line_rests_on_documents_and_facts_that_exist(known: Store) -> None:
    guidance = ask(known, ANN, PROMOTED).guidance
    held, facts = library(known, ANN), {fact.id for fact in guidance.facts}
    for line in lines_of(guidance):
        assert line.citations
        for cited in line.citations:
            there = facts if cited.kind is CitationKind.FACT else held.documents
            assert cited.ref in there
    assert all(fact.evidence for fact in guidance.facts)


def test_what_is_said_of_the_account_passes_the_claim_gate_on_the_facts_it_cites(
    known: Store,
) -> None:
    from core.coaching.guidance import gather

    answer = ask(known, ANN, "Ruth Okafor at Brightkiln does not answer any more").guidance
    sheet = gather(known, ANN, 1, known.clock.today(), contact_key=11)
    said = [
        line
        for line in answer.analysis
        if any(one.kind is CitationKind.FACT for one in line.citations)
    ]
    assert any("14 August" in line.text for line in said)
    assert all(check("", line.text, sheet).passes for line in said)


def test_a_renewal_that_has_passed_is_not_spoken_of_as_ahead(known: Store) -> None:
    answer = ask(known, LOCAL, "The sponsor went silent before the renewal", account_key=2)
    assert "renewal_on" not in {fact.id for fact in answer.guidance.facts}


def test_without_an_account_the_answer_is_general_and_says_so(known: Store) -> None:
    guidance = ask(known, ANN, "A competitor was invited to present").guidance
    assert guidance.situation.playbook == "competitor_evaluation"
    assert guidance.facts == ()
    assert guidance.analysis[-1].text.startswith("Name the account")


def test_two_accounts_of_a_name_are_asked_about_once(known: Store) -> None:
    asked = ask(known, LOCAL, "Northwind wants a discount before they renew")
    assert asked.guidance.question.startswith("Which account do you mean: Northwind")
    assert asked.guidance.phases == ()
    told = _go_on(known, asked, "Northwind Ltd", LOCAL)
    assert told.guidance.situation.account_name == "Northwind Ltd"
    assert told.guidance.situation.playbook == "renewal_negotiation"


def test_what_is_not_understood_is_asked_back_once_and_then_answered(known: Store) -> None:
    asked = ask(known, ANN, "hello coach")
    assert asked.guidance.question
    told = _go_on(known, asked, "our main contact resigned")
    assert told.guidance.question == ""
    assert told.guidance.situation.playbook == "champion_left"


def test_a_situation_chosen_by_hand_is_the_one_answered(known: Store) -> None:
    guidance = ask(known, ANN, PROMOTED, playbook="new_executive").guidance
    assert guidance.situation.playbook == "new_executive"
    with pytest.raises(NotFound):
        ask(known, ANN, PROMOTED, playbook="no_such")


def test_follow_ups_keep_the_situation_and_the_account(known: Store) -> None:
    first = ask(known, ANN, PROMOTED)
    for said in ("why?", "what could go wrong?", "where do I start?", "draft it", "thanks"):
        then = _go_on(known, first, said)
        assert then.conversation_id == first.conversation_id
        assert then.guidance.situation.playbook == "champion_promoted"
        assert then.guidance.situation.account_key == 1
    turns = conversation(known, ANN, first.conversation_id)
    assert [turn.context["question"] for turn in turns][:2] == [PROMOTED, "why?"]


def test_another_person_is_looked_up_and_the_nearest_named_where_nobody_holds_the_office(
    known: Store,
) -> None:
    first = ask(known, ANN, PROMOTED)
    cfo = _go_on(known, first, "and what about the CFO?").guidance
    assert cfo.analysis[0].text == (
        "No CFO of Brightkiln Ceramics GmbH is on record; "
        "nearest to it is Ruth Okafor, Vice President Finance."
    )
    ceo = _go_on(known, first, "and the CEO?").guidance
    assert ceo.analysis[0].text.startswith("No CEO of Brightkiln Ceramics GmbH is on record; find")


def test_shorter_is_shorter_and_longer_gives_reasons(known: Store) -> None:
    first = ask(known, ANN, PROMOTED)
    brief = _go_on(known, first, "make it shorter").guidance
    whole = _go_on(known, first, "tell me more").guidance
    assert all(len(phase.steps) == 1 for phase in brief.phases)
    sizes = [
        sum(len(line.text) for line in lines_of(one)) for one in (brief, first.guidance, whole)
    ]
    assert sizes == sorted(sizes)


def test_another_situation_in_the_same_conversation_keeps_the_account(known: Store) -> None:
    first = ask(known, ANN, PROMOTED)
    then = _go_on(known, first, "now they are also evaluating a competitor").guidance
    assert then.situation.playbook == "competitor_evaluation"
    assert then.situation.account_key == 1


def test_a_chosen_style_is_kept_to(known: Store) -> None:
    actor = Actor("brief@us.example", frozenset({Role.ADMIN}))
    choose(known, actor, "length", "brief")
    choose(known, actor, "examples", "without")
    guidance = ask(known, actor, PROMOTED).guidance
    assert guidance.wording == ()
    assert all(len(phase.steps) == 1 for phase in guidance.phases)


def test_the_same_question_gets_the_same_answer(known: Store) -> None:
    assert ask(known, ANN, PROMOTED).guidance == ask(known, ANN, PROMOTED).guidance


def test_an_answer_is_kept_as_it_was_given(known: Store) -> None:
    answer = ask(known, ANN, PROMOTED)
    (kept,) = conversation(known, ANN, answer.conversation_id)
    assert guidance_of(kept) == answer.guidance


def test_a_conversation_is_its_owners_alone(known: Store) -> None:
    first = ask(known, ANN, PROMOTED)
    for other in (BOB, LOCAL):
        with pytest.raises(NotFound):
            _go_on(known, first, "why?", other)
        assert first.conversation_id not in {
            turn.conversation_id for turn in conversations(known, other)
        }
        assert all(turn.person == other.email for turn in interactions(known, other))


def test_a_turn_of_another_kind_is_no_conversation_to_go_on_with(known: Store) -> None:
    scored = feedback(known, ANN, "Asked what success looks like. Sent a recap by Friday.")
    with pytest.raises(NotFound):
        ask(known, ANN, "why?", conversation_id=scored.interaction_id)


def test_an_account_the_person_does_not_see_is_neither_named_nor_used(known: Store) -> None:
    guidance = ask(known, ANN, "Northwind Inc wants a discount before they renew").guidance
    assert guidance.situation.account_key is None
    with pytest.raises(NotFound):
        ask(known, ANN, "They want a discount", account_key=2)


def test_without_the_permission_nothing_is_answered_or_kept(known: Store) -> None:
    with pytest.raises(Forbidden):
        ask(known, Actor("x@us.example"), PROMOTED)


@pytest.mark.parametrize("said", ["", "   ", "x" * 4_001])
def test_empty_and_endless_questions_are_refused(known: Store, said: str) -> None:
    with pytest.raises(InvalidInput):
        ask(known, ANN, said)


def test_the_audit_log_gets_no_word_of_it(known: Store) -> None:
    ask(known, ANN, "The purple elephant at Brightkiln was promoted, my champion")
    events = known.rows("SELECT * FROM ops.audit_event")
    assert "elephant" not in str(events)
    assert "champion_promoted" not in str(events)
