"""The coach answers a question: understood, composed, put into the person's style, and kept as theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from core.actor import Actor
from core.auth.guard import allows, require
from core.auth.permissions import Permission
from core.coaching.guidance.as_json import from_dict, situation_dict, to_dict
from core.coaching.guidance.compose import Material, documents_of
from core.coaching.guidance.facts import gather
from core.coaching.guidance.manner import in_style
from core.coaching.guidance.turns import Asked, answer
from core.coaching.interactions import interactions, record
from core.coaching.knowledge import Document, Library, library, search
from core.coaching.model import CitationKind, Guidance, Interaction, InteractionType, Line
from core.coaching.situation.follow_up import Turn
from core.coaching.situation.understand import Before, Understood, understand
from core.coaching.style import Aspect, Style, keep_wishes, style_of
from core.drafting.fact import FactSheet
from core.errors import InvalidInput, NotFound
from core.store import Store

LONGEST_QUESTION = 4_000
_SEARCHED = frozenset({Turn.PERSON, Turn.TOPIC, Turn.WORDS})
_STYLED = frozenset({Turn.NEW})
_WISHES = {Turn.SHORTER: "brief", Turn.LONGER: "detailed"}
_RELEVANT = 0.15
_NAME_IT = Line("Name the account to have the plan rest on its facts and people.")


class Voice(Protocol):
    """Says the same in other words, or says why it did not; ``writer`` tells which."""

    def guidance(
        self,
        actor: Actor,
        guidance: Guidance,
        *,
        question: str,
        library: Library,
        sheet: FactSheet | None,
        style: Style,
        own_names: tuple[str, ...] = (),
        on_text: Callable[[str], None] | None = None,
    ) -> Guidance: ...


@dataclass(frozen=True)
class Answer:
    """An answer and the turn it was kept as. ``options`` are titles of situations to choose from where it asks back."""

    guidance: Guidance
    interaction_id: int
    conversation_id: int
    options: tuple[str, ...] = ()


def ask(
    store: Store,
    actor: Actor,
    question: str,
    *,
    account_key: int | None = None,
    conversation_id: int | None = None,
    playbook: str = "",
    as_of: date | None = None,
    own_names: tuple[str, ...] = (),
    voice: Voice | None = None,
    on_text: Callable[[str], None] | None = None,
) -> Answer:
    """Answer a question, alone or within a conversation of the actor's own.

    ``playbook`` is the situation a person chose, where the words were understood otherwise. The marts must
    be fresh for ``as_of`` (today). ``own_names`` are our company's and products', which
    need no fact. Raises :class:`~core.errors.NotFound` for an account the actor does not see and for
    a conversation that is not theirs.
    """
    require(actor, Permission.COACHING_USE)
    said = _checked(question)
    on = as_of or store.clock.today()
    held = library(store, actor)
    before = _before(store, actor, conversation_id)
    meant = understand(store, actor, held, said, on, account_key=account_key, before=before)
    if playbook:
        meant = _chosen(held, meant, playbook)
    desk = _Desk(store, actor, held, style_of(store, actor), on, own_names)
    guidance, sheet = desk.answered(meant, said)
    if voice is not None and not guidance.question:
        guidance = voice.guidance(
            actor,
            guidance,
            question=said,
            library=held,
            sheet=sheet,
            style=desk.style,
            own_names=own_names,
            on_text=on_text,
        )
    number = desk.keep(meant, said, guidance, conversation_id)
    return Answer(guidance, number, conversation_id or number, meant.options)


def conversation(store: Store, actor: Actor, conversation_id: int) -> tuple[Interaction, ...]:
    """The turns of a conversation of the actor's own, oldest first."""
    turns = interactions(
        store, actor, type=InteractionType.GUIDANCE, conversation_id=conversation_id, limit=500
    )
    if not turns:
        raise NotFound(
            f"You have no conversation number {conversation_id} with the coach.",
            "Begin one, or choose one of your own.",
        )
    return tuple(reversed(turns))


def conversations(store: Store, actor: Actor, limit: int = 20) -> tuple[Interaction, ...]:
    """The first turn of each of the actor's conversations, the one that went on last first."""
    begun: dict[int, Interaction] = {}
    for turn in interactions(store, actor, type=InteractionType.GUIDANCE, limit=500):
        # Newest first: the place is that of the newest turn, the turn kept in the end the oldest.
        begun[turn.conversation_id] = turn
    return tuple(begun.values())[:limit]


def guidance_of(turn: Interaction) -> Guidance:
    """What the coach answered in a turn."""
    return from_dict(json.loads(turn.guidance_provided))


