"""Sign-in against a real OpenID Connect provider, in a real browser, on a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actor import COMMAND_LINE, Role
from core.api.headers import SECURITY_HEADERS
from core.auth import users
from core.settings import PROJECT_ROOT
from core.store import Store
from core.ui.navigation import PAGES
from tests.browser.provider import CLIENT_ID, CLIENT_SECRET, Provider, Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

ADA = {"sub": "ada-1", "email": "ada@example.com", "email_verified": True}
MEG = {"sub": "meg-1", "email": "meg@example.com", "email_verified": True}
READY = "[data-testid=stApp][data-test-script-state=notRunning]"


class Server:
    """Rapport with sign-in, over a database that is changed only while it is stopped."""

    def __init__(self, folder: Path, port: int) -> None:
        self.database = folder / "rapport.duckdb"
        self.secrets = folder / "secrets.toml"
        self.base = f"http://localhost:{port}"
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    def configure(self, provider: Provider) -> None:
        self.secrets.write_text(
            "[auth]\n"
            f'redirect_uri = "{self.base}/oauth2callback"\n'
            'cookie_secret = "0123456789abcdef0123456789abcdef"\n'
            f'client_id = "{CLIENT_ID}"\n'
            f'client_secret = "{CLIENT_SECRET}"\n'
            f'server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"\n'
        )

    def start(self) -> None:
        log = self.database.with_suffix(".log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py"],
            cwd=PROJECT_ROOT,
            env={
                **os.environ,
                "RAPPORT_DATABASE": str(self.database),
                "STREAMLIT_SERVER_PORT": str(self._port),
                "STREAMLIT_SECRETS_FILES": str(self.secrets),
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        for _ in range(160):
            assert self._process.poll() is None, self.database.with_suffix(".log").read_text()
            try:
                with urllib.request.urlopen(  # noqa: S310 - an address made here
                    f"{self.base}/_stcore/health", timeout=1
                ):
                    return
            except OSError:
                time.sleep(0.25)
        pytest.fail("the server did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None

    def change(self, *changes: Any) -> None:
        """Call each change with the store, with the server stopped meanwhile."""
        self.stop()
        with Store.open(self.database) as store:
            for change in changes:
                change(store)
        self.start()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Server(tmp_path_factory.mktemp("sign-in"), port)
    with Store.open(made.database) as store:
        users.create_user(store, COMMAND_LINE, "ada@example.com", [Role.CSM])
        users.create_user(store, COMMAND_LINE, "meg@example.com", [Role.MANAGER, Role.ANALYST])
    yield made
    made.stop()


@pytest.fixture(scope="module")
def provider(server: Server) -> Iterator[Provider]:
    with Running(f"{server.base}/oauth2callback") as running:
        server.configure(running)
        server.start()
        yield running


@pytest.fixture
def context(browser: Browser, provider: Provider) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def settle(page: Page) -> str:
    """Wait until the page is drawn; its text."""
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(700)
    page.wait_for_selector(READY, timeout=60_000)
    return said(page)


def said(page: Page) -> str:
    """The page's text, without the joiners that keep addresses from becoming links."""
    return page.inner_text("body").replace("\u2060", "")


def visit(context: BrowserContext, server: Server, path: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{server.base}/{path}")
    settle(page)
    return page


def sign_in(
    context: BrowserContext, server: Server, provider: Provider, who: dict[str, Any]
) -> Page:
    provider.person = who
    page = visit(context, server)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("#continue", timeout=30_000)
    page.click("#continue")
    page.wait_for_url(f"{server.base}/**", timeout=30_000)
    settle(page)
    return page


def shows_sign_in_only(page: Page) -> bool:
    text = said(page)
    others = [entry.title for entry in PAGES if entry.title in text]
    return (
        page.get_by_role("button", name="Sign in").count() == 1
        and not others
        and page.locator("[data-testid=stSidebarNavLink]").count() == 0
    )


@pytest.mark.parametrize("path", ["", *(entry.name for entry in PAGES)])
def test_security_03_anonymous_sees_sign_in_only_whatever_the_address(
    context: BrowserContext, server: Server, path: str
) -> None:
    assert shows_sign_in_only(visit(context, server, path))


def test_security_03_the_first_request_after_a_restart_is_guarded(
    context: BrowserContext, server: Server
) -> None:
    server.stop()
    server.start()
    assert shows_sign_in_only(visit(context, server, "imports"))


def test_security_05_someone_known_signs_in_with_the_role_they_have(
    context: BrowserContext, server: Server, provider: Provider
) -> None:
    page = sign_in(context, server, provider, ADA)
    text = said(page)
    assert "ada@example.com" in text
    assert page.get_by_role("link", name="Portfolio").count() == 1
    assert page.get_by_role("link", name="Imports").count() == 0
    refused = visit(context, server, "imports")
    assert "Your role does not allow this" in said(refused)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"email": "eve@example.com", "sub": "eve-1"}, "no account here"),
        ({"email_verified": False}, "not verified"),
        ({"sub": "ada-2"}, "another identity"),
    ],
)
def test_security_05_who_is_not_vouched_for_gets_no_further(
    context: BrowserContext,
    server: Server,
    provider: Provider,
    changes: dict[str, Any],
    why: str,
) -> None:
    sign_in(context, server, provider, ADA)
    context.clear_cookies()
    page = sign_in(context, server, provider, ADA | changes)
    assert why in said(page)
    assert page.locator("[data-testid=stSidebarNavLink]").count() == 0


