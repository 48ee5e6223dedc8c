"""Review: edits, attached facts, vouches, lifted rules, discarding; each a version or a word on record."""

from __future__ import annotations

import pytest

from core.drafting.claim import Standing
from core.drafting.drafts import Status
from core.drafting.drafts.reviewing import LONGEST_SUBJECT
from core.drafting.drafts.rows import load
from core.drafting.drafts.states import Step
from core.drafting.drafts.writing import save
from core.drafting.kind import Written
from core.errors import Forbidden, InvalidInput, NotFound
from tests.unit.drafting.desk import MAYA, SERVICE, TOM, Desk


def test_an_edit_is_a_new_version_and_the_gate_looks_at_it(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "You also saved 77% on paper.")
    assert (draft.status, draft.version, draft.writer) == (Status.IN_REVIEW, 2, "person")
    assert [claim.words for claim in draft.report.unmatched] == ["77%"]
    assert [version.why for version in draft.versions] == ["drafted", "edited"]
    assert desk.engine.drafts(MAYA).rows[0].unmatched == 1


def test_an_untouched_paragraph_keeps_the_facts_it_used(desk: Desk) -> None:
    before = desk.make()
    after = desk.edited(before)
    assert set(before.letter.fact_ids) <= set(after.letter.fact_ids)


def test_saving_the_same_text_with_the_same_facts_changes_nothing(desk: Desk) -> None:
    draft = desk.make()
    again = desk.engine.edit(MAYA, draft.draft_id, draft.letter.subject, draft.letter.body)
    assert again.version == 1


def test_saving_the_same_text_takes_in_changed_facts(desk: Desk) -> None:
    draft = desk.make()
    desk.write("UPDATE crm.outcome_metric SET value = 33 WHERE value = 32", "crm.outcome_metric")
    again = desk.engine.edit(MAYA, draft.draft_id, draft.letter.subject, draft.letter.body)
    assert (again.version, again.versions[-1].why) == (2, "refreshed")
    assert not again.report.passes


@pytest.mark.parametrize(
    ("subject", "body", "why"),
    [
        ("", "Text", "needs a subject"),
        ("Subject", "  \n\n ", "needs a subject and a text"),
        ("Two\nlines", "Text", "more than one line"),
        ("Two\u2028lines", "Text", "more than one line"),
        ("s" * (LONGEST_SUBJECT + 1), "Text", "too long"),
        ("Subject", "t" * 20_001, "too long"),
    ],
)
def test_what_is_no_text_is_refused(desk: Desk, subject: str, body: str, why: str) -> None:
    draft = desk.make()
    with pytest.raises(InvalidInput, match=why):
        desk.engine.edit(MAYA, draft.draft_id, subject, body)


def test_two_people_cannot_overwrite_each_other(desk: Desk) -> None:
    draft = desk.make()
    shop = desk.engine._shop
    seen = load(desk.store, MAYA, draft.draft_id)
    desk.edited(draft)
    with pytest.raises(InvalidInput, match="changed the draft meanwhile"):
        save(
            shop,
            TOM,
            seen,
            Written(seen.letter, "person", "1"),
            seen.sheet,
            why="edited",
            step=Step.REVIEW,
        )


def test_ones_own_word_is_audited_with_its_reason(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "Priya Nair from our side will join.")
    assert "Priya Nair" in [claim.words for claim in draft.report.unmatched]
    vouched = desk.engine.vouch(
        MAYA, draft.draft_id, "Priya Nair", "She is our new solution architect."
    )
    standing = {claim.words: claim.standing for claim in vouched.report.claims}
    assert standing["Priya Nair"] is Standing.VOUCHED
    assert vouched.vouches[0].vouched_by == MAYA.email
    detail = desk.store.value(
        "SELECT detail ->> 'reason' FROM ops.audit_event WHERE action = 'draft.vouch'"
    )
    assert detail == "She is our new solution architect."


def test_a_number_cannot_be_vouched_for(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "You also saved 77% on paper.")
    with pytest.raises(InvalidInput, match="cannot be vouched for"):
        desk.engine.vouch(MAYA, draft.draft_id, "77%", "I counted it myself.")
    assert desk.engine.draft(MAYA, draft.draft_id).vouches == ()


@pytest.mark.parametrize("words", ["", "words that are not there"])
def test_words_must_be_of_the_newest_text(desk: Desk, words: str) -> None:
    draft = desk.make()
    with pytest.raises(InvalidInput, match="does not say"):
        desk.engine.vouch(MAYA, draft.draft_id, words, "Because it is so.")


def test_a_vouch_needs_a_reason_and_a_person(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "Priya Nair from our side will join.")
    with pytest.raises(InvalidInput, match="needs a reason"):
        desk.engine.vouch(MAYA, draft.draft_id, "Priya Nair", " ")
    with pytest.raises(InvalidInput, match="Only a person"):
        desk.engine.vouch(SERVICE, draft.draft_id, "Priya Nair", "It is so.")


def test_attaching_a_fact_that_says_something_else_is_refused(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "You also saved 77% on paper.")
    cost = next(
        fact.id
        for fact in draft.sheet
        if fact.id.startswith("outcome.") and str(fact.value) == "32"
    )
    with pytest.raises(InvalidInput):
        desk.engine.attach(MAYA, draft.draft_id, "77%", cost)
    with pytest.raises(NotFound, match="no fact"):
        desk.engine.attach(MAYA, draft.draft_id, "77%", "outcome.none")


def test_what_must_stay_unsaid_proves_nothing(desk: Desk) -> None:
    draft = desk.edited(desk.make("introduction"), "You pay us $450,000 a year.")
    assert "arr" in draft.sheet
    assert any("450,000" in claim.words for claim in draft.report.unmatched)


def test_a_discarded_draft_stays_on_record_and_takes_no_more_steps(desk: Desk) -> None:
    draft = desk.engine.discard(MAYA, desk.make().draft_id, "No longer needed.")
    assert draft.status is Status.DISCARDED
    assert draft.letter.body
    with pytest.raises(InvalidInput, match="cannot take the step"):
        desk.edited(draft)
    with pytest.raises(InvalidInput, match="cannot take the step"):
        desk.engine.discard(MAYA, draft.draft_id, "Again.")


def test_only_a_manager_lifts_a_rule_and_only_one_that_stops_and_may_be_lifted(desk: Desk) -> None:
    desk.write(
        "UPDATE crm.contact SET email_bounced_at = TIMESTAMP '2026-01-02 10:00'", "crm.contact"
    )
    draft = desk.make()
    assert [block.rule for block in draft.stops] == ["bounced"]
    with pytest.raises(Forbidden):
        desk.engine.lift(MAYA, draft.draft_id, "bounced", "It works again.")
    with pytest.raises(InvalidInput, match="does not stop"):
        desk.engine.lift(TOM, draft.draft_id, "attention", "It is fine.")
    with pytest.raises(NotFound, match="no rule"):
        desk.engine.lift(TOM, draft.draft_id, "gravity", "It is fine.")
    lifted = desk.engine.lift(TOM, draft.draft_id, "bounced", "He wrote from it today.")
    assert lifted.stops == ()
    assert "He wrote from it today." in lifted.blocks[0].who_could_lift
    assert "draft.lift" in desk.audit()


def test_a_rule_that_may_not_be_lifted_is_not(desk: Desk) -> None:
    desk.write("UPDATE crm.contact SET consent = 'withdrawn'", "crm.contact")
    draft = desk.make()
    with pytest.raises(InvalidInput, match="cannot be lifted"):
        desk.engine.lift(TOM, draft.draft_id, "consent", "He said it is fine.")