def _checked(question: str) -> str:
    said = question.strip()
    if not said:
        raise InvalidInput("The question is empty.", "Say what is going on.")
    if len(said) > LONGEST_QUESTION:
        raise InvalidInput(
            f"The question has {len(said):,} characters.",
            f"Shorten it to {LONGEST_QUESTION:,}; notes and transcripts belong to Feedback.",
        )
    return said


def _chosen(held: Library, meant: Understood, playbook: str) -> Understood:
    """What was meant, in the situation that a person chose."""
    document = held.get(playbook)
    if document is None or document.playbook is None:
        raise NotFound(f"There is no playbook {playbook!r}.", "Choose one of the knowledge base.")
    situation = replace(
        meant.situation,
        playbook=document.slug,
        title=document.title,
        confidence=1.0,
        stage=document.stage,
        alternatives=tuple(one for one in meant.situation.alternatives if one != document.slug),
    )
    return replace(meant, turn=Turn.NEW, situation=situation, question="", options=())


def _before(store: Store, actor: Actor, conversation_id: int | None) -> Before | None:
    if conversation_id is None:
        return None
    last = conversation(store, actor, conversation_id)[-1]
    given = guidance_of(last)
    return Before(str(last.context["question"]), given.situation, bool(given.question))


@dataclass(frozen=True)
class _Desk:
    """What answering needs beside the question."""

    store: Store
    actor: Actor
    held: Library
    style: Style
    on: date
    own_names: tuple[str, ...]

    def answered(self, meant: Understood, said: str) -> tuple[Guidance, FactSheet | None]:
        """The answer, and the facts it could draw on."""
        if meant.question:
            return Guidance(meant.situation, question=meant.question), None
        sheet = self._sheet(meant)
        document = self.held.get(meant.situation.playbook)
        if document is None or document.playbook is None:
            raise NotFound("That playbook is no longer there.", "Ask again.")
        material = Material(
            document,
            document.playbook,
            self.held,
            meant.situation,
            self.on,
            sheet,
            self.own_names,
        )
        found = self._found(meant, said, document)
        guidance = answer(material, Asked(meant.turn, said, meant.office, meant.matched, found))
        if meant.turn in _STYLED:
            guidance = in_style(guidance, material, self.style)
        if sheet is None and meant.turn is Turn.NEW and allows(self.actor, Permission.ACCOUNT_READ):
            guidance = replace(guidance, analysis=(*guidance.analysis, _NAME_IT))
        return guidance, sheet

    def _sheet(self, meant: Understood) -> FactSheet | None:
        key = meant.situation.account_key
        if key is None:
            return None
        person = next(iter(meant.situation.people), None)
        contact = person.contact_key if person else None
        return gather(self.store, self.actor, key, self.on, contact_key=contact)

    def _found(self, meant: Understood, said: str, document: Document) -> tuple[Document, ...]:
        """Articles on the words of a turn that asks for more than the playbook says."""
        if meant.turn not in _SEARCHED:
            return ()
        query = f"{said} {' '.join(one.title for one in meant.situation.people)} {document.title}"
        hits = search(self.store, self.actor, query, kind="article", limit=3)
        return tuple(hit.document for hit in hits if hit.relevance >= _RELEVANT)

    def keep(
        self, meant: Understood, said: str, guidance: Guidance, conversation_id: int | None
    ) -> int:
        """Keep the turn as the actor's own and give its number."""
        # The audit log is read by others: it gets no word of the question, not even its playbook.
        with self.store.transaction(self.actor, "coaching.ask", "guidance") as work:
            number = record(
                work,
                person=self.actor.email,
                interaction_type=InteractionType.GUIDANCE,
                subject=guidance.situation.playbook,
                context=_context(said, meant, guidance, self.style),
                guidance_provided=json.dumps(to_dict(guidance), ensure_ascii=False),
                writer=guidance.writer,
                account_key=guidance.situation.account_key,
                conversation_id=conversation_id,
                citations=documents_of(guidance),
            )
            if wish := _WISHES.get(meant.turn):
                keep_wishes(work, self.actor, number, {Aspect.LENGTH: wish})
        return number


def _context(said: str, meant: Understood, guidance: Guidance, style: Style) -> dict[str, Any]:
    return {
        "question": said,
        "turn": meant.turn.value,
        "situation": situation_dict(guidance.situation),
        "matched": list(meant.matched),
        "options": list(meant.options),
        "style": style.to_dict(),
        "facts": [
            one.ref
            for line in guidance.analysis
            for one in line.citations
            if one.kind is CitationKind.FACT
        ],
    }
