"""Making drafts: facts, writer, gate, and who may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.drafting.drafts import Status
from core.drafting.kind import Assignment, Length, Tone, Written
from core.drafting.letter import Letter, Paragraph
from core.errors import Forbidden, InvalidInput, MissingFacts, NotFound
from core.store import ModelSet
from tests.unit.drafting.desk import (
    ANALYST,
    JENNIFER,
    MAYA,
    ROBERT,
    STRANGER,
    TOM,
    Desk,
    copied,
)


def test_a_draft_is_kept_with_its_text_facts_and_version(desk: Desk) -> None:
    made = desk.make()
    found = desk.engine.draft(MAYA, made.draft_id)
    assert found == made
    assert (found.status, found.version, found.writer) == (Status.DRAFTED, 1, "template")
    assert found.recipient_name == "Robert Kim"
    assert found.report.passes
    assert found.stops == ()
    assert found.letter.words <= 150
    assert found.prompt_version.startswith("1.")
    assert [event.event for event in desk.engine.events(MAYA, made.draft_id)] == ["drafted"]
    assert desk.audit()[-1] == "draft.make"


def test_a_purpose_that_lacks_a_fact_says_so_before_anything_is_written(desk: Desk) -> None:
    with pytest.raises(MissingFacts, match="cannot be written without"):
        desk.make("issue_escalation_awareness")
    assert desk.engine.drafts(MAYA).total == 0


def test_preparing_says_what_is_missing_and_writes_nothing(desk: Desk) -> None:
    before = desk.store.data_version
    found = desk.engine.prepare(MAYA, desk.request("issue_escalation_awareness"))
    assert found.missing
    assert all(item.remedy for item in found.missing)
    assert [block.rule for block in found.warnings if block.stops] == ["operational_issue"]
    assert "arr" in found.sheet
    assert desk.store.data_version == before
    assert desk.engine.drafts(MAYA).total == 0


def test_meeting_times_and_a_time_to_send_are_proposed_as_facts(desk: Desk) -> None:
    sheet = desk.engine.prepare(MAYA, desk.request()).sheet
    assert [fact.id for fact in sheet if fact.id.startswith("meeting.slot.")] == [
        "meeting.slot.1",
        "meeting.slot.2",
        "meeting.slot.3",
    ]
    assert "send.at" in sheet


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("length", list(Length))
def test_tone_and_length_are_kept(desk: Desk, tone: Tone, length: Length) -> None:
    made = desk.make(tone=tone, length=length)
    assert (made.tone, made.length) == (tone, length)


def test_drafts_are_made_and_seen_within_the_book_only(desk: Desk) -> None:
    made = desk.make()
    with pytest.raises(NotFound):
        desk.make(actor=STRANGER)
    with pytest.raises(NotFound):
        desk.engine.draft(STRANGER, made.draft_id)
    assert desk.engine.draft(TOM, made.draft_id).draft_id == made.draft_id


def test_an_analyst_reads_and_writes_not(desk: Desk) -> None:
    made = desk.make()
    assert desk.engine.draft(ANALYST, made.draft_id).draft_id == made.draft_id
    with pytest.raises(Forbidden):
        desk.make(actor=ANALYST)
    with pytest.raises(Forbidden):
        desk.engine.edit(ANALYST, made.draft_id, "Subject", "Text")


def test_an_unknown_kind_or_purpose_is_refused_by_name(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="no purpose 'gossip'"):
        desk.make("gossip")
    with pytest.raises(InvalidInput, match="no kind of draft"):
        desk.engine.make(MAYA, desk.request().but(kind="poem"))


def test_text_is_passed_on_while_it_grows(desk: Desk) -> None:
    seen: list[str] = []
    made = desk.engine.make(MAYA, desk.request(), seen.append)
    assert seen[-1] == made.letter.body


class Inventive:
    """A writer that claims what no fact says."""

    def __init__(self, text: str) -> None:
        self.text = text

    def write(
        self, assignment: Assignment, on_text: Callable[[str], None] | None = None
    ) -> Written:
        paragraphs = (Paragraph("Robert,"), Paragraph(self.text), Paragraph("Maya Okonjo"))
        return Written(Letter("Our work", paragraphs), "claude", "model")


def test_where_the_models_text_fails_the_gate_the_template_writes_and_says_so(
    built: Path, tmp_path: Path, models: ModelSet
) -> None:
    writer = Inventive("You saved 77% and we guarantee a refund of $12,345.")
    with copied(built, tmp_path, models, writer=writer) as desk:
        made = desk.make()
        assert (made.writer, made.report.passes) == ("template", True)
        assert "77%" in made.note


def test_the_models_text_stays_where_it_passes(
    built: Path, tmp_path: Path, models: ModelSet
) -> None:
    with copied(built, tmp_path, models, writer=Inventive("Shall we talk about it?")) as desk:
        made = desk.make()
        assert (made.writer, made.note) == ("claude", "")


def test_who_the_letter_goes_to_is_a_contact_of_the_account(desk: Desk) -> None:
    assert desk.make(contact=JENNIFER).recipient_name == "Jennifer Walsh"
    with pytest.raises(NotFound):
        desk.make(contact=ROBERT + 1)
