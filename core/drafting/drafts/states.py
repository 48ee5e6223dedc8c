"""The states of a draft and every step between them: what is not in the table is refused."""

from __future__ import annotations

from enum import StrEnum

from core.errors import InvalidInput


class Status(StrEnum):
    """Where a draft stands."""

    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    IN_GMAIL = "in_gmail"
    SENT = "sent"
    REPLIED = "replied"
    MEETING_BOOKED = "meeting_booked"
    NO_RESPONSE = "no_response"
    DISCARDED = "discarded"


class Step(StrEnum):
    """What moves a draft on."""

    REDRAFT = "redraft"
    REVIEW = "review"
    APPROVE = "approve"
    VOID = "void"
    DELIVER = "deliver"
    SENT = "sent"
    FOUND_SENT = "found_sent"
    REPLIED = "replied"
    MEETING_BOOKED = "meeting_booked"
    NO_RESPONSE = "no_response"
    DISCARD = "discard"


_S = Status
TRANSITIONS: dict[tuple[Status, Step], Status] = {
    (_S.DRAFTED, Step.REDRAFT): _S.DRAFTED,
    (_S.DRAFTED, Step.REVIEW): _S.IN_REVIEW,
    (_S.DRAFTED, Step.APPROVE): _S.APPROVED,
    (_S.DRAFTED, Step.DISCARD): _S.DISCARDED,
    (_S.IN_REVIEW, Step.REDRAFT): _S.IN_REVIEW,
    (_S.IN_REVIEW, Step.REVIEW): _S.IN_REVIEW,
    (_S.IN_REVIEW, Step.APPROVE): _S.APPROVED,
    (_S.IN_REVIEW, Step.FOUND_SENT): _S.SENT,
    (_S.IN_REVIEW, Step.DISCARD): _S.DISCARDED,
    (_S.APPROVED, Step.VOID): _S.IN_REVIEW,
    (_S.APPROVED, Step.DELIVER): _S.IN_GMAIL,
    (_S.APPROVED, Step.SENT): _S.SENT,
    (_S.APPROVED, Step.FOUND_SENT): _S.SENT,
    (_S.IN_GMAIL, Step.VOID): _S.IN_REVIEW,
    (_S.IN_GMAIL, Step.DELIVER): _S.IN_GMAIL,
    (_S.IN_GMAIL, Step.SENT): _S.SENT,
    (_S.IN_GMAIL, Step.FOUND_SENT): _S.SENT,
    (_S.SENT, Step.REPLIED): _S.REPLIED,
    (_S.SENT, Step.MEETING_BOOKED): _S.MEETING_BOOKED,
    (_S.SENT, Step.NO_RESPONSE): _S.NO_RESPONSE,
    (_S.NO_RESPONSE, Step.REPLIED): _S.REPLIED,
    (_S.NO_RESPONSE, Step.MEETING_BOOKED): _S.MEETING_BOOKED,
    (_S.REPLIED, Step.MEETING_BOOKED): _S.MEETING_BOOKED,
}
"""``FOUND_SENT`` is for a message that an import shows to have gone out. From ``IN_REVIEW`` it needs an
approval that once stood: the message lay in a mailbox when the approval became void."""

APPROVED_STATES = frozenset({Status.APPROVED, Status.IN_GMAIL})
"""States in which an approval stands and can become void."""

OPEN_STATES = frozenset({Status.DRAFTED, Status.IN_REVIEW, *APPROVED_STATES})
"""States in which the draft may yet reach its recipient."""

SENT_STATES = frozenset({Status.SENT, Status.REPLIED, Status.MEETING_BOOKED, Status.NO_RESPONSE})
"""States of a message that has gone out."""

_WORDS = {
    Status.DRAFTED: "drafted",
    Status.IN_REVIEW: "in review",
    Status.APPROVED: "approved",
    Status.IN_GMAIL: "in Gmail",
    Status.SENT: "sent",
    Status.REPLIED: "answered",
    Status.MEETING_BOOKED: "answered with a meeting",
    Status.NO_RESPONSE: "without response",
    Status.DISCARDED: "discarded",
}


def after(status: Status, step: Step) -> Status:
    """The state that ``step`` leads to; raises :class:`~core.errors.InvalidInput` where it may not."""
    try:
        return TRANSITIONS[status, step]
    except KeyError:
        possible = sorted(found.value for state, found in TRANSITIONS if state is status)
        raise InvalidInput(
            f"A draft that is {_WORDS[status]} cannot take the step {step.value!r}.",
            f"Possible now: {', '.join(possible) or 'nothing more'}.",
        ) from None
