"""Errors that a person can act on.

Every error a use case raises on purpose is a :class:`RapportError`: it says what is wrong, and in
``remedy`` what to do about it. Front doors show both and turn the class into an exit code or a
status; anything else that reaches a front door is a defect and is shown with an id, not a trace.
"""

from __future__ import annotations


class RapportError(Exception):
    """Something a person can put right.

    ``message`` says what is wrong, ``remedy`` what to do. ``exit_code`` is the command line's,
    ``status`` the HTTP status of the same answer.
    """

    exit_code = 1
    status = 400

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InvalidInput(RapportError):
    """The input is not of the form asked for."""

    exit_code = 2
    status = 422


class NotFound(RapportError):
    """What was named does not exist, or the actor may not know that it does."""

    exit_code = 3
    status = 404


class Ambiguous(RapportError):
    """The input has more than one honest reading; ``options`` are the readings to choose from."""

    exit_code = 4
    status = 409

    def __init__(self, message: str, remedy: str = "", options: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.options = options


class Forbidden(RapportError):
    """The actor's role does not allow this; ``permission`` names what was missing, if one was."""

    exit_code = 5
    status = 403

    def __init__(self, message: str, remedy: str = "", permission: str = "") -> None:
        super().__init__(message, remedy)
        self.permission = permission


class NotSignedIn(Forbidden):
    """Nobody is signed in, the session has ended, or the token is not accepted."""

    status = 401


class DatabaseBusy(RapportError):
    """Another process holds the database file."""

    exit_code = 6
    status = 503


class ReadOnly(RapportError):
    """The database takes no writes now (full disk, or recovery)."""

    exit_code = 7
    status = 503


class DiskFull(ReadOnly):
    """The disk of the database has no room; writing resumes when it has."""

    status = 507


class Corrupt(RapportError):
    """A stored file or the audit chain is not what was written."""

    exit_code = 8
    status = 500


class QueryTimeout(RapportError):
    """A page's or API call's query took longer than ``query_timeout_seconds``."""

    status = 504


class MissingFacts(RapportError):
    """A draft needs facts that nothing imported supplies; ``facts`` are pairs of label and remedy."""

    exit_code = 10
    status = 422

    def __init__(self, message: str, facts: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message, "\n".join(f"{label}: {remedy}" for label, remedy in facts))
        self.facts = facts


class NotApproved(RapportError):
    """A draft may not be approved or delivered now; ``reasons`` are sentences, one a rule or claim."""

    exit_code = 11
    status = 409

    def __init__(self, message: str, remedy: str = "", reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.reasons = reasons


class OutsideFailure(RapportError):
    """A system outside Rapport does not answer, or does not let us in."""

    exit_code = 12
    status = 502
