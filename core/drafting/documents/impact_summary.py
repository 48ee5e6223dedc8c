"""What the work has achieved, for a customer's executive to keep."""

from __future__ import annotations

from collections.abc import Iterator

from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Row, Section
from core.drafting.documents.parts import outcome_figures, outcomes_table, priorities_table
from core.drafting.template.say import say

_PLANNED = ("planned", "in_progress")
"""Statuses of a roadmap item that a customer may hear of; what is only considered is not planned."""


def sections(desk: Desk) -> Iterator[Section | None]:
    """The result in a sentence, figures, results against targets, what they serve, use, what comes next."""
    yield desk.section("lead", "text", desk.of_strengths("lead", 1))
    yield desk.section("figures", "figures", outcome_figures(desk, 3))
    yield outcomes_table(desk, 6)
    yield priorities_table(desk, 4, internal=False)
    yield desk.section("use", "table", _features(desk), ("feature", "since"))
    yield desk.section("next", "bullets", _next(desk))


def _features(desk: Desk) -> Iterator[Row]:
    for stem, name in desk.items("feature.*.name", 6):
        since = desk.get(f"{stem}.since")
        if since is not None:
            yield Row((say(name), say(since, "year")), (name.id, since.id))


def _next(desk: Desk) -> Iterator[Row]:
    yield from desk.of_facts("next", ("qbr.next_on", "renewal_on"))
    planned = [
        (stem, feature)
        for stem, feature in desk.items("roadmap.*.feature", 20)
        if desk.word(f"{stem}.status") in _PLANNED
    ]
    for stem, feature in planned[:2]:
        on = desk.get(f"{stem}.planned_on")
        row = desk.line("next.roadmap", {"feature": feature, "planned_on": on}) if on else None
        if row is not None:
            yield row
