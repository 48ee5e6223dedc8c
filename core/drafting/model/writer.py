"""Claude as a writer: facts out, letter in, and the template in its place whenever anything is amiss."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.drafting.kind import Assignment, Writer, Written
from core.drafting.letter import Letter
from core.drafting.model.answer import body_so_far, forbidden_in, letter_of
from core.drafting.model.deadline import Deadline
from core.drafting.model.from_folders import FolderPrompting
from core.drafting.model.known_models import Tokens, known_model
from core.drafting.model.ledger import Caps, End, Entry, Ledger
from core.drafting.model.offer import Offer
from core.drafting.model.outcome import UNBILLED, CallFailed, Outcome, note
from core.drafting.model.prompting import Instructions, Prompting, most_tokens, prepared, request
from core.errors import RapportError
from core.settings import Settings
from core.store import Store

OnText = Callable[[str], None]
NO_KEY = "no key for Claude is set"


@dataclass(frozen=True)
class ModelConfig:
    """The model an installation uses; without a ``key`` it is never called."""

    key: str = field(repr=False)
    name: str
    url: str
    deadline_seconds: float
    caps: Caps

    @classmethod
    def of(cls, settings: Settings) -> ModelConfig:
        """What the settings say."""
        return cls(
            settings.model_key.get_secret_value().strip(),
            settings.model_name,
            settings.model_url,
            settings.model_deadline_seconds,
            Caps(settings.model_daily_usd, settings.model_user_daily_usd),
        )


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
            return self._by_template(assignment, on_text, _as_reason(error))

    def _by_template(self, assignment: Assignment, on_text: OnText | None, why: str) -> Written:
        return replace(self._template.write(assignment, on_text), note=note(why))

    def _by_model(self, assignment: Assignment, on_text: OnText | None) -> Written:
        given, told = prepared(self._prompting, assignment)
        model = known_model(self._config.name)
        entry = self._ledger.begin(assignment, given.version, model, most_tokens(given))
        attempt = _Attempt(self._config, self._ledger, entry, self._sleep)
        return attempt.write(given, told, assignment.max_words, _Watch(told, on_text))


class _Watch:
    """Shows the text as it grows, and ends the call at the first thing no letter may hold.

    What the one who watches raises (a page that is left) ends the call too, and goes on to whoever called.
    """

    def __init__(self, told: Offer, on_text: OnText | None) -> None:
        self._told = told
        self._on_text = on_text
        self._seen = ""
        self.problem = ""
        self.error: BaseException | None = None

    def __call__(self, raw: str) -> bool:
        body = body_so_far(raw)
        if body == self._seen:
            return True
        self._seen = body
        self.problem = forbidden_in(body, self._told)
        if self.problem:
            return False
        try:
            self.show(self._told.redactor.restore(body))
        except BaseException as error:  # a page's rerun is no Exception; raised again below
            self.error = error
            return False
        return True

    def show(self, text: str) -> None:
        if self._on_text is not None:
            self._on_text(text)


class _Attempt:
    """One call, from its entry in the ledger to its end there."""

    def __init__(
        self, config: ModelConfig, ledger: Ledger, entry: Entry, sleep: Callable[[float], None]
    ) -> None:
        # Deferred: the SDK takes a second to load, and most processes never call a model.
        from core.drafting.model.call import Call, Endpoint  # noqa: PLC0415

        self._ledger = ledger
        self._entry = entry
        self._deadline = Deadline(config.deadline_seconds)
        self._call = Call(Endpoint(config.url, config.key), self._deadline, sleep)

    def write(self, given: Instructions, told: Offer, max_words: int, watch: _Watch) -> Written:
        """The model's letter; raises CallFailed, or what the one who watches raised."""
        try:
            answer = self._call.ask(request(self._entry.model, given), watch)
        except CallFailed as failed:
            self._end(failed.outcome if not watch.problem else Outcome.NOT_ACCEPTED, failed)
            if watch.error is not None:
                raise watch.error from None
            if watch.problem:
                raise CallFailed(Outcome.NOT_ACCEPTED, reason=watch.problem) from failed
            raise
        except BaseException:
            self._end(Outcome.STOPPED, CallFailed(Outcome.STOPPED))
            raise
        letter, refusal = _letter_or_refusal(answer.text, told, max_words)
        outcome = refusal.outcome if refusal else Outcome.WRITTEN
        end = self._ended(outcome, answer.tokens, False, answer.request_id)
        usage = self._ledger.end(self._entry, end)
        if letter is None:
            raise refusal or CallFailed(Outcome.GARBLED)
        watch.show(letter.body)
        return Written(letter, "claude", given.version, usage)

    def _end(self, outcome: Outcome, failed: CallFailed) -> None:
        tokens = failed.tokens
        if tokens is None and outcome in UNBILLED:
            tokens = Tokens()
        estimated = failed.is_estimated and failed.tokens is not None
        self._ledger.end(self._entry, self._ended(outcome, tokens, estimated, failed.request_id))

    def _ended(
        self, outcome: Outcome, tokens: Tokens | None, is_estimated: bool, request_id: str
    ) -> End:
        return End(
            outcome,
            self._call.attempts,
            tokens,
            is_estimated,
            self._deadline.taken_ms(),
            request_id,
        )


def _letter_or_refusal(
    raw: str, told: Offer, max_words: int
) -> tuple[Letter | None, CallFailed | None]:
    try:
        return letter_of(raw, told, max_words), None
    except CallFailed as refusal:
        return None, refusal


def _as_reason(error: RapportError) -> str:
    """An error's message as the end of a sentence."""
    message = error.message.rstrip(".")
    return message[:1].lower() + message[1:]
