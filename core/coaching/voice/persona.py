"""What a stakeholder says next in a practice: the scripted line in Claude's words, as an answer to what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.coaching.guidance.catalogue import CATALOGUE
from core.coaching.voice.passage import Kind, Material, Passage
from core.coaching.voice.proof import SAY
from core.coaching.voice.speaker import Spoken
from core.drafting.fact import FactSheet
from core.drafting.fact_spec import spec_of

MOST_TURNS = 12


@dataclass(frozen=True)
class Turn:
    """What was said in a practice; ``speaker`` is how they are called there."""

    speaker: str
    text: str


@dataclass(frozen=True)
class PersonaLine:
    """What the persona says. ``writer`` is ``claude`` or ``template``; ``note`` says why the latter."""

    text: str
    writer: str = "template"
    note: str = ""


def material_of(
    line: str,
    persona: str,
    turns: Sequence[Turn],
    *,
    sheet: FactSheet | None = None,
    own_names: tuple[str, ...] = (),
) -> Material:
    """What Claude gets: the scripted line, who speaks it, and the last turns."""
    said = "\n".join(f"{turn.speaker}: {turn.text}" for turn in turns[-MOST_TURNS:])
    asked = {"conversation": said} if said else {}
    return Material(
        Kind.PERSONA,
        (Passage(f"{SAY}.1", line, is_outside=True),),
        facts=_known_to_them(sheet),
        asked=asked,
        background={"persona": persona},
        own_names=own_names,
    )


def _known_to_them(sheet: FactSheet | None) -> FactSheet | None:
    """Without what we keep to ourselves: a customer knows no health score of ours."""
    if sheet is None:
        return None
    specs = ((fact.id, spec_of(CATALOGUE, fact.id)) for fact in sheet)
    return sheet.only([name for name, spec in specs if spec is None or not spec.internal])


def with_words(spoken: Spoken) -> PersonaLine:
    """The line as it was spoken."""
    return PersonaLine(spoken.passages[0].text, spoken.writer, spoken.note)
