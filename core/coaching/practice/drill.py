"""A practice step by step: who is played, what they bring up, what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.briefing.lead import leading
from core.coaching.briefing.model import OccasionKind
from core.coaching.briefing.words import holds, narrowed
from core.coaching.guidance.compose import document_citation
from core.coaching.guidance.facts import gather
from core.coaching.guidance.fill import filled, proven
from core.coaching.knowledge import Document, Library, library
from core.coaching.model import Citation, Line
from core.coaching.practice.model import Challenge, Exchange, Persona, Practice
from core.coaching.practice.words import Said, cast
from core.coaching.voice.persona import Turn
from core.drafting.fact import FactSheet
from core.errors import InvalidInput
from core.store import Store

if TYPE_CHECKING:
    from core.coaching.voice import Voice

LONGEST_ANSWER = 2000
OF_FACTS, OF_PLAYBOOK = 2, 3
"""Challenges from the account's facts and from the playbook; one more asks what happens next."""
YOU = "Me"


def prepare(
    store: Store,
    actor: Actor,
    account_key: int,
    contact_key: int,
    as_of: date,
    *,
    situation: str = "",
    own_names: Sequence[str] = (),
) -> Practice:
    """A practice with a contact of the account; nothing is kept until it is finished.

    Without ``situation`` the facts choose the playbook. The marts must be fresh for ``as_of``.
    """
    require(actor, Permission.COACHING_USE)
    account = require_account(store, actor, account_key)
    held = library(store, actor)
    sheet = gather(store, actor, account_key, as_of, contact_key=contact_key)
    document = _document(held, situation, sheet)
    challenges = (
        *_of_facts(sheet, held, own_names)[:OF_FACTS],
        *_of_playbook(document, held)[:OF_PLAYBOOK],
    )
    closing = _challenge(cast().closing, sheet, held)
    practice = Practice(
        account_key=account_key,
        account_name=account.name,
        situation=document.slug if document else "",
        situation_title=document.title if document else "",
        as_of=as_of,
        persona=_persona(sheet, contact_key, own_names),
        challenges=(*challenges, *((closing,) if closing else ())),
        sheet=sheet,
    )
    return replace(practice, spoken=_scripted(practice))


def reply(practice: Practice, answer: str) -> Practice:
    """The practice with an answer to what waits; what comes next is put as scripted."""
    waiting, said = practice.waiting, " ".join(answer.split())
    if waiting is None:
        raise InvalidInput("This practice is over.", "Begin another.")
    if not said:
        raise InvalidInput("The answer is empty.", "Say something, as you would to them.")
    if len(said) > LONGEST_ANSWER:
        raise InvalidInput(
            f"The answer has {len(said)} characters.", f"Shorten it to {LONGEST_ANSWER}."
        )
    exchange = Exchange(waiting, practice.spoken or waiting.they_say.text, said)
    onward = replace(
        practice, exchanges=(*practice.exchanges, exchange), spoken="", writer="template", note=""
    )
    return replace(onward, spoken=_scripted(onward))


def say_next(
    actor: Actor,
    practice: Practice,
    voice: Voice | None,
    on_text: Callable[[str], None] | None = None,
) -> Practice:
    """What waits in Claude's words, as this person would say it now; without a voice as scripted."""
    require(actor, Permission.COACHING_USE)
    if voice is None or practice.waiting is None:
        return practice
    line = voice.persona(
        actor,
        practice.spoken or practice.waiting.they_say.text,
        persona=practice.persona.described,
        turns=turns_of(practice),
        sheet=practice.sheet,
        on_text=on_text,
    )
    return replace(practice, spoken=line.text, writer=line.writer, note=line.note)


def turns_of(practice: Practice) -> tuple[Turn, ...]:
    """What was said so far, oldest first."""
    found: list[Turn] = []
    for exchange in practice.exchanges:
        found += [
            Turn(practice.persona.full_name, exchange.they_said),
            Turn(YOU, exchange.answer),
        ]
    return tuple(found)


def _scripted(practice: Practice) -> str:
    """The challenge that waits as it is written; the first one after the opening."""
    waiting = practice.waiting
    if waiting is None:
        return ""
    said = waiting.they_say.text
    return f"{practice.persona.opening} {said}" if not practice.exchanges else said


def _document(held: Library, situation: str, sheet: FactSheet) -> Document | None:
    if not situation:
        return leading(OccasionKind.EXECUTIVE_MEETING, sheet, held)
    document = held.get(situation)
    if document is None or document.playbook is None:
        raise InvalidInput(
            f"There is no playbook {situation!r}.", "Choose one of the knowledge base."
        )
    return document


def _persona(sheet: FactSheet, contact_key: int, own_names: Sequence[str]) -> Persona:
    played = cast()
    tone = next(one for one in played.tones if _all_hold(one.needs, sheet))
    asks = next(one for one in played.asks if _all_hold(one.needs, sheet))
    knows = [filled(one.say, sheet) for one in played.knows if one.fits(sheet)]
    title = sheet.get("recipient.title")
    return Persona(
        contact_key=contact_key,
        full_name=str(sheet["recipient.name"].value),
        title=str(title.value) if title else "",
        tone=tone.title,
        manner=f"{tone.manner} {asks.manner}",
        opening=tone.opening,
        knows=proven([line for line in knows if line], sheet, own_names),
    )


def _of_facts(sheet: FactSheet, held: Library, own_names: Sequence[str]) -> tuple[Challenge, ...]:
    found = (_challenge(one, sheet, held) for one in cast().challenges if one.they_say.fits(sheet))
    return tuple(
        one for one in found if one is not None and proven((one.they_say,), sheet, own_names)
    )


def _of_playbook(document: Document | None, held: Library) -> tuple[Challenge, ...]:
    if document is None or document.playbook is None:
        return ()
    return tuple(
        Challenge(
            Line(one.they_say, (document_citation(document),)),
            Line(one.answer, _article(held, one.article) or (document_citation(document),)),
        )
        for one in document.playbook.objections
    )


def _challenge(said: Said, sheet: FactSheet, held: Library) -> Challenge | None:
    they_say = filled(said.they_say.say, narrowed(sheet, said.they_say.needs))
    if they_say is None:
        return None
    return Challenge(they_say, Line(said.answer, _article(held, said.they_say.article)))


def _article(held: Library, slug: str) -> tuple[Citation, ...]:
    document = held.get(slug) if slug else None
    return (document_citation(document),) if document else ()


def _all_hold(needs: Iterable[str], sheet: FactSheet) -> bool:
    return all(holds(need, sheet) for need in needs)
