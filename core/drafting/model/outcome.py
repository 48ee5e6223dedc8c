"""How a call to the model can end, and the words for it on the screen."""

from __future__ import annotations

from enum import StrEnum

from core.drafting.model.known_models import Tokens
from core.errors import RapportError


class Outcome(StrEnum):
    """The ledger's word for the end of a call. Only after ``WRITTEN`` is the letter the model's."""

    RUNNING = "running"
    WRITTEN = "written"
    OVERLOADED = "overloaded"
    RATE_LIMITED = "rate_limited"
    UNAUTHORISED = "unauthorised"
    UNPAID = "unpaid"
    BAD_REQUEST = "bad_request"
    SERVER_ERROR = "server_error"
    REDIRECTED = "redirected"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    CUT_OFF = "cut_off"
    TOO_LONG = "too_long"
    REFUSED = "refused"
    GARBLED = "garbled"
    NOT_ACCEPTED = "not_accepted"
    STOPPED = "stopped"


REASONS = {
    Outcome.OVERLOADED: "Claude was overloaded",
    Outcome.RATE_LIMITED: "Claude took no more requests for now",
    Outcome.UNAUTHORISED: "Claude did not accept the key",
    Outcome.UNPAID: "the account with Anthropic has no credit left",
    Outcome.BAD_REQUEST: "Claude did not accept the request",
    Outcome.SERVER_ERROR: "Claude failed",
    Outcome.REDIRECTED: "the server sent the request elsewhere, which is not followed",
    Outcome.UNREACHABLE: "Claude could not be reached",
    Outcome.TIMED_OUT: "Claude took too long",
    Outcome.CUT_OFF: "Claude's answer broke off",
    Outcome.TOO_LONG: "Claude's answer was cut at its length limit",
    Outcome.REFUSED: "Claude declined to write it",
    Outcome.GARBLED: "Claude's answer could not be read",
    Outcome.STOPPED: "it was stopped",
}
"""Why the template wrote, as the end of a sentence. NOT_ACCEPTED says for itself what was wrong."""


UNBILLED = frozenset(
    {
        Outcome.OVERLOADED,
        Outcome.RATE_LIMITED,
        Outcome.UNAUTHORISED,
        Outcome.UNPAID,
        Outcome.BAD_REQUEST,
        Outcome.SERVER_ERROR,
        Outcome.REDIRECTED,
        Outcome.UNREACHABLE,
    }
)
"""Ends for which the provider charges nothing unless it had begun to answer."""


class CallFailed(Exception):
    """A call brought no letter. ``tokens`` is what it used, ``None`` where the provider said nothing.

    ``is_estimated`` says whether the provider counted them; ``retry_after`` is in seconds.
    """

    def __init__(
        self,
        outcome: Outcome,
        *,
        reason: str = "",
        tokens: Tokens | None = None,
        is_estimated: bool = False,
        request_id: str = "",
        retry_after: float | None = None,
    ) -> None:
        self.outcome = outcome
        self.reason = reason or REASONS[outcome]
        self.tokens = tokens
        self.is_estimated = is_estimated
        self.request_id = request_id
        self.retry_after = retry_after
        super().__init__(self.reason)


def note(reason: str) -> str:
    """What the screen says when the template wrote in the model's place."""
    return f"The template wrote this because {reason}."


def as_reason(error: RapportError) -> str:
    """An error's message as the end of a sentence."""
    message = error.message.rstrip(".")
    return message[:1].lower() + message[1:]
