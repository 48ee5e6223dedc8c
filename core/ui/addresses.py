"""Addresses that people type: other names of a page lead to it instead of to "page not found".

The start page has no address of its own but the server's, so its own name is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from core.ui.navigation import PAGES, PageEntry

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "portfolio": ("home", "dashboard", "overview"),
    "sponsors": ("sponsor", "executives"),
    "health": ("technical", "escalations"),
    "today": ("tasks", "deals"),
    "account": ("accounts", "customer", "customers"),
    "outbox": ("drafts", "letters"),
    "coaching": ("coach",),
    "imports": ("import", "upload"),
    "duplicates": ("duplicate", "identity"),
    "policy": ("policies", "thresholds"),
    "people": ("users", "access"),
}
"""What else a page is asked for by. Its title and its capitalised names come of themselves."""


def addresses() -> dict[str, PageEntry]:
    """The page that each further address, without its slash, leads to."""
    return {name: page for page in PAGES for name in _names(page) if name != _own(page)}


def routes() -> list[Route]:
    """A redirection for each further address; what follows the question mark goes along."""
    return [_route(f"/{name}", _own(page)) for name, page in addresses().items()]


def _own(page: PageEntry) -> str:
    return "" if page is PAGES[0] else page.name


def _names(page: PageEntry) -> Iterator[str]:
    title = page.title.lower()
    for name in (page.name, title.replace(" ", "-"), title.replace(" ", "_")):
        yield from (name, name.capitalize())
    for name in OTHER_NAMES[page.name]:
        yield from (name, name.capitalize())


def _route(path: str, own: str) -> Route:
    async def lead(request: Request) -> RedirectResponse:
        prefix = request.scope.get("root_path", "")
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{prefix}/{own}{query}", status_code=307)

    return Route(path, lead, methods=["GET", "HEAD"])
