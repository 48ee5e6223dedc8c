"""What to say and ask in a call with an executive, for the person who makes it."""

from __future__ import annotations

from collections.abc import Iterator

from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Row, Section


def sections(desk: Desk) -> Iterator[Section | None]:
    """Opening, points each with its fact, questions, what to be careful about, the ask, the close."""
    yield desk.section(
        "opening", "bullets", desk.lines(f"opening.{desk.purpose}", "opening.person")
    )
    yield desk.section("points", "numbered", desk.of_strengths("point", 5))
    yield desk.section(
        "questions",
        "bullets",
        desk.lines(f"question.{desk.purpose}", "question.function", "question.open"),
    )
    yield desk.section("care", "bullets", _careful(desk))
    yield desk.section("close", "bullets", desk.lines(f"close.{desk.purpose}"))


def _careful(desk: Desk) -> Iterator[Row]:
    yield from desk.of_facts("care", ["issue.open_critical"])
    yield from desk.of_facts("care", ["risk.silence"])
    if any(strength.rule == "silence" for strength in desk.strengths):
        yield from desk.of_facts("care", ["recipient.days_since_contact"])
    yield from desk.lines("care.always")
