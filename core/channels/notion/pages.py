"""Which page in Notion is an account's.

A person says so, or else the only page whose title is exactly the account's name is taken. Two such
pages are a question for a person, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.channels.notion.api import Block, Notion
from core.channels.notion.blocks import plain_text
from core.channels.trouble import NotAddressed
from core.errors import InvalidInput, NotFound
from core.settings import Settings
from core.store import Reader, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
PERSON, TITLE = "person", "title"
_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])", re.I)
_HOSTS = (".notion.so", ".notion.site", ".notion.com")
_REMEDY = "Name the account's page in Notion by its address (… > Copy link)."


@dataclass(frozen=True)
class Found:
    """A page that is an account's; ``found_by`` as in ``ops.crm_page``."""

    account_key: int
    page_id: str
    found_by: str


@dataclass(frozen=True)
class CrmPage:
    """The account's page as the screen shows it. ``set_at`` is naive UTC."""

    account_key: int
    page_id: str
    found_by: str
    set_at: datetime
    set_by: str

    @property
    def link(self) -> str:
        """Where the page can be opened."""
        return f"https://www.notion.so/{self.page_id.replace('-', '')}"


def crm_page(store: Reader, actor: Actor, account_key: int) -> CrmPage | None:
    """The account's page, or ``None`` as long as none is known."""
    require(actor, Permission.ACCOUNT_READ)
    _must_see(store, actor, account_key)
    row = store.one(load_sql(SQL, "page"), {"account_key": account_key})
    return CrmPage(**row) if row else None


def set_crm_page(store: Store, actor: Actor, account_key: int, page: str) -> None:
    """Say which page is the account's, by its address or id; an empty ``page`` forgets it.

    Notices that wait for a page are due at once.
    """
    require(actor, Permission.ACCOUNT_OVERRIDE)
    page_id = page_id_of(page) if page.strip() else ""
    with store.transaction(actor, "crm_page.set", f"account {account_key}") as work:
        _must_see(work, actor, account_key)
        work.execute(load_sql(SQL, "forget_page"), {"account_key": account_key})
        if page_id:
            _must_be_free(work, account_key, page_id)
            _add(work, Found(account_key, page_id, PERSON), actor.name)
            params = {"account_key": account_key, "at": work.clock.now()}
            work.execute(load_sql(SQL, "hasten"), params)
            work.touch("ops.notice_delivery")
        work.touch("ops.crm_page")
        work.note(page=page_id)


def page_id_of(text: str) -> str:
    """The id in a page's address, or an id as it is. Raises :class:`InvalidInput` when there is none."""
    parts = urlsplit(text.strip())
    host = f".{parts.hostname or ''}"
    if parts.scheme and not (parts.scheme == "https" and host.endswith(_HOSTS)):
        raise InvalidInput("This is no address of a page in Notion.", _REMEDY)
    opened = parse_qs(parts.query).get("p", [])  # a page opened beside its database
    found = _ID.findall(opened[0] if opened else parts.path)
    if not found:
        raise InvalidInput("This address names no page in Notion.", _REMEDY)
    return str(UUID(found[-1]))


def page_of(
    reader: Reader, settings: Settings, api: Notion, account_key: int, *, given: str = ""
) -> Found:
    """The account's page: as remembered, as ``given``, or by its title.

    One that was found by its title and is gone by now is looked for again. Raises
    :class:`NotAddressed` when there is none, or more than one.
    """
    row = reader.one(load_sql(SQL, "page"), {"account_key": account_key})
    if row is not None and (row["found_by"] == PERSON or api.block(row["page_id"]) is not None):
        return Found(account_key, row["page_id"], row["found_by"])
    if row is None and given:
        page = Found(account_key, page_id_of(given), PERSON)
    else:
        page = _by_title(reader, settings, api, account_key)
    _must_be_free(reader, account_key, page.page_id)
    return page


def keep_page(work: Transaction, page: Found) -> None:
    """Remember the page, unless a person said which it is."""
    row = work.one(load_sql(SQL, "page"), {"account_key": page.account_key})
    if row is not None and (row["page_id"] == page.page_id or row["found_by"] == PERSON):
        return
    work.execute(load_sql(SQL, "forget_page"), {"account_key": page.account_key})
    _add(work, page, "")
    work.touch("ops.crm_page")


def _add(work: Transaction, page: Found, who: str) -> None:
    work.execute(
        load_sql(SQL, "keep_page"),
        {
            "account_key": page.account_key,
            "page_id": page.page_id,
            "found_by": page.found_by,
            "at": work.clock.now(),
            "set_by": who,
        },
    )


def _by_title(reader: Reader, settings: Settings, api: Notion, account_key: int) -> Found:
    name = str(reader.value(load_sql(SQL, "account_name"), {"account_key": account_key}) or "")
    if not name.strip():
        raise NotAddressed("The account has no name to look for in Notion.", _REMEDY)
    database = page_id_of(settings.notion_database) if settings.notion_database else ""
    pages = [page for page in api.search(name) if _is_titled(page, name) and _is_in(page, database)]
    if len(pages) != 1:
        how_many = f"{len(pages)} pages" if pages else "No page shared with the integration"
        have = "have" if pages else "has"
        raise NotAddressed(f"{how_many} in Notion {have} the title {name}.", _REMEDY)
    return Found(account_key, str(UUID(pages[0]["id"])), TITLE)


def _is_titled(page: Block, name: str) -> bool:
    if page.get("in_trash") or page.get("archived"):
        return False
    titles = [
        plain_text(value.get("title") or [])
        for value in (page.get("properties") or {}).values()
        if value.get("type") == "title"
    ]
    return _folded(name) in map(_folded, titles)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_in(page: Block, database: str) -> bool:
    parent = page.get("parent") or {}
    ids = [str(parent.get(name) or "") for name in ("database_id", "data_source_id")]
    return not database or database.replace("-", "") in [one.replace("-", "") for one in ids]


def _must_be_free(reader: Reader, account_key: int, page_id: str) -> None:
    """Two accounts on one page would write over each other."""
    params = {"account_key": account_key, "page_id": page_id}
    if reader.value(load_sql(SQL, "is_taken"), params):
        raise NotAddressed("This page in Notion is another account's already.", _REMEDY)


def _must_see(reader: Reader, actor: Actor, account_key: int) -> None:
    params = viewer(actor) | {"account_key": account_key}
    if not reader.value(load_sql(SQL, "sees"), params):
        raise NotFound("There is no such account.", "Look for it on the Portfolio page.")
