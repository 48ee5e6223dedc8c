"""Asks Claude to put the coach's passages into words for one person; takes them only when all of them stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.actor import Actor
from core.coaching.voice.answer import FORM, Reader, text_so_far
from core.coaching.voice.passage import Material, Passage
from core.coaching.voice.prompting import voice_prompt
from core.coaching.voice.told import told
from core.drafting.kind import Usage
from core.drafting.model.attempt import Growing
from core.drafting.model.converse import Conversation, Question
from core.drafting.model.outcome import CallFailed, Outcome, as_reason
from core.errors import RapportError

OnText = Callable[[str], None]
_NOTHING_TO_TELL = "all of it repeats texts that do not leave this installation"


@dataclass(frozen=True)
class Spoken:
    """Passages in their final words. ``writer`` is ``claude`` or ``template``; ``note`` says why, or what of it is not Claude's."""

    passages: tuple[Passage, ...]
    writer: str
    note: str = ""
    usage: Usage | None = None

    def group(self, name: str) -> tuple[Passage, ...]:
        """The passages of a group, in order."""
        return tuple(passage for passage in self.passages if passage.group == name)


class Speaker:
    """Never fails where the coach has words of its own."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def say(self, actor: Actor, material: Material, on_text: OnText | None = None) -> Spoken:
        """The passages in Claude's words, or as they were given with a note that says why."""
        try:
            return self._by_claude(actor, material, on_text)
        except CallFailed as failed:
            why = failed.reason
        except RapportError as error:
            # No budget, an unknown model, or a store that takes no writes: no call was made.
            why = as_reason(error)
        return Spoken(
            material.passages, "template", f"The coach wrote this without Claude because {why}."
        )

    def _by_claude(self, actor: Actor, material: Material, on_text: OnText | None) -> Spoken:
        given = told(material)
        if not given.passages:
            raise CallFailed(Outcome.STOPPED, reason=_NOTHING_TO_TELL)
        prompt = voice_prompt(material.kind)
        reader = Reader(given, prompt.meta.limits.words)
        question = Question(
            material.kind.value,
            prompt.version,
            prompt.system(),
            prompt.user(material.style, given.json),
            FORM,
            prompt.meta.limits.tokens,
        )

        def show(text: str) -> None:
            if on_text is not None:
                on_text(given.offer.redactor.restore(text))

        watch = Growing(text_so_far, reader.forbidden, show)
        answered = self._conversation.ask(actor, question, reader.passages, watch)
        passages = _in_order(material, given.kept, answered.made)
        return Spoken(passages, "claude", _note(reader.own_words), answered.usage)


def _note(own_words: int) -> str:
    if own_words == 0:
        return ""
    these = "One sentence is" if own_words == 1 else f"{own_words} sentences are"
    return f"{these} in the coach's own words: no fact proved Claude's."


def _in_order(
    material: Material, kept: tuple[Passage, ...], made: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """Claude's passages and those it was not told, group by group as the coach had them."""
    groups = dict.fromkeys(passage.group for passage in material.passages)
    place = {passage.id: number for number, passage in enumerate(material.passages)}
    found: list[Passage] = []
    for group in groups:
        mine = [passage for passage in (*made, *kept) if passage.group == group]
        found += sorted(mine, key=lambda passage: place.get(passage.id, len(place)))
    return tuple(found)
