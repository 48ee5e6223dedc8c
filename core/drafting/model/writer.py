"""Claude as a writer: facts out, letter in, and the template in its place whenever anything is amiss."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from core.drafting.kind import Assignment, Writer, Written
from core.drafting.model.answer import body_so_far, forbidden_in, letter_of
from core.drafting.model.attempt import Attempt, Growing
from core.drafting.model.config import ModelConfig
from core.drafting.model.from_folders import FolderPrompting
from core.drafting.model.known_models import known_model
from core.drafting.model.ledger import Ledger
from core.drafting.model.outcome import CallFailed, as_reason, note
from core.drafting.model.prompting import Prompting, most_tokens, prepared, request
from core.errors import RapportError
from core.store import Store

OnText = Callable[[str], None]
NO_KEY = "no key for Claude is set"


def writer_for(
    store: Store, config: ModelConfig, template: Writer, prompting: Prompting | None = None
) -> Writer:
    """The template without a key, else Claude with the template behind it."""
    if not config.key:
        return template
    ledger = Ledger(store, config.caps)
    return ClaudeWriter(config, template, ledger, prompting or FolderPrompting())


class ClaudeWriter:
    """Writes with Claude; implements :class:`core.drafting.kind.Writer`. Never fails where the template can write.

    Must not be called within a transaction: a call takes seconds, and the ledger has its own.
    """

    def __init__(
        self,
        config: ModelConfig,
        template: Writer,
        ledger: Ledger,
        prompting: Prompting,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._config = config
        self._template = template
        self._ledger = ledger
        self._prompting = prompting
        self._sleep = sleep

    def write(self, assignment: Assignment, on_text: OnText | None = None) -> Written:
        """A letter; ``note`` of what it returns says why, where the template wrote it."""
        if not self._config.key:
            return self._by_template(assignment, on_text, NO_KEY)
        try:
            return self._by_model(assignment, on_text)
        except CallFailed as failed:
            return self._by_template(assignment, on_text, failed.reason)
        except RapportError as error:
            # No budget, an unknown model, or a store that takes no writes: no call was made.
            return self._by_template(assignment, on_text, as_reason(error))

    def _by_template(self, assignment: Assignment, on_text: OnText | None, why: str) -> Written:
        return replace(self._template.write(assignment, on_text), note=note(why))

    def _by_model(self, assignment: Assignment, on_text: OnText | None) -> Written:
        given, told = prepared(self._prompting, assignment)
        model = known_model(self._config.name)
        entry = self._ledger.begin(assignment, given.version, model, most_tokens(given))
        attempt = Attempt(self._config, self._ledger, entry, self._sleep)

        def show(body: str) -> None:
            if on_text is not None:
                on_text(told.redactor.restore(body))

        watch = Growing(body_so_far, lambda body: forbidden_in(body, told), show)
        letter, usage = attempt.ask(
            request(model, given),
            watch,
            lambda raw: letter_of(raw, told, assignment.max_words),
        )
        if on_text is not None:
            on_text(letter.body)
        return Written(letter, "claude", given.version, usage)
