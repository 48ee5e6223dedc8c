"""The API as the launcher builds it, over a small portfolio in a real database.

Ann owns Acme and Bolt, Bob both accounts named Core; Meg is Ann's manager.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from core import api, wiring
from core.actor import COMMAND_LINE, Role
from core.api.callers import limiter
from core.auth import tokens, users
from core.auth.door import Door
from core.clock import Clock, fixed
from core.cockpit import ensure_fresh
from core.settings import Settings
from core.wiring import Cockpit
from tests.conftest import NOW

SEED = Path(__file__).parent / "seed.sql"
PEOPLE = {
    "ann@us.example": [Role.CSM],
    "bob@us.example": [Role.CSM],
    "meg@us.example": [Role.MANAGER],
    "ada@us.example": [Role.ADMIN],
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database=tmp_path / "rapport.duckdb", threads=1, upload_limit_mb=1, upload_quota_mb=2
    )


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the portfolio in a database, scored for the day of the tests' clock."""
    folder = tmp_path_factory.mktemp("seeded")
    built = wiring.build(Settings(database=folder / "rapport.duckdb", threads=1), fixed(NOW))
    with built.store.transaction(COMMAND_LINE, "tests.fill") as work:
        for statement in SEED.read_text().split(";\n"):
            if statement.strip():
                work.execute(statement)
        work.touch("crm.account", "crm.contact", "crm.activity", "crm.import_batch")
    for email, roles in PEOPLE.items():
        users.create_user(built.store, COMMAND_LINE, email, roles)
    ensure_fresh(built, COMMAND_LINE)
    built.store.close()
    return folder


@pytest.fixture
def cockpit(settings: Settings, seeded: Path, clock: Clock) -> Iterator[Cockpit]:
    """The running cockpit, as the server has it, on a copy of the seeded database."""
    shutil.copytree(seeded, settings.home, dirs_exist_ok=True)
    built = wiring.build(settings, clock)
    wiring.install(built)
    limiter().storage.reset()
    yield built
    wiring.install(None)
    built.store.close()


async def echo(request: Request) -> PlainTextResponse:
    """Stands for one of Streamlit's own routes: says how many bytes it got."""
    size = 0
    async for block in request.stream():
        size += len(block)
    return PlainTextResponse(str(size))


async def broken(_request: Request) -> PlainTextResponse:
    raise ZeroDivisionError("a customer's secret")


def serve(door: Door, settings: Settings) -> TestClient:
    """A client of the front as the launcher builds it, with stand-ins for Streamlit's routes."""
    app = Starlette(
        routes=[
            *api.routes(),
            Route("/broken", broken),
            Route("/{path:path}", echo, methods=["GET", "PUT", "DELETE", "POST"]),
        ],
        middleware=api.middleware(door, settings),
    )
    return TestClient(
        app,
        base_url="http://localhost:8501",
        client=("127.0.0.1", 50000),
        raise_server_exceptions=False,
    )


@pytest.fixture
def client(cockpit: Cockpit) -> TestClient:
    """Single-user mode, from this machine."""
    return serve(Door(), cockpit.settings)


@pytest.fixture
def bearer(cockpit: Cockpit) -> Callable[..., dict[str, str]]:
    """Headers of a token with these roles: ``bearer(Role.ANALYST)``, ``bearer(Role.CSM, "ann@...")``."""

    def make(role: Role, acts_for: str = "") -> dict[str, str]:
        name = f"{role.value} {acts_for}".strip()
        made = tokens.create_token(cockpit.store, COMMAND_LINE, name, [role], acts_for=acts_for)
        return {"Authorization": f"Bearer {made.secret}"}

    return make


Bearer = Callable[..., dict[str, str]]
