"""The JSON API as one application: routes, problems, and the OpenAPI document made from both."""

from __future__ import annotations

from importlib import metadata
from typing import Any

from fastapi import FastAPI

from core import wiring
from core.api import (
    coaching,
    coaching_briefing,
    coaching_feedback,
    coaching_knowledge,
    coaching_learning,
    coaching_skills,
    communications,
    customers,
    drafts,
    escalations,
    events,
    handlers,
    heartbeats,
    identity,
    imports,
    outreach,
    problems,
    profiles,
    releases,
    second_look,
    simulation,
    sla,
    tasks,
)
from core.api.front import PREFIX
from core.api.payloads import Alive

_ABOUT = """
Every call but `/health` needs `Authorization: Bearer <token>`. An administrator makes one on the page
People, or with `python -m core token create` while the server is stopped. Cookies are not looked at. An error is a problem document
(`application/problem+json`, RFC 9457) with a stable `type`, what is wrong (`detail`) and what to do
about it (`remedy`).
"""

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": meaning,
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, meaning in {
        401: "No token, or one that is unknown, revoked or expired",
        403: "The token's role does not allow this, or the request comes from another site",
        404: "Unknown, or not among what the caller may see",
        409: "More than one reading (`options` names them), or a draft that may not be approved "
        "(`reasons`)",
        413: "Too large, or over the quota",
        415: "The body is not of a kind this route takes",
        422: "A field is wrong or unknown (`errors` names it), or a draft lacks facts (`missing`)",
        429: "Too many requests; `Retry-After` says when to try again",
        503: "The database takes no writes now",
    }.items()
}


ROUTERS = (
    customers.router,
    outreach.router,
    communications.router,
    profiles.router,
    profiles.remarks,
    sla.router,
    releases.router,
    drafts.router,
    drafts.texts,
    drafts.acts,
    imports.router,
    identity.router,
    identity.acts,
    heartbeats.router,
    escalations.router,
    escalations.acts,
    events.router,
    simulation.router,
    simulation.policies,
    second_look.router,
    coaching.router,
    coaching_briefing.router,
    coaching_briefing.acts,
    coaching_feedback.router,
    coaching_feedback.acts,
    coaching_knowledge.router,
    coaching_learning.router,
    coaching_learning.acts,
    coaching_skills.router,
    coaching_skills.acts,
    tasks.router,
    tasks.acts,
)


async def health() -> Alive:
    """The process answers; needs no token and waits for nothing."""
    return Alive(version=_version(), writable=wiring.cockpit().store.refusal is None)


def build() -> FastAPI:
    """The application, to be mounted at ``/api``."""
    app = FastAPI(
        title="Rapport",
        version=_version(),
        description=_ABOUT,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        generate_unique_id_function=lambda route: route.name,
    )
    handlers.install(app)
    app.get("/health", tags=["health"])(health)
    for router in ROUTERS:
        app.include_router(router, responses=_PROBLEMS)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    return app


def document() -> dict[str, Any]:
    """The OpenAPI document, as ``/api/openapi.json`` answers it."""
    return build().openapi()


def _document(app: FastAPI) -> dict[str, Any]:
    """FastAPI's document, with our problems instead of its own error model."""
    if app.openapi_schema is None:
        made = FastAPI.openapi(app)
        schemas = made["components"]["schemas"]
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        schemas["Problem"] = problems.Problem.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        schemas.update(schemas["Problem"].pop("$defs", {}))
        app.openapi_schema = made
    return app.openapi_schema


def _version() -> str:
    try:
        return metadata.version("rapport")
    except metadata.PackageNotFoundError:
        return "0.1.0"
