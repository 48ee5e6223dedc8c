"""Guidance as passages, and back: phases keep their names and dates, steps their places.

Wording to say to a customer stays as the knowledge base has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.coaching.knowledge import Document, Library
from core.coaching.model import (
    ActionPhase,
    Citation,
    CitationKind,
    Guidance,
    Line,
)
from core.coaching.voice.passage import Kind, Material, Passage, Source
from core.coaching.voice.speaker import Spoken
from core.drafting.fact import Fact, FactSheet

ANALYSIS, WATCH_OUT = "analysis", "watch_out"


def material_of(
    guidance: Guidance,
    question: str,
    library: Library,
    *,
    facts: FactSheet | None = None,
    style: str = "",
    own_names: tuple[str, ...] = (),
) -> Material:
    """What Claude gets of ``guidance``; without ``facts`` those that it cites."""
    return Material(
        Kind.GUIDANCE,
        tuple(_passages(guidance)),
        tuple(sources(documents_cited(guidance, library))),
        facts or sheet_of(guidance.facts, guidance.situation.account_key),
        asked={"question": question, "situation": guidance.situation.title},
        style=style,
        open_groups=frozenset({ANALYSIS}),
        own_names=own_names,
    )


def documents_cited(guidance: Guidance, library: Library) -> tuple[Document, ...]:
    """The documents that lines of ``guidance`` rest on."""
    slugs = dict.fromkeys(
        item.ref
        for passage in _passages(guidance)
        for item in passage.citations
        if item.kind is not CitationKind.FACT
    )
    return tuple(found for slug in slugs if (found := library.get(slug)))


def _passages(guidance: Guidance) -> Iterable[Passage]:
    yield from passages_of(ANALYSIS, [line for line in guidance.analysis if line.citations])
    for number, phase in enumerate(guidance.phases, start=1):
        yield from passages_of(f"phase.{number}", phase.steps)
    yield from passages_of(WATCH_OUT, guidance.watch_outs)


def with_words(guidance: Guidance, spoken: Spoken, known: Iterable[Fact]) -> Guidance:
    """``guidance`` as it was spoken; ``known`` are the facts that it may cite."""
    if spoken.writer != "claude":
        return replace(guidance, note=spoken.note)
    lines = [*lines_of(spoken.passages), *guidance.wording]
    return replace(
        guidance,
        analysis=(*lines_of(spoken.group(ANALYSIS)), *_about_itself(guidance)),
        phases=tuple(
            _phase(phase, spoken.group(f"phase.{number}"))
            for number, phase in enumerate(guidance.phases, start=1)
        ),
        watch_outs=lines_of(spoken.group(WATCH_OUT)),
        facts=cited_facts(lines, known),
        writer=spoken.writer,
        note=spoken.note,
    )


def _about_itself(guidance: Guidance) -> Iterable[Line]:
    """What the coach says of its own answer: it rests on nothing and stays last."""
    return (line for line in guidance.analysis if not line.citations)


def cited_facts(lines: Iterable[Line], known: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that lines rest on, in the order of ``known``."""
    cited = {
        item.ref for line in lines for item in line.citations if item.kind is CitationKind.FACT
    }
    return tuple(fact for fact in known if fact.id in cited)


def _phase(phase: ActionPhase, passages: tuple[Passage, ...]) -> ActionPhase:
    return replace(phase, steps=lines_of(passages))


def passages_of(group: str, lines: Iterable[Line]) -> Iterable[Passage]:
    """Lines as passages of a group, counted from 1; one that rests on facts may repeat what others wrote."""
    for number, line in enumerate(lines, start=1):
        facts = any(item.kind is CitationKind.FACT for item in line.citations)
        yield Passage(f"{group}.{number}", line.text, line.citations, is_outside=facts)


def lines_of(passages: Iterable[Passage]) -> tuple[Line, ...]:
    """Passages as lines."""
    return tuple(Line(passage.text, passage.citations) for passage in passages)


def sources(documents: Iterable[Document]) -> Iterable[Source]:
    """Documents as Claude may draw on them."""
    for document in documents:
        citation = Citation(CitationKind(document.kind), document.slug, document.title)
        yield Source(citation, f"{document.summary}\n\n{document.body}")


def sheet_of(facts: tuple[Fact, ...], account_key: int | None) -> FactSheet | None:
    """Facts as a sheet; ``None`` without any."""
    if not facts:
        return None
    return FactSheet(account_key or 0, max(fact.as_of for fact in facts), facts)
