"""The OpenAPI document: valid, complete, and what the routes really do."""

from __future__ import annotations

from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from core.actor import Role
from core.api.application import build, document
from core.api.front import PREFIX
from core.api.reference import api_markdown
from tests.api.conftest import Bearer

PROMISED = {
    ("POST", "/api/coaching/guidance"),
    ("POST", "/api/coaching/feedback"),
    ("GET", "/api/coaching/rubric"),
    ("GET", "/api/coaching/skills"),
    ("GET", "/api/coaching/progress"),
    ("GET", "/api/coaching/team"),
    ("GET", "/api/coaching/agenda"),
    ("POST", "/api/coaching/assessments"),
    ("GET", "/api/coaching/briefings"),
    ("POST", "/api/coaching/briefings"),
    ("GET", "/api/coaching/weekly"),
    ("POST", "/api/coaching/rate"),
    ("GET", "/api/coaching/knowledge"),
    ("GET", "/api/coaching/knowledge/{slug}"),
    ("GET", "/api/identity/pairs"),
    ("GET", "/api/identity/pair"),
    ("GET", "/api/identity/record"),
    ("GET", "/api/identity/clusters"),
    ("GET", "/api/identity/decisions"),
    ("POST", "/api/identity/decisions"),
    ("POST", "/api/identity/decisions/{decision_id}/withdraw"),
    ("GET", "/api/tasks"),
    ("POST", "/api/tasks"),
    ("PATCH", "/api/tasks/{task_id}"),
    ("GET", "/api/health"),
    ("GET", "/api/customers"),
    ("GET", "/api/customers/{customer_id}"),
    ("GET", "/api/customers/{customer_id}/executive-summary"),
    ("GET", "/api/customers/{customer_id}/relationship-profile"),
    ("GET", "/api/events"),
    ("GET", "/api/notices"),
    ("GET", "/api/sla"),
    ("GET", "/api/customers/{customer_id}/ticket-clocks"),
    ("POST", "/api/customers/{customer_id}/relationship-profile/remarks"),
    ("POST", "/api/customers/{customer_id}/refresh"),
    ("POST", "/api/customers/{customer_id}/executive-outreach"),
    ("POST", "/api/customers/{customer_id}/communications/{kind}"),
    ("GET", "/api/escalations"),
    ("GET", "/api/escalations/likely"),
    ("GET", "/api/escalations/precision"),
    ("GET", "/api/escalations/{escalation_id}"),
    ("POST", "/api/escalations/{escalation_id}/decisions"),
    ("GET", "/api/customers/{customer_id}/smallest-change"),
    ("GET", "/api/second-look"),
    ("GET", "/api/releases"),
    ("GET", "/api/releases/notes"),
    ("POST", "/api/releases/notes"),
    ("GET", "/api/customers/{customer_id}/releases"),
    ("POST", "/api/policy/simulation"),
    ("GET", "/api/drafts"),
    ("GET", "/api/drafts/{draft_id}"),
    ("PATCH", "/api/drafts/{draft_id}"),
    ("POST", "/api/drafts/{draft_id}/approve"),
    ("POST", "/api/drafts/{draft_id}/discard"),
    ("POST", "/api/drafts/{draft_id}/events"),
    ("POST", "/api/imports"),
    ("POST", "/api/imports/preview"),
    ("POST", "/api/heartbeats"),
}


def test_the_document_is_valid_openapi_3_1(client: TestClient) -> None:
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(answer.json()).validate()


def test_each_route_is_in_the_document_with_a_description_and_its_problems() -> None:
    found = set()
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            found.add((method.upper(), PREFIX + path))
            assert operation["description"], path
            if path != "/health":
                assert operation["security"] == [{"HTTPBearer": []}], path
                problem = operation["responses"]["401"]["content"]
                assert list(problem) == ["application/problem+json"]
    assert found == PROMISED


def test_no_route_is_left_out_of_the_document() -> None:
    def undocumented(route: BaseRoute) -> bool:
        return not getattr(route, "include_in_schema", True)

    hidden = [getattr(route, "path", "") for route in build().routes if undocumented(route)]
    assert hidden == ["/openapi.json"]


def test_every_payload_that_is_taken_refuses_what_it_does_not_know() -> None:
    made = document()
    taken = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for methods in made["paths"].values()
        for operation in methods.values()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }
    assert len(taken) >= 7
    for name in taken:
        assert made["components"]["schemas"][name]["additionalProperties"] is False, name


def test_the_document_shows_no_page_from_elsewhere(client: TestClient, bearer: Bearer) -> None:
    # The usual interactive pages load scripts from a content network.
    for path in ("/api/docs", "/api/redoc"):
        assert client.get(path, headers=bearer(Role.ADMIN)).status_code == 404


def test_every_parameter_is_described() -> None:
    for path, methods in document()["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                assert parameter.get("description"), (path, parameter["name"])


def test_the_reference_names_every_route_parameter_and_payload() -> None:
    text = api_markdown()
    made = document()
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            assert f"## {method.upper()} {PREFIX}{path}\n" in text
            for parameter in operation.get("parameters", []):
                assert f"| `{parameter['name']}`" in text
    for name, schema in made["components"]["schemas"].items():
        if "properties" in schema:
            assert f"### {name}\n" in text
