"""What the use cases of the coach call where a key for Claude is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.actor import Actor
from core.coaching.feedback.model import Feedback
from core.coaching.knowledge import Library
from core.coaching.model import Guidance
from core.coaching.style import DEFAULT_STYLE, Style
from core.coaching.voice import feedback as of_feedback
from core.coaching.voice import guidance as of_guidance
from core.coaching.voice import persona as of_persona
from core.coaching.voice import weekly as of_weekly
from core.coaching.voice.passage import Material
from core.coaching.voice.persona import PersonaLine, Turn
from core.coaching.voice.speaker import Speaker, Spoken
from core.coaching.weekly.model import WeeklySummary
from core.drafting.fact import FactSheet
from core.drafting.model import Conversation, Ledger, ModelConfig
from core.store import Store

OnText = Callable[[str], None]


class Voice:
    """One an installation. Must not be called within a transaction: a call takes seconds."""

    def __init__(self, speaker: Speaker, own_names: tuple[str, ...] = ()) -> None:
        self._speaker = speaker
        self._own_names = own_names

    def say(self, actor: Actor, material: Material, on_text: OnText | None = None) -> Spoken:
        """Any passages in Claude's words."""
        return self._speaker.say(actor, material, on_text)

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
        on_text: OnText | None = None,
    ) -> Guidance:
        """``guidance`` in Claude's words, or as it is with a note.

        Claude gets the documents its lines cite, and of ``sheet`` what may leave here. A clarifying question
        stays as it is.
        """
        if guidance.question:
            return guidance
        material = of_guidance.material_of(
            guidance,
            question,
            library,
            facts=sheet,
            style=wishes(style),
            own_names=own_names or self._own_names,
        )
        if not material.passages:
            return guidance
        spoken = self._speaker.say(actor, material, on_text)
        return of_guidance.with_words(guidance, spoken, sheet or guidance.facts)

    def feedback(
        self, actor: Actor, found: Feedback, *, library: Library, style: Style = DEFAULT_STYLE
    ) -> Feedback:
        """The advice of ``found`` in Claude's words, or as it is with a note: scores and quotations stay.

        Claude gets the words that scores rest on, never the whole conversation.
        """
        material = of_feedback.material_of(
            found, library, style=wishes(style), own_names=self._own_names
        )
        if not material.passages:
            return found
        return of_feedback.with_words(found, self._speaker.say(actor, material))

    def weekly(self, actor: Actor, summary: WeeklySummary, *, style: Style) -> WeeklySummary:
        """The same week in Claude's words: every figure stays."""
        material = of_weekly.material_of(summary, style=wishes(style), own_names=self._own_names)
        return of_weekly.with_words(summary, self._speaker.say(actor, material))

    def persona(
        self,
        actor: Actor,
        line: str,
        *,
        persona: str,
        turns: Sequence[Turn],
        sheet: FactSheet | None = None,
        own_names: tuple[str, ...] = (),
        on_text: OnText | None = None,
    ) -> PersonaLine:
        """The scripted ``line`` as the persona would say it now, or as it is with a note.

        ``persona`` says in a few sentences who speaks; ``turns`` is what was said, oldest first; of ``sheet``
        goes what may leave here. ``own_names`` are further names that need no fact, such as the person's who practises.
        """
        material = of_persona.material_of(
            line, persona, turns, sheet=sheet, own_names=(*self._own_names, *own_names)
        )
        return of_persona.with_words(self._speaker.say(actor, material, on_text))


def voice_for(store: Store, config: ModelConfig, own_names: tuple[str, ...] = ()) -> Voice | None:
    """Claude's voice, or ``None`` without a key."""
    if not config.key:
        return None
    return Voice(Speaker(Conversation(config, Ledger(store, config.caps))), own_names)


def wishes(style: Style) -> str:
    """How a person likes to be spoken to, in words of ours."""
    manner = "direct" if style.manner == "direct" else "with questions to think about"
    length = "brief" if style.length == "brief" else "as long as it takes"
    return f"{length}; {manner}; {'with' if style.examples else 'without'} examples of wording"
