"""The end of a practice: what was answered is scored by the rubric and kept for the person alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.feedback import Feedback, assess, keep_levels, summary
from core.coaching.feedback.give import with_titles
from core.coaching.feedback.payload import kept, slugs
from core.coaching.interactions import record
from core.coaching.knowledge import library
from core.coaching.model import CitationKind, InteractionType
from core.coaching.practice.drill import YOU
from core.coaching.practice.model import Practice
from core.coaching.rubric import ensure, rubric
from core.coaching.style import style_of
from core.coaching.transcript import read_transcript
from core.errors import InvalidInput
from core.store import Store

if TYPE_CHECKING:
    from core.coaching.voice import Voice

THEY = "Customer"
"""How the stakeholder is called in the transcript: a name could be read as somebody of ours."""


def finish(
    store: Store,
    actor: Actor,
    practice: Practice,
    *,
    is_shared: bool = False,
    voice: Voice | None = None,
) -> Feedback:
    """Score the answers given so far and keep the practice; ``is_shared`` lets the person's manager see levels."""
    require(actor, Permission.COACHING_USE)
    require_account(store, actor, practice.account_key)
    if not practice.exchanges:
        raise InvalidInput("Nothing was answered yet.", "Answer at least once.")
    text = transcript_of(practice)
    held, by = library(store, actor), rubric(store)
    found = with_titles(assess(by, read_transcript(text, own=(YOU,))), held)
    title = f"Practice with {practice.persona.full_name}"
    given = Feedback(0, title, found, summary(found), practice.account_key, is_shared)
    if voice is not None:
        given = voice.feedback(actor, given, library=held, style=style_of(store, actor))
    with store.transaction(actor, "practice.finish") as work:
        version = ensure(work).version
        number = record(
            work,
            person=actor.email,
            interaction_type=InteractionType.PRACTICE,
            subject=practice.situation or "persona",
            context=_context(practice, text),
            guidance_provided=kept(given),
            writer=given.writer,
            account_key=practice.account_key,
            is_shared=is_shared,
            citations=(*_documents(practice), *slugs(found)),
        )
        keep_levels(
            work, actor, number, found, account_key=practice.account_key, is_shared=is_shared
        )
        work.note(rubric_version=version, skills=len(found.scored))
    return replace(given, interaction_id=number)


def transcript_of(practice: Practice) -> str:
    """The conversation as a transcript: each on a line of their own, whatever was typed or said."""
    lines = []
    for exchange in practice.exchanges:
        lines += [f"{THEY}: {_flat(exchange.they_said)}", f"{YOU}: {_flat(exchange.answer)}"]
    return "\n".join(lines)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _context(practice: Practice, text: str) -> dict[str, object]:
    persona = practice.persona
    return {
        "text": text,
        "title": f"Practice with {persona.full_name}",
        "persona": {"name": persona.full_name, "title": persona.title, "tone": persona.tone},
        "situation": practice.situation,
        "exchanges": [
            {
                "they_said": one.they_said,
                "answer": one.answer,
                "model_answer": one.challenge.answer.text,
            }
            for one in practice.exchanges
        ],
    }


def _documents(practice: Practice) -> tuple[str, ...]:
    cited = [
        citation.ref
        for exchange in practice.exchanges
        for citation in exchange.challenge.answer.citations
        if citation.kind is not CitationKind.FACT
    ]
    situation = (practice.situation,) if practice.situation else ()
    return tuple(dict.fromkeys((*situation, *cited)))
