"""Addresses that people type lead to the page they mean, and nowhere else."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.ui import addresses
from core.ui.navigation import PAGES


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=addresses.routes()), follow_redirects=False)


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/portfolio", "/"),
        ("/Portfolio", "/"),
        ("/home", "/"),
        ("/technical-health", "/health"),
        ("/technical_health", "/health"),
        ("/people-and-access", "/people"),
        ("/accounts", "/account"),
        ("/Today", "/today"),
        ("/import", "/imports"),
    ],
)
def test_a_page_is_found_by_its_natural_address(
    client: TestClient, typed: str, leads_to: str
) -> None:
    answer = client.get(typed)
    assert (answer.status_code, answer.headers["location"]) == (307, leads_to)


def test_what_follows_the_question_mark_goes_along(client: TestClient) -> None:
    answer = client.get("/portfolio?rag=red&search=a%26b")
    assert answer.headers["location"] == "/?rag=red&search=a%26b"


def test_the_way_stays_on_this_server_whatever_is_asked_for(client: TestClient) -> None:
    for query in ("//evil.example", "next=https://evil.example", "%0d%0aSet-Cookie:a=b"):
        location = client.get(f"/portfolio?{query}").headers["location"]
        assert location.startswith("/?")
        assert "\n" not in location


def test_no_page_is_hidden_behind_another_ones_name() -> None:
    own = {page.name for page in PAGES[1:]}
    assert own.isdisjoint(addresses.addresses())
    assert set(addresses.OTHER_NAMES) == {page.name for page in PAGES}
    named = [name for names in addresses.OTHER_NAMES.values() for name in names]
    assert len(named) == len(set(named))
