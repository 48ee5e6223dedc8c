"""A playbook as an answer: analysis, phases with days, watch-outs, wording and what is ready to be done.

Every sentence rests on the playbook or an article, and each that speaks of the account on facts, which the
claim gate checks. Nothing here chooses words by chance: the same facts give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.coaching.guidance import standing
from core.coaching.guidance.fill import PLACE, fact_citation, facts_wanted, filled, proven
from core.coaching.knowledge import Document, Library, Phase, Playbook, Step
from core.coaching.model import (
    ActionPhase,
    Citation,
    CitationKind,
    Guidance,
    Line,
    ReadyAction,
    Situation,
)
from core.drafting.fact import FactKind, FactSheet

_FRIDAY = 4
_WEEK = 7


@dataclass(frozen=True)
class Material:
    """What an answer is made from. Without an account there is no sheet."""

    document: Document
    playbook: Playbook
    library: Library
    situation: Situation
    as_of: date
    sheet: FactSheet | None = None
    own_names: tuple[str, ...] = ()

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The playbook as a citation."""
        return (document_citation(self.document),)

    def article(self, slug: str) -> tuple[Citation, ...]:
        """The article as a citation; the playbook where there is none of that slug."""
        found = self.library.get(slug) if slug else None
        return (document_citation(found),) if found else self.cited


def document_citation(document: Document) -> Citation:
    """A document as a citation."""
    kind = CitationKind.PLAYBOOK if document.kind == "playbook" else CitationKind.ARTICLE
    return Citation(kind, document.slug, document.title)


def compose(material: Material) -> Guidance:
    """The whole answer, every part of it there; a style leaves out what a person does not want."""
    playbook = material.playbook
    guidance = Guidance(
        situation=material.situation,
        analysis=analysis(material),
        phases=tuple(_phase(material, phase) for phase in playbook.phases),
        watch_outs=tuple(
            Line(one.say, material.article(one.article)) for one in playbook.watch_outs
        ),
        wording=tuple(
            Line(
                f"They may say: “{one.they_say}” You could answer: “{one.answer}”",
                material.article(one.article),
            )
            for one in playbook.objections
        ),
        ready=ready(material, playbook.ready),
    )
    return with_facts(guidance, material.sheet)


def analysis(material: Material) -> tuple[Line, ...]:
    """What the playbook says of the situation, then what the data say of the account and the person."""
    lines = [filled(text, material.sheet, material.cited) for text in material.playbook.analysis]
    said = [name for text in material.playbook.analysis for name, _form in PLACE.findall(text)]
    account = standing.of_account(material.sheet, material.situation.playbook, said)
    person = standing.of_person(material.sheet)
    found = [line for line in lines if line]
    for line in (*person, *account):
        if not _is_said(line, found, material.sheet):
            found.append(line)
    return proven(found, material.sheet, material.own_names)


def _is_said(line: Line, before: Sequence[Line], sheet: FactSheet | None) -> bool:
    """Whether a quote of the line stands in an earlier one: a goal is often a person's priority too."""
    cited = [sheet.get(one.ref) for one in line.citations] if sheet else []
    quotes = [str(fact.value) for fact in cited if fact and fact.kind is FactKind.QUOTE]
    return any(quote in one.text for quote in quotes for one in before if f"“{quote}”" in line.text)


def ready(material: Material, actions: Iterable[ReadyAction]) -> tuple[ReadyAction, ...]:
    """The actions, letters addressed to the person meant where that person is still there."""
    person = next(iter(material.situation.people), None)
    key = None if person is None or _has_left(material.sheet) else person.contact_key
    return tuple(replace(one, contact_key=key) if one.act == "draft" else one for one in actions)


def with_facts(guidance: Guidance, sheet: FactSheet | None) -> Guidance:
    """The answer with the facts that its lines cite."""
    if sheet is None:
        return guidance
    ids = dict.fromkeys(
        citation.ref
        for line in lines_of(guidance)
        for citation in line.citations
        if citation.kind is CitationKind.FACT
    )
    return replace(guidance, facts=tuple(fact for one in ids if (fact := sheet.get(one))))


def lines_of(guidance: Guidance) -> tuple[Line, ...]:
    """Every line of an answer, in its order."""
    steps = [step for phase in guidance.phases for step in phase.steps]
    return (*guidance.analysis, *steps, *guidance.watch_outs, *guidance.wording)


def documents_of(guidance: Guidance) -> tuple[str, ...]:
    """Slugs of the articles and playbooks an answer cites, each once."""
    return tuple(
        dict.fromkeys(
            citation.ref
            for line in lines_of(guidance)
            for citation in line.citations
            if citation.kind is not CitationKind.FACT
        )
    )


def due(as_of: date, days: int) -> date:
    """The last day of a phase: a weekend's day becomes the Monday after it."""
    day = as_of + timedelta(days=days)
    beyond = day.weekday() - _FRIDAY
    return day + timedelta(days=3 - beyond) if beyond > 0 else day


def said_when(when: str, as_of: date, day: date) -> str:
    """When a phase is to be done, in words that hold for its last day: none says today of a day after."""
    days = (day - as_of).days
    if when.casefold() == "today" and days:
        return "next working day" if day == due(as_of, 1) else f"within {days} days"
    if when.casefold() == "this week" and day.isocalendar()[:2] != as_of.isocalendar()[:2]:
        return "within a week" if days <= _WEEK else f"within {days} days"
    return when


def _phase(material: Material, phase: Phase) -> ActionPhase:
    steps = tuple(_step(material, step) for step in phase.steps)
    day = due(material.as_of, phase.due_days)
    return ActionPhase(phase.name, said_when(phase.when, material.as_of, day), day, steps)


def _step(material: Material, step: Step) -> Line:
    facts: Sequence[Citation] = [
        fact_citation(fact) for fact in facts_wanted(step.facts, material.sheet)
    ]
    return Line(step.do, (*material.article(step.article), *facts))


def _has_left(sheet: FactSheet | None) -> bool:
    status = sheet.get("recipient.status") if sheet else None
    return status is not None and status.value == "left"
