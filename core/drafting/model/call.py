"""One call to the Messages API through the SDK: streamed, bounded, and taken only when it is whole.

The SDK does not retry here (it would wait as long as the server says) and does not trace; key and address
are given, so that it asks the environment for neither.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import anthropic
import httpx2
from anthropic.types import Message
from tenacity import RetryCallState, Retrying, retry_if_exception

from core.drafting.model.deadline import Deadline
from core.drafting.model.known_models import CHARACTERS_PER_TOKEN, Tokens
from core.drafting.model.outcome import CallFailed, Outcome
from core.drafting.model.transport import client as http_client

# At its debug level the SDK logs whole requests; a variable of the environment would turn that on.
logging.getLogger("anthropic").setLevel(logging.WARNING)

Watch = Callable[[str], bool]
"""Called with the raw answer so far; false ends the call."""
MOST_ATTEMPTS = 2
_RETRIED = frozenset({Outcome.OVERLOADED, Outcome.RATE_LIMITED})
_WORTH_WAITING = 0.5
"""A pause may take at most this share of the time left: the rest is for the answer."""
_BY_TYPE = {
    "overloaded_error": Outcome.OVERLOADED,
    "rate_limit_error": Outcome.RATE_LIMITED,
    "authentication_error": Outcome.UNAUTHORISED,
    "permission_error": Outcome.UNAUTHORISED,
    "billing_error": Outcome.UNPAID,
    "invalid_request_error": Outcome.BAD_REQUEST,
    "not_found_error": Outcome.BAD_REQUEST,
    "timeout_error": Outcome.TIMED_OUT,
    "api_error": Outcome.SERVER_ERROR,
}
_BY_STATUS = {
    401: Outcome.UNAUTHORISED,
    402: Outcome.UNPAID,
    403: Outcome.UNAUTHORISED,
    429: Outcome.RATE_LIMITED,
    529: Outcome.OVERLOADED,
}
_BY_STOP = {
    "refusal": Outcome.REFUSED,
    "max_tokens": Outcome.TOO_LONG,
    "model_context_window_exceeded": Outcome.TOO_LONG,
}


@dataclass(frozen=True)
class Endpoint:
    """Where the Messages API is, and the key it takes."""

    url: str
    key: str


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    text: str
    tokens: Tokens
    request_id: str


class Call:
    """A call in the making; ``attempts`` counts the requests sent."""

    def __init__(
        self,
        endpoint: Endpoint,
        deadline: Deadline,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint = endpoint
        self._deadline = deadline
        self._sleep = sleep
        self.attempts = 0

    def ask(self, request: dict[str, Any], watch: Watch) -> Answer:
        """The answer to ``request``; raises CallFailed for anything but a whole one.

        A busy server is asked once more, if the pause it wants leaves time for an answer.
        """
        retrying = Retrying(
            retry=retry_if_exception(_is_busy),
            stop=self._is_over,
            wait=_pause,
            sleep=self._sleep,
            reraise=True,
        )
        with http_client(self._deadline) as transport:
            client = anthropic.Anthropic(
                api_key=self._endpoint.key,
                base_url=self._endpoint.url,
                http_client=transport,
                timeout=transport.timeout,
                max_retries=0,
                open_telemetry=False,
            )
            return retrying(self._attempt, client, request, watch)

    def _is_over(self, state: RetryCallState) -> bool:
        waits_too_long = state.upcoming_sleep > self._deadline.left() * _WORTH_WAITING
        return waits_too_long or state.attempt_number >= MOST_ATTEMPTS

    def _attempt(
        self, client: anthropic.Anthropic, request: dict[str, Any], watch: Watch
    ) -> Answer:
        self.attempts += 1
        heard = _Heard()
        try:
            with client.messages.stream(**request) as stream:
                heard.begin(stream.response)
                for event in stream:
                    heard.take(event.type, stream)
                    heard.show(event.type, watch)
            return heard.answer()
        except CallFailed:
            raise
        except anthropic.APIStatusError as error:
            raise _of_status(error, heard) from error
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
            raise heard.failed(Outcome.TIMED_OUT) from error
        except anthropic.APIConnectionError as error:
            raise heard.failed(Outcome.UNREACHABLE) from error
        except httpx2.HTTPError as error:
            raise heard.failed(Outcome.CUT_OFF) from error
        except Exception as error:
            # Events that are not of the protocol break the SDK in ways of their own: bad JSON, wrong types,
            # missing fields. Whatever it was, it is no letter.
            raise heard.failed(Outcome.GARBLED) from error


class _Heard:
    """What came of one request."""

    def __init__(self) -> None:
        self.message: Message | None = None
        self.request_id = ""
        self.counted = False
        self.ended = False

    def begin(self, response: httpx2.Response) -> None:
        self.request_id = response.headers.get("request-id", "")
        if not response.headers.get("content-type", "").startswith("text/event-stream"):
            raise self.failed(Outcome.GARBLED)

    def take(self, event: str, stream: anthropic.MessageStream[None]) -> None:
        if event == "message_start" or self.message is not None:
            self.message = stream.current_message_snapshot
        self.counted = self.counted or event == "message_delta"
        self.ended = self.ended or event == "message_stop"

    def show(self, event: str, watch: Watch) -> None:
        if event == "text" and not watch(self.text):
            raise self.failed(Outcome.STOPPED)

    @property
    def text(self) -> str:
        parts = self.message.content if self.message else []
        return "".join(part.text for part in parts if part.type == "text")

    @property
    def tokens(self) -> Tokens | None:
        """As the provider counts; output that it has not counted yet, at its most."""
        if self.message is None:
            return None
        used = self.message.usage
        uncounted = 0 if self.counted else round(len(self.text) / CHARACTERS_PER_TOKEN)
        return Tokens(
            used.input_tokens,
            max(used.output_tokens, uncounted),
            used.cache_read_input_tokens or 0,
            used.cache_creation_input_tokens or 0,
        )

    def failed(self, outcome: Outcome, retry_after: float | None = None) -> CallFailed:
        return CallFailed(
            outcome,
            tokens=self.tokens,
            is_estimated=not self.counted,
            request_id=self.request_id,
            retry_after=retry_after,
        )

    def answer(self) -> Answer:
        """The answer, if it came to its own end; a stream that breaks off still has text."""
        if self.message is None or self.tokens is None:
            raise self.failed(Outcome.GARBLED)
        reason = self.message.stop_reason
        if not self.ended or reason is None:
            raise self.failed(Outcome.CUT_OFF)
        if reason != "end_turn":
            raise self.failed(_BY_STOP.get(reason, Outcome.GARBLED))
        if any(
            part.type not in ("text", "thinking", "redacted_thinking")
            for part in self.message.content
        ):
            raise self.failed(Outcome.GARBLED)
        return Answer(self.text, self.tokens, self.request_id)


def _of_status(error: anthropic.APIStatusError, heard: _Heard) -> CallFailed:
    """An error that the server names, by status or within the stream."""
    heard.request_id = error.request_id or heard.request_id
    status = error.status_code
    by_status = Outcome.SERVER_ERROR if status >= 500 else Outcome.BAD_REQUEST
    if 300 <= status < 400:
        by_status = Outcome.REDIRECTED
    outcome = _BY_TYPE.get(str(error.type)) or _BY_STATUS.get(status, by_status)
    return heard.failed(outcome, _seconds(error.response.headers.get("retry-after", "")))


def _seconds(text: str) -> float | None:
    """A ``Retry-After`` in seconds; a date, which servers may send as well, is not worth reading."""
    try:
        return max(0.0, float(text))
    except ValueError:
        return None


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, CallFailed) and error.outcome in _RETRIED


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, CallFailed) else None
    return max(asked or 0.0, random.uniform(0.5, 1.0))  # noqa: S311 - spreads retries, no secret