def test_security_05_a_saved_cookie_is_refused_after_sign_out(
    browser: Browser, context: BrowserContext, server: Server, provider: Provider
) -> None:
    page = sign_in(context, server, provider, MEG)
    other_tab = visit(context, server, "sponsors")
    saved = context.cookies()
    thief = browser.new_context()
    thief.add_cookies(saved)
    assert "meg@example.com" in said(visit(thief, server))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("button:has-text('Sign in')", timeout=30_000)
    settle(page)
    assert shows_sign_in_only(page)
    thief.clear_cookies()
    thief.add_cookies(saved)
    replayed = visit(thief, server, "portfolio")
    assert shows_sign_in_only(replayed)
    assert "signed out" in said(replayed)
    other_tab.reload()
    settle(other_tab)
    assert shows_sign_in_only(other_tab)
    thief.close()


def test_security_05_a_disabled_person_is_refused_with_the_cookie_they_have(
    context: BrowserContext, server: Server, provider: Provider
) -> None:
    page = sign_in(context, server, provider, MEG)
    assert page.get_by_role("link", name="Imports").count() == 1
    server.change(lambda store: users.disable_user(store, COMMAND_LINE, "meg@example.com"))
    page.goto(f"{server.base}/portfolio")
    settle(page)
    assert page.locator("[data-testid=stSidebarNavLink]").count() == 0
    assert "disabled" in said(page)
    server.change(lambda store: users.enable_user(store, COMMAND_LINE, "meg@example.com"))


def test_security_02_a_role_withdrawn_is_gone_from_the_session_under_way(
    context: BrowserContext, server: Server, provider: Provider
) -> None:
    page = sign_in(context, server, provider, MEG)
    page.goto(f"{server.base}/imports")
    assert "Your role does not allow this" not in settle(page)
    server.change(lambda store: users.set_roles(store, COMMAND_LINE, MEG["email"], [Role.MANAGER]))
    page.goto(f"{server.base}/imports")
    assert "Your role does not allow this" in settle(page)
    server.stop()
    with Store.open(server.database) as store:
        refused = store.value(
            "SELECT count(*) FROM ops.audit_event"
            " WHERE action = 'access.refuse' AND actor = 'person:meg@example.com'"
        )
    server.start()
    assert refused


def test_security_06_and_10_nothing_is_taken_or_given_without_a_session(
    context: BrowserContext, server: Server
) -> None:
    upload = context.request.put(
        f"{server.base}/_stcore/upload_file/session/file", data=b"x" * 1000
    )
    assert upload.status == 401
    assert context.request.get(f"{server.base}/media/{'0' * 56}.csv").status == 401
    assert context.request.get(f"{server.base}/auth/logout").status == 403


def test_security_12_every_answer_of_the_server_has_the_headers(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    answers: list[Any] = []

    def arrived(answer: Any) -> None:
        answers.append(answer)

    page.on("response", arrived)
    page.goto(server.base)
    settle(page)
    paths = ("nope/nothing.js", "_stcore/health", "_stcore/metrics", "media/x", "api/nope")
    answers.extend(context.request.get(f"{server.base}/{path}") for path in paths)
    assert len(answers) > 10
    for answer in answers:
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers.get(name.lower()) == value, (answer.url, name)
