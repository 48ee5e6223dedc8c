"""A plan of the coach as tasks: one a step, due on the last day of its phase."""

from __future__ import annotations

from core.coaching.model import CitationKind, Guidance, Line
from core.coaching.tasks.model import LONGEST_TITLE, MOST_AT_ONCE, NewTask


def plan_tasks(guidance: Guidance, owner: str = "") -> tuple[NewTask, ...]:
    """The steps of an answer's phases, in their order; none where it asked a question back."""
    found = [
        NewTask(
            title=_short(step.text),
            due_on=phase.due_on,
            owner=owner,
            phase=phase.name,
            detail=step.text if len(step.text) > LONGEST_TITLE else "",
            document=_document(step),
        )
        for phase in guidance.phases
        for step in phase.steps
    ]
    return tuple(found[:MOST_AT_ONCE])


def _document(step: Line) -> str:
    """The article a step cites, or else the playbook."""
    cited = {citation.kind: citation.ref for citation in reversed(step.citations)}
    return cited.get(CitationKind.ARTICLE) or cited.get(CitationKind.PLAYBOOK) or ""


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_TITLE else flat[: LONGEST_TITLE - 1].rstrip() + "…"
