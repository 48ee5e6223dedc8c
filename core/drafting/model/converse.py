"""A question to Claude that is no draft: any system text, any form of answer, the same safeguards.

Like a draft it is entered in the ledger before it is made, streamed, bounded by one deadline and taken only
when it is whole. Who asks says how the answer is read while it grows and what makes it acceptable.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from core.actor import Actor
from core.drafting.kind import Usage
from core.drafting.model.attempt import Attempt, Growing
from core.drafting.model.config import ModelConfig
from core.drafting.model.known_models import CHARACTERS_PER_TOKEN, KnownModel, Tokens, known_model
from core.drafting.model.ledger import Asked, Ledger
from core.drafting.model.prompting import MAX_OUTPUT_TOKENS

Made = TypeVar("Made")


@dataclass(frozen=True)
class Question:
    """What is sent.

    ``system`` is the same for every question of its ``kind``, so that it can be cached; ``user`` is this
    one, with everything written by others inside one JSON field. ``form`` is the JSON schema of the answer; ``most_tokens`` bounds it.
    """

    kind: str
    version: str
    system: str
    user: str
    form: dict[str, Any]
    most_tokens: int


@dataclass(frozen=True)
class Answered(Generic[Made]):
    """What was made of the answer, and what it cost."""

    made: Made
    usage: Usage


class Conversation:
    """Asks Claude. Must not be used within a transaction: a call takes seconds, and the ledger has its own."""

    def __init__(
        self,
        config: ModelConfig,
        ledger: Ledger,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._sleep = sleep

    def ask(
        self,
        actor: Actor,
        question: Question,
        accept: Callable[[str], Made],
        watch: Growing,
    ) -> Answered[Made]:
        """What ``accept`` makes of the whole answer.

        Raises CallFailed where there is no answer, ``accept`` refuses it or ``watch`` ends it; a
        RapportError, before anything is sent, where a cap would be passed or the model is unknown.
        """
        model = known_model(self._config.name)
        asked = Asked(actor, actor.email.lower(), question.kind, question.version)
        entry = self._ledger.enter(asked, model, _most(question))
        attempt = Attempt(self._patient(question), self._ledger, entry, self._sleep)
        made, usage = attempt.ask(_request(model, question), watch, accept)
        return Answered(made, usage)

    def _patient(self, question: Question) -> ModelConfig:
        """The deadline is a letter's; an answer that may be longer has as much longer."""
        share = max(1.0, question.most_tokens / MAX_OUTPUT_TOKENS)
        return replace(self._config, deadline_seconds=self._config.deadline_seconds * share)


def _request(model: KnownModel, question: Question) -> dict[str, Any]:
    """The arguments of ``messages.stream``. No tools: there is nothing the model could do but answer."""
    output: dict[str, Any] = {"format": {"type": "json_schema", "schema": question.form}}
    if model.effort:
        output["effort"] = model.effort
    made: dict[str, Any] = {
        "model": model.name,
        "max_tokens": question.most_tokens,
        "system": [
            {"type": "text", "text": question.system, "cache_control": {"type": "ephemeral"}}
        ],
        "messages": [{"role": "user", "content": [{"type": "text", "text": question.user}]}],
        "output_config": output,
    }
    if model.thinking:
        made["thinking"] = {"type": model.thinking}
    return made


def _most(question: Question) -> Tokens:
    """An upper bound of what one call can use: everything written to the cache, the longest answer."""
    letters = len(question.system) + len(question.user)
    return Tokens(
        output=question.most_tokens, cache_write=round(letters / CHARACTERS_PER_TOKEN) + 1_000
    )
