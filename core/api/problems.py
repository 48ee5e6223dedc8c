"""Errors as problem details (RFC 9457): what is wrong, what to do, which field.

``type`` is ``urn:rapport:problem:<kind>``, stable for programs; ``detail`` and ``remedy`` are for
people. An error nobody foresaw is answered with an id that the log has too, never with a trace.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from core.errors import Ambiguous, MissingFacts, NotApproved, NotSignedIn, RapportError

log = logging.getLogger("rapport.api")

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One field that is wrong: ``field`` as a path, e.g. ``query.limit``."""

    field: str
    reason: str


class MissingFact(BaseModel):
    """A fact that nothing imported supplies, and the import that would."""

    label: str = Field(examples=["Outcome metric"])
    remedy: str = Field(examples=["Import outcome metrics."])


class Problem(BaseModel):
    """What is wrong and what to do about it."""

    type: str = Field(examples=["urn:rapport:problem:not-found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No account 'Acm' is known to you."])
    remedy: str = Field(default="", examples=["Did you mean Acme Corp?"])
    errors: list[FieldProblem] = Field(default=[], description="The fields that are wrong.")
    options: list[str] = Field(default=[], description="The readings to choose from.")
    missing: list[MissingFact] = Field(
        default=[], description="Facts that a draft needs and nothing imported supplies."
    )
    reasons: list[str] = Field(default=[], description="All that stands in the way of an approval.")
    error_id: str = Field(default="", description="The id under which the log has more.")


class TooManyRequests(RapportError):
    """More requests than the limit; ``retry_after`` in seconds."""

    status = 429

    def __init__(self, message: str, remedy: str, retry_after: int) -> None:
        super().__init__(message, remedy)
        self.retry_after = retry_after


class TooLarge(RapportError):
    """More bytes than are accepted."""

    status = 413


class WrongMediaType(RapportError):
    """The body is not of a kind this route takes."""

    status = 415


def problem_response(
    status: int,
    kind: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """A problem as an answer; ``more`` are further fields of :class:`Problem`."""
    problem = Problem(
        type=f"urn:rapport:problem:{kind}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        **more,
    )
    return JSONResponse(
        problem.model_dump(exclude_defaults=True),
        status_code=status,
        headers=dict(headers or {}),
        media_type=MEDIA_TYPE,
    )


def of_error(error: RapportError) -> JSONResponse:
    """A :class:`~core.errors.RapportError` as an answer."""
    headers: dict[str, str] = {}
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = 'Bearer realm="Rapport"'
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    return problem_response(
        error.status, kind, error.message, headers=headers, remedy=error.remedy, **_more(error)
    )


def _more(error: RapportError) -> dict[str, Any]:
    """What an error names beyond its message."""
    match error:
        case Ambiguous():
            return {"options": list(error.options)}
        case MissingFacts():
            found = [MissingFact(label=label, remedy=remedy) for label, remedy in error.facts]
            return {"missing": found}
        case NotApproved():
            return {"reasons": list(error.reasons)}
        case _:
            return {}


def defect(path: str, error: Exception) -> JSONResponse:
    """An error nobody foresaw: an id for the person, the kind of error under it in the log.

    Never its text, which may hold a customer's data; the trace is logged when debugging.
    """
    number = secrets.token_hex(4)
    kind = type(error).__name__
    log.error("request failed", extra={"error_id": number, "error_kind": kind, "path": path})
    log.debug("request failed: trace %s", number, exc_info=error)
    return problem_response(
        500,
        "defect",
        "Something went wrong here.",
        remedy=f"Quote the id {number} to whoever runs Rapport.",
        error_id=number,
    )
