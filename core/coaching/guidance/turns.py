"""Answers within a conversation: the reasons, fewer words, a draft, words to say, another person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.coaching.guidance import standing
from core.coaching.guidance.compose import (
    Material,
    compose,
    document_citation,
    ready,
    with_facts,
)
from core.coaching.guidance.fill import proven
from core.coaching.guidance.manner import shorter
from core.coaching.knowledge import Document
from core.coaching.model import Citation, CitationKind, Guidance, Line, ReadyAction
from core.coaching.situation.follow_up import Turn

_MOST_PHASES = 4
_MARKS = re.compile(r"[*_`#>]+|\[([^\]]*)\]\([^)]*\)")
_EXECUTIVE_WORDS = re.compile(r"\b(executive|sponsor|board|one page|chief|decid)", re.IGNORECASE)
_TO_A_PERSON = ReadyAction("Draft an introduction", "draft", "executive_outreach", "introduction")
_STAYS_IN_TOUCH = ReadyAction(
    "Draft a note about priorities", "draft", "executive_outreach", "strategic_alignment"
)


@dataclass(frozen=True)
class Asked:
    """The turn to answer. ``office`` was named though nobody there is known for it; ``found`` are articles on the words."""

    turn: Turn
    question: str = ""
    office: str = ""
    matched: tuple[str, ...] = ()
    found: tuple[Document, ...] = ()


def answer(material: Material, asked: Asked) -> Guidance:
    """The answer to a turn about the situation the conversation is in."""
    make = _ANSWERS.get(asked.turn)
    made = make(material, asked) if make else _whole(material, asked)
    return with_facts(made, material.sheet)


def _whole(material: Material, asked: Asked) -> Guidance:
    return _with_office(compose(material), asked)


def _with_office(guidance: Guidance, asked: Asked) -> Guidance:
    """Says who is not known: advice about somebody else would be taken for advice about them."""
    if not asked.office:
        return guidance
    name = guidance.situation.account_name or "the account"
    nearest = next(iter(guidance.situation.people), None)
    then = (
        f"nearest to it is {nearest.full_name}, {nearest.title}."
        if nearest and nearest.title
        else "find out who it is, or import the account's contacts."
    )
    line = Line(f"No {asked.office} of {name} is on record; {then}")
    return replace(guidance, analysis=(line, *guidance.analysis))


def _why(material: Material, asked: Asked) -> Guidance:
    del asked
    body = [Line(text, material.cited) for text in paragraphs(material.document.body)]
    account = standing.of_account(material.sheet, material.situation.playbook)
    facts = proven(account, material.sheet, material.own_names)
    articles = [
        Line(f"{document.title}: {document.summary}", (document_citation(document),))
        for document in _articles(material)[:3]
    ]
    return Guidance(material.situation, analysis=(*body, *facts, *articles))


def _longer(material: Material, asked: Asked) -> Guidance:
    whole = _whole(material, asked)
    body = tuple(Line(text, material.cited) for text in paragraphs(material.document.body))
    return replace(whole, analysis=(*whole.analysis, *body))


def _shorter(material: Material, asked: Asked) -> Guidance:
    del asked
    return replace(shorter(compose(material)), wording=())


def _first(material: Material, asked: Asked) -> Guidance:
    del asked
    whole = compose(material)
    return Guidance(
        material.situation,
        analysis=(Line("Start with this; the rest of the plan can wait.", material.cited),),
        phases=whole.phases[:1],
        ready=whole.ready[:1],
    )


def _words(material: Material, asked: Asked) -> Guidance:
    whole = compose(material)
    found = [
        Line(f"{one.title}: {one.summary}", (document_citation(one),)) for one in asked.found[:2]
    ]
    lead = Line("Say it in your own words; these are starting points.", material.cited)
    return Guidance(material.situation, analysis=(lead, *found), wording=whole.wording)


def _watch(material: Material, asked: Asked) -> Guidance:
    del asked
    whole = compose(material)
    return Guidance(material.situation, watch_outs=whole.watch_outs, wording=whole.wording)


def _draft(material: Material, asked: Asked) -> Guidance:
    del asked
    drafts = [one for one in material.playbook.ready if one.act == "draft"] or [_STAYS_IN_TOUCH]
    where = (
        "It opens filled in with the facts of the account; you read it, change it and approve it before it goes out."
        if material.situation.account_key
        else "Say which account it is for, so that it can be written from its facts."
    )
    return Guidance(
        material.situation,
        analysis=(Line(where),),
        ready=ready(material, drafts) if material.situation.account_key else (),
    )


def _plan(material: Material, asked: Asked) -> Guidance:
    del asked
    whole = compose(material)
    if not material.situation.account_key:
        lead = Line("Say which account it is for, so that the tasks belong to it.")
        return Guidance(material.situation, analysis=(lead,), phases=whole.phases)
    plan = ReadyAction("Create the plan", "plan")
    return Guidance(
        material.situation,
        analysis=(Line("These steps become tasks with their dates, yours to move or drop."),),
        phases=whole.phases,
        ready=(plan,),
    )


def _person(material: Material, asked: Asked) -> Guidance:
    """What is known of them, what of the plan concerns somebody like them, and a letter to them."""
    people = material.situation.people
    if not people:
        made = Guidance(material.situation, analysis=_found(asked))
        return _with_office(made, replace(asked, office=asked.office or "such person"))
    known = proven(standing.of_person(material.sheet), material.sheet, material.own_names)
    whole = compose(material)
    phases = [
        replace(phase, steps=steps)
        for phase in whole.phases
        if (steps := tuple(s for s in phase.steps if _concerns(s)))
    ]
    met = material.sheet is not None and material.sheet.get("recipient.last_contact_on") is not None
    letter = _STAYS_IN_TOUCH if met else _TO_A_PERSON
    made = Guidance(
        material.situation,
        analysis=(*known, *_found(asked)),
        phases=tuple(phases[:_MOST_PHASES]),
        ready=ready(material, [letter]),
    )
    return _with_office(made, asked)


def _topic(material: Material, asked: Asked) -> Guidance:
    found = _found(asked)
    return Guidance(material.situation, analysis=found) if found else compose(material)


def _thanks(material: Material, asked: Asked) -> Guidance:
    del asked
    line = Line(
        "Good luck. Say below whether it helped and what became of it; the coach learns from that."
    )
    return Guidance(material.situation, analysis=(line,))


def _found(asked: Asked) -> tuple[Line, ...]:
    return tuple(
        Line(f"{one.title}: {one.summary}", (document_citation(one),)) for one in asked.found[:3]
    )


def _concerns(step: Line) -> bool:
    """Whether a step speaks of people at the top."""
    return bool(_EXECUTIVE_WORDS.search(step.text)) or any(
        _is_of_sponsor(citation) for citation in step.citations
    )


def _is_of_sponsor(citation: Citation) -> bool:
    return citation.kind is CitationKind.FACT and citation.ref.startswith(
        ("sponsor.", "recipient.")
    )


def _articles(material: Material) -> Sequence[Document]:
    found = (material.library.get(slug) for slug in material.playbook.articles)
    return [document for document in found if document]


def paragraphs(body: str) -> tuple[str, ...]:
    """The prose of a Markdown body as plain paragraphs, without headings, lists and marks."""
    parts = re.split(r"\n\s*\n", body.strip())
    kept = [part for part in parts if not re.match(r"\s*(#|[-*+] |\d+\. |>|\|)", part)]
    return tuple(" ".join(_MARKS.sub(r"\1", part).split()) for part in kept)


_ANSWERS: dict[Turn, Callable[[Material, Asked], Guidance]] = {
    Turn.WHY: _why,
    Turn.SHORTER: _shorter,
    Turn.LONGER: _longer,
    Turn.FIRST: _first,
    Turn.WORDS: _words,
    Turn.WATCH: _watch,
    Turn.DRAFT: _draft,
    Turn.PLAN: _plan,
    Turn.PERSON: _person,
    Turn.TOPIC: _topic,
    Turn.THANKS: _thanks,
}
