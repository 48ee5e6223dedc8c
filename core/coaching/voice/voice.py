"""What the use cases of the coach call where a key for Claude is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.actor import Actor
from core.coaching.knowledge import Document
from core.coaching.model import Guidance
from core.coaching.voice import guidance as of_guidance
from core.coaching.voice import weekly as of_weekly
from core.coaching.voice.passage import Material
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
        question: str,
        *,
        documents: Iterable[Document] = (),
        facts: FactSheet | None = None,
        before: str = "",
        style: str = "",
        on_text: OnText | None = None,
    ) -> Guidance:
        """``guidance`` in Claude's words, or as it is with a note.

        ``documents`` are those its lines cite, ``facts`` all that is known of the account (those it
        cites when left out), ``before`` what was asked earlier. A clarifying question stays as it is.
        """
        if guidance.question or not guidance.analysis:
            return guidance
        material = of_guidance.material_of(
            guidance,
            question,
            documents=documents,
            facts=facts,
            before=before,
            style=style,
            own_names=self._own_names,
        )
        spoken = self._speaker.say(actor, material, on_text)
        return of_guidance.with_words(guidance, spoken, facts or guidance.facts)

    def weekly(self, actor: Actor, summary: WeeklySummary, *, style: str = "") -> WeeklySummary:
        """The same week in Claude's words: every figure stays."""
        material = of_weekly.material_of(summary, style=style, own_names=self._own_names)
        return of_weekly.with_words(summary, self._speaker.say(actor, material))


def voice_for(store: Store, config: ModelConfig, own_names: tuple[str, ...] = ()) -> Voice | None:
    """Claude's voice, or ``None`` without a key."""
    if not config.key:
        return None
    return Voice(Speaker(Conversation(config, Ledger(store, config.caps))), own_names)
