"""Every error of the API's application becomes a problem; refusals go to the audit log."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from core import wiring
from core.api.problems import FieldProblem, defect, of_error, problem_response
from core.auth.refusals import record_refusal
from core.errors import Forbidden, RapportError


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
    # Python 3.13 renamed the phrase of 413; a problem's type stays.
    phrase = "Too Large" if error.status_code == 413 else HTTPStatus(error.status_code).phrase
    return problem_response(
        error.status_code,
        phrase.lower().replace(" ", "-"),
        str(error.detail),
        headers=error.headers,
    )


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    return defect(request.url.path, error)
