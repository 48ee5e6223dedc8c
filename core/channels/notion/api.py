"""Notion's API by its client, with our transport below and our errors above."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core.auth.door import is_loopback
from core.channels.patience import Pause, patiently
from core.channels.trouble import ChannelDown, ChannelRefuses, NotAddressed, retry_after
from core.channels.web import open_client
from core.settings import Settings

if TYPE_CHECKING:
    from notion_client import Client
    from notion_client.errors import HTTPResponseError

Block = dict[str, Any]
LOG = logging.getLogger("core.channels.notion")
LOG.addHandler(logging.NullHandler())
TIMEOUT_MS = 20_000
CHILDREN_AT_ONCE = 100
PAGES_OF_RESULTS = 5


class PageGone(NotAddressed):
    """The page or block does not exist, is in the trash, or is not shared with the integration."""

    def __init__(self) -> None:
        super().__init__(
            "The page is not in Notion any more, or not shared with Rapport's integration.",
            "Share it with the integration (… > Connections), or name another page.",
        )


class Notion:
    """The calls that a section needs, and no others."""

    def __init__(self, settings: Settings, pause: Pause) -> None:
        self._settings = settings
        self._pause = pause

    @staticmethod
    def missing(settings: Settings) -> str:
        """What has to be set up first; empty when nothing."""
        if not settings.notion_token.get_secret_value().strip():
            return "Notion is not set up here (RAPPORT_NOTION_TOKEN)."
        parts = urlsplit(settings.notion_endpoint)
        if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            return "RAPPORT_NOTION_ENDPOINT is neither https nor on this machine."
        return ""

    @cached_property
    def me(self) -> str:
        """The integration's own user: what it made can be told by it."""
        return str(self._call(self._client.users.me)["id"])

    def children(self, block_id: str) -> list[Block]:
        """All blocks directly within a page or block, in order."""
        found: list[Block] = []
        cursor: str | None = None
        while True:
            page = self._listed(block_id, cursor)
            found += page["results"]
            cursor = page.get("next_cursor")
            if not page.get("has_more") or not cursor:
                return found

    def block(self, block_id: str) -> Block | None:
        """A block, or ``None`` when it is gone."""
        try:
            found: Block = self._call(lambda: self._client.blocks.retrieve(block_id))
        except PageGone:
            return None
        return None if found.get("in_trash") or found.get("archived") else found

    def append(self, block_id: str, blocks: Sequence[Block]) -> list[str]:
        """Put ``blocks`` at the end of a page or block; their ids."""
        made: list[str] = []
        for start in range(0, len(blocks), CHILDREN_AT_ONCE):
            some = list(blocks[start : start + CHILDREN_AT_ONCE])
            answer = self._appended(block_id, some)
            made += [str(block["id"]) for block in answer["results"]]
        return made

    def delete(self, block_id: str) -> None:
        """Move a block into the trash; one that is gone already is none to delete."""
        try:
            self._call(lambda: self._client.blocks.delete(block_id))
        except PageGone:
            return

    def search(self, title: str) -> list[Block]:
        """Pages shared with the integration that Notion finds for ``title``, as it matches them."""
        found: list[Block] = []
        cursor: str | None = None
        for _ in range(PAGES_OF_RESULTS):
            page = self._searched(title, cursor)
            found += page["results"]
            cursor = page.get("next_cursor")
            if not page.get("has_more") or not cursor:
                break
        return found

    def _listed(self, block_id: str, cursor: str | None) -> Block:
        found: Block = self._call(
            lambda: self._client.blocks.children.list(
                block_id, start_cursor=cursor, page_size=CHILDREN_AT_ONCE
            )
        )
        return found

    def _appended(self, block_id: str, blocks: list[Block]) -> Block:
        made: Block = self._call(
            lambda: self._client.blocks.children.append(block_id, children=blocks)
        )
        return made

    def _searched(self, title: str, cursor: str | None) -> Block:
        only_pages = {"property": "object", "value": "page"}
        found: Block = self._call(
            lambda: self._client.search(
                query=title, filter=only_pages, start_cursor=cursor, page_size=CHILDREN_AT_ONCE
            )
        )
        return found

    @cached_property
    def _client(self) -> Client:
        from notion_client import Client  # noqa: PLC0415 - with the first notice, not with the server

        base = self._settings.notion_endpoint.rstrip("/")
        local = urlsplit(base).netloc if is_loopback(urlsplit(base).hostname or "") else ""
        return Client(
            client=open_client(local=local),
            auth=self._settings.notion_token.get_secret_value().strip(),
            base_url=base,
            timeout_ms=TIMEOUT_MS,
            logger=LOG,
            retry=False,
        )

    def _call(self, work: Callable[[], Any]) -> Any:
        def explained_work() -> Any:
            with _explained():
                return work()

        return patiently(self._pause, explained_work)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn the client's errors into ours; Notion's own words stay out of them."""
    import httpx  # noqa: PLC0415
    from notion_client.errors import HTTPResponseError, RequestTimeoutError  # noqa: PLC0415

    try:
        yield
    except HTTPResponseError as error:
        raise _of_answer(error) from error
    except (RequestTimeoutError, httpx.HTTPError) as error:
        raise ChannelDown("Notion cannot be reached, or does not answer.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ChannelDown("The answer is not one of Notion's.") from error


def _of_answer(error: HTTPResponseError) -> Exception:
    status, wait = error.status, retry_after(error.headers.get("retry-after"))
    if status == 429:
        return ChannelDown("Notion takes no more requests just now.", wait=wait, is_busy=True)
    if status == 404 or (status == 400 and "archived" in str(error)):
        return PageGone()
    if status == 409:
        return ChannelRefuses("The page was being changed in Notion just then.")
    if status in _SETTING:
        return ChannelDown(*_SETTING[status])
    if status >= 500 or 300 <= status < 400:
        return ChannelDown(f"Notion has a problem of its own ({status}).", wait=wait)
    return ChannelRefuses(f"Notion does not take this section ({status}).")


_SETTING = {
    401: ("Notion does not accept the integration's secret.", "Check RAPPORT_NOTION_TOKEN."),
    403: (
        "The integration may not do this in Notion.",
        "Give it the capabilities to read, insert and update content.",
    ),
}
