"""A meeting put to a customer's executive: why, what about, when, with whom."""

from __future__ import annotations

from collections.abc import Iterator

from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Row, Section
from core.drafting.fact_spec import matching
from core.drafting.template.say import say


def sections(desk: Desk) -> Iterator[Section | None]:
    """The reason, the agenda, the proposed times, who takes part, what to have at hand."""
    yield desk.section("reason", "text", desk.lines(f"reason.{desk.purpose}"))
    yield desk.section("meeting", "pairs", _meeting(desk))
    yield desk.section("agenda", "numbered", _agenda(desk))
    times = [Row((say(slot),), (slot.id,)) for slot in matching("meeting.slot.*", desk.said)]
    yield desk.section("times", "bullets", times or desk.lines("times.open"))
    yield desk.section("background", "bullets", desk.of_strengths("background", 3))


def _meeting(desk: Desk) -> Iterator[Row | None]:
    yield desk.pair("with", desk.get("recipient.name"), desk.get("recipient.title"))
    yield desk.pair("from", desk.get("sender.name"), desk.get("sender.title"))
    yield desk.pair("length", desk.get("meeting.length"))


def _agenda(desk: Desk) -> tuple[Row, ...]:
    first = desk.of_strengths("agenda", 2)
    return (*first, *desk.lines(f"agenda.{desk.purpose}", "agenda.close"))
