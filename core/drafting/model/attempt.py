"""One call to the model, from its entry in the ledger to its end there, whatever it is to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from core.drafting.kind import Usage
from core.drafting.model.config import ModelConfig
from core.drafting.model.deadline import Deadline
from core.drafting.model.known_models import Tokens
from core.drafting.model.ledger import End, Entry, Ledger
from core.drafting.model.outcome import UNBILLED, CallFailed, Outcome

Made = TypeVar("Made")


class Growing:
    """Shows a text as it grows, and ends the call at the first thing that no text may hold.

    ``read`` takes the whole words so far out of the raw answer, ``forbidden`` says what is wrong with them, and
    ``show`` gets them. What ``show`` raises (a page that is left) ends the call too, and goes on to whoever called.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        forbidden: Callable[[str], str],
        show: Callable[[str], None],
    ) -> None:
        self._read = read
        self._forbidden = forbidden
        self._show = show
        self._seen = ""
        self.problem = ""
        self.error: BaseException | None = None

    def __call__(self, raw: str) -> bool:
        text = self._read(raw)
        if text == self._seen:
            return True
        self._seen = text
        self.problem = self._forbidden(text)
        if self.problem:
            return False
        try:
            self._show(text)
        except BaseException as error:  # a page's rerun is no Exception; raised again by Attempt
            self.error = error
            return False
        return True


class Attempt:
    """One call. Must not be made within a transaction: it takes seconds, and the ledger has its own."""

    def __init__(
        self, config: ModelConfig, ledger: Ledger, entry: Entry, sleep: Callable[[float], None]
    ) -> None:
        # Deferred: the SDK takes a second to load, and most processes never call a model.
        from core.drafting.model.call import Call, Endpoint  # noqa: PLC0415

        self._ledger = ledger
        self._entry = entry
        self._deadline = Deadline(config.deadline_seconds)
        self._call = Call(Endpoint(config.url, config.key), self._deadline, sleep)

    def ask(
        self, request: dict[str, Any], watch: Growing, accept: Callable[[str], Made]
    ) -> tuple[Made, Usage]:
        """What ``accept`` makes of the whole answer, and what it cost.

        Raises CallFailed where there is none or ``accept`` does, or what the one who watches raised.
        """
        try:
            answer = self._call.ask(request, watch)
        except CallFailed as failed:
            self._end(failed.outcome if not watch.problem else Outcome.NOT_ACCEPTED, failed)
            if watch.error is not None:
                raise watch.error from None
            if watch.problem:
                raise CallFailed(Outcome.NOT_ACCEPTED, reason=watch.problem) from failed
            raise
        except BaseException:
            # A page that is left stops its script by what is no Exception: the call is billed all the same.
            self._end(Outcome.STOPPED, CallFailed(Outcome.STOPPED))
            raise
        made, refusal = _made_or_refusal(accept, answer.text)
        outcome = refusal.outcome if refusal else Outcome.WRITTEN
        usage = self._ledger.end(
            self._entry, self._ended(outcome, answer.tokens, False, answer.request_id)
        )
        if made is None:
            raise refusal or CallFailed(Outcome.GARBLED)
        return made, usage

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


def _made_or_refusal(
    accept: Callable[[str], Made], raw: str
) -> tuple[Made | None, CallFailed | None]:
    try:
        return accept(raw), None
    except CallFailed as refusal:
        return None, refusal
