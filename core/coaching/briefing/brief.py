"""Briefs somebody for an occasion: what to know, what to say, what to watch, from the account's facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import interactions
from core.coaching.briefing.as_json import to_dict
from core.coaching.briefing.lead import leading
from core.coaching.briefing.model import Briefing, Occasion
from core.coaching.briefing.occasions import occasion
from core.coaching.briefing.words import Sentence, narrowed, scripts
from core.coaching.guidance.compose import Material, compose, document_citation
from core.coaching.guidance.facts import gather
from core.coaching.guidance.fill import filled, proven
from core.coaching.knowledge import Document, Library, library
from core.coaching.model import (
    Citation,
    CitationKind,
    InteractionType,
    Line,
    PersonMeant,
    ReadyAction,
    Situation,
)
from core.drafting.fact import FactSheet
from core.store import Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
KNOW, SAY, WATCH = 6, 4, 3
"""Lines of each part: what can be read while walking to the meeting."""


def brief(
    store: Store, actor: Actor, key: str, as_of: date, *, own_names: Sequence[str] = ()
) -> Briefing:
    """The briefing for an occasion, kept among the actor's turns with the coach the first time.

    Later it says what the data say then, and nothing more is kept.
    """
    require(actor, Permission.COACHING_USE)
    made = briefing(store, actor, occasion(store, actor, key, as_of), as_of, own_names=own_names)
    if made.occasion.interaction_id is not None:
        return made
    account = made.occasion.account_id
    with store.transaction(actor, "coaching.brief", f"account {account}") as work:
        person = actor.email.casefold()
        before = work.one(load_sql(SQL, "made"), {"occasion": key, "person": person})
        number = int(before["interaction_id"]) if before else _keep(work, person, made)
    return replace(
        made,
        occasion=replace(made.occasion, interaction_id=number, briefed_at=store.clock.now()),
    )


def _keep(work: Transaction, person: str, made: Briefing) -> int:
    number = interactions.record(
        work,
        person=person,
        interaction_type=InteractionType.BRIEFING,
        subject=made.playbook.ref if made.playbook else made.occasion.kind.value,
        context={"occasion": made.occasion.key, "on": made.occasion.on},
        guidance_provided=json.dumps(to_dict(made), ensure_ascii=False, default=str),
        writer="template",
        account_key=made.occasion.account_key,
        citations=_documents(made),
    )
    work.execute(
        load_sql(SQL, "made_insert"),
        {
            "occasion": made.occasion.key,
            "person": person,
            "interaction_id": number,
            "made_at": work.clock.now(),
        },
    )
    work.touch("ops.briefing_made")
    return number


def briefing(
    store: Store, actor: Actor, found: Occasion, as_of: date, *, own_names: Sequence[str] = ()
) -> Briefing:
    """What is to be said before an occasion; nothing is kept."""
    require(actor, Permission.COACHING_USE)
    held = library(store, actor)
    sheet = gather(store, actor, found.account_key, as_of, contact_key=found.contact_key)
    script = scripts()[found.kind]
    document = leading(found.kind, sheet, held)
    cited = (document_citation(document),) if document else ()
    parts = [
        _lines(part, sheet, held, cited, own_names)[:most]
        for part, most in ((script.know, KNOW), (script.say, SAY), (script.watch_outs, WATCH))
    ]
    guidance = (
        compose(_material(found, document, held, sheet, as_of, own_names=own_names))
        if document
        else None
    )
    ready = tuple(
        replace(one, contact_key=found.contact_key) if one.act == "draft" else one
        for one in (*script.ready, ReadyAction("Create the plan", "plan"))
    )
    lines = [line for part in parts for line in part]
    return Briefing(
        occasion=found,
        title=script.title,
        know=parts[0],
        say=parts[1],
        watch_outs=parts[2],
        playbook=cited[0] if cited else None,
        guidance=guidance,
        ready=ready if guidance else ready[:-1],
        facts=tuple(sheet[ref] for ref in _refs(lines, CitationKind.FACT) if ref in sheet),
    )


def _lines(
    sentences: Iterable[Sentence],
    sheet: FactSheet,
    held: Library,
    cited: tuple[Citation, ...],
    own_names: Sequence[str],
) -> tuple[Line, ...]:
    found = []
    for one in sentences:
        if not one.fits(sheet):
            continue
        article = held.get(one.article) if one.article else None
        basis = (document_citation(article),) if article else ()
        line = filled(one.say, narrowed(sheet, one.needs), basis)
        if line is not None:
            found.append(line if line.citations else Line(line.text, cited))
    return proven(found, sheet, own_names)


def _material(
    found: Occasion,
    document: Document,
    held: Library,
    sheet: FactSheet,
    as_of: date,
    *,
    own_names: Sequence[str],
) -> Material:
    assert document.playbook is not None  # noqa: S101  leading gives playbooks only
    person = (
        (PersonMeant(found.contact_key, found.contact_name, found.contact_title),)
        if found.contact_key is not None
        else ()
    )
    situation = Situation(
        document.slug, document.title, 1.0, found.account_key, found.account_name, person
    )
    return Material(document, document.playbook, held, situation, as_of, sheet, tuple(own_names))


def _documents(made: Briefing) -> tuple[str, ...]:
    lines = (*made.know, *made.say, *made.watch_outs)
    leading = (made.playbook.ref,) if made.playbook else ()
    return (
        *leading,
        *_refs(lines, CitationKind.ARTICLE),
    )


def _refs(lines: Iterable[Line], kind: CitationKind) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(cited.ref for line in lines for cited in line.citations if cited.kind is kind)
    )
