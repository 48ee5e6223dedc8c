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

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from core import wiring
from core.auth.refusals import record_refusal
from core.errors import Ambiguous, Forbidden, NotSignedIn, RapportError

log = logging.getLogger("rapport.api")

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One field that is wrong: ``field`` as a path, e.g. ``query.limit``."""

    field: str
    reason: str


class Problem(BaseModel):
    """What is wrong and what to do about it."""

    type: str = Field(examples=["urn:rapport:problem:not-found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No account 'Acm' is known to you."])
    remedy: str = Field(default="", examples=["Did you mean Acme Corp?"])
    errors: list[FieldProblem] = Field(default=[], description="The fields that are wrong.")
    options: list[str] = Field(default=[], description="The readings to choose from.")
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
    more = {"options": list(error.options)} if isinstance(error, Ambiguous) else {}
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    return problem_response(
        error.status, kind, error.message, headers=headers, remedy=error.remedy, **more
    )


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` as a problem. Handlers that wait run in threads."""
    app.add_exception_handler(RapportError, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _expected(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RapportError)  # noqa: S101 - registered for nothing else
    actor = getattr(request.state, "actor", None)
    if isinstance(error, Forbidden) and actor is not None:
        record_refusal(wiring.cockpit().store, actor, error)
    return of_error(error)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    found = [
        FieldProblem(field=".".join(str(part) for part in item["loc"]), reason=item["msg"])
        for item in error.errors()
    ]
    return problem_response(
        422,
        "invalid-input",
        f"{', '.join(item.field for item in found)}: {found[0].reason}",
        errors=found,
        remedy="The fields and their types are in /api/openapi.json.",
    )


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    phrase = HTTPStatus(error.status_code).phrase
    return problem_response(
        error.status_code,
        phrase.lower().replace(" ", "-"),
        str(error.detail),
        headers=error.headers,
    )


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    number = secrets.token_hex(4)
    log.error(
        "request failed",
        extra={
            "error_id": number,
            "error_kind": type(error).__name__,
            "path": request.scope.get("route_path", request.url.path),
        },
    )
    log.debug("request failed: trace %s", number, exc_info=error)
    return problem_response(
        500,
        "defect",
        "Something went wrong here.",
        remedy=f"Quote the id {number} to whoever runs Rapport.",
        error_id=number,
    )
