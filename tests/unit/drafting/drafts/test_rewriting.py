"""Having a draft written anew: another tone, one paragraph, other meeting times."""

from __future__ import annotations

import pytest

from core.drafting.drafts import Status
from core.drafting.kind import Length, Tone
from core.errors import InvalidInput, MissingFacts
from tests.unit.drafting.desk import MAYA, Desk


def test_another_tone_is_a_new_version_of_the_same_draft(desk: Desk) -> None:
    draft = desk.make(tone=Tone.WARM)
    formal = desk.engine.retone(MAYA, draft.draft_id, tone=Tone.FORMAL)
    assert (formal.draft_id, formal.version, formal.tone) == (draft.draft_id, 2, Tone.FORMAL)
    assert formal.status is Status.DRAFTED
    assert formal.letter.body != draft.letter.body
    assert formal.report.passes


def test_another_length_and_purpose(desk: Desk) -> None:
    draft = desk.make()
    short = desk.engine.retone(MAYA, draft.draft_id, length=Length.SHORT, purpose="introduction")
    assert (short.length, short.purpose) == (Length.SHORT, "introduction")
    assert short.letter.words < draft.letter.words


def test_a_purpose_that_lacks_facts_leaves_the_draft_as_it_was(desk: Desk) -> None:
    draft = desk.make()
    with pytest.raises(MissingFacts):
        desk.engine.retone(MAYA, draft.draft_id, purpose="issue_escalation_awareness")
    assert desk.engine.draft(MAYA, draft.draft_id) == draft


def test_other_times_are_later_than_those_before_and_leave_the_rest(desk: Desk) -> None:
    draft = desk.make()
    other = desk.engine.other_times(MAYA, draft.draft_id)
    assert other.version == 2
    first = [fact.value for fact in draft.sheet if fact.id.startswith("meeting.slot.")]
    then = [fact.value for fact in other.sheet if fact.id.startswith("meeting.slot.")]
    assert max(first) < min(then)
    kept = [part.text for part in draft.letter.paragraphs if not _times(part.fact_ids)]
    assert set(kept) <= {part.text for part in other.letter.paragraphs}
    assert other.report.passes
    again = desk.engine.other_times(MAYA, draft.draft_id)
    assert min(fact.value for fact in again.sheet if fact.id.startswith("meeting.slot.")) > max(
        then
    )


def test_a_paragraph_is_rewritten_and_the_others_stay_or_the_writer_says_it_cannot(
    desk: Desk,
) -> None:
    draft = desk.make()
    before = draft.letter.paragraphs
    for index in range(len(before)):
        fresh = desk.make()
        try:
            other = desk.engine.rewrite_paragraph(MAYA, fresh.draft_id, index)
        except InvalidInput as error:
            assert "no other words" in error.message
            continue
        after = other.letter.paragraphs
        assert [part for at, part in enumerate(after) if at != index] == [
            part for at, part in enumerate(before) if at != index
        ]
        assert after[index] != before[index]


def test_a_paragraph_that_is_not_there_is_refused(desk: Desk) -> None:
    draft = desk.make()
    with pytest.raises(InvalidInput, match="no paragraph 100"):
        desk.engine.rewrite_paragraph(MAYA, draft.draft_id, 99)


def test_what_stands_in_the_text_is_edited_not_lost_when_times_are_gone(desk: Desk) -> None:
    draft = desk.make()
    plain = desk.engine.edit(
        MAYA, draft.draft_id, draft.letter.subject, "Robert,\n\nMay I call?\n\nMaya"
    )
    with pytest.raises(InvalidInput, match="no meeting times"):
        desk.engine.other_times(MAYA, plain.draft_id)


def _times(fact_ids: tuple[str, ...]) -> bool:
    return any(name.startswith("meeting.slot.") for name in fact_ids)
