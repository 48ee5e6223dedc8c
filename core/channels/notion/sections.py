"""One section of a page that is Rapport's: a heading that folds, with everything inside it.

What is Rapport's is told by the block, not by words: the section's block is remembered, and only blocks
that the integration itself made are ever deleted. New blocks are written before old ones go, so that an
attempt that breaks off leaves too much and the next one clears it up.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.notion.api import CHILDREN_AT_ONCE, Block, Notion
from core.channels.notion.blocks import PageBlock, as_json, content_hash, plain_text
from core.channels.notion.pages import Found, keep_page, page_of
from core.channels.patience import Pause
from core.channels.trouble import NotSetUp
from core.settings import Settings
from core.store import Reader, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
TECHNICAL_HEALTH = "Rapport: technical health"
PROFILE = "Rapport: relationship profile"
DEEPEST = 20
"""Blocks within blocks that are looked through for the page of a section that was moved."""


@dataclass(frozen=True)
class Section:
    """What one section of an account's page is to say. ``title`` is its heading and never changes."""

    account_key: int
    title: str
    blocks: Sequence[PageBlock]


@dataclass(frozen=True)
class Written:
    """A section as it stands. ``is_changed`` is false when it said the same before."""

    page: Found
    title: str
    block_id: str
    content_hash: str
    is_changed: bool


def write_section(
    store: Store, settings: Settings, actor: Actor, section: Section, *, pause: Pause = time.sleep
) -> Written:
    """Make the section of the account's page say this, and leave the rest of the page as it is.

    Nothing is asked of Notion when that was written last. Raises the errors of
    :mod:`core.channels.trouble`: not set up, no page known, Notion down.
    """
    require(actor, Permission.NOTICE_DELIVER)
    if missing := Notion.missing(settings):
        raise NotSetUp(missing)
    known = unchanged(store, section)
    if known is not None:
        return known
    written = put(store, settings, Notion(settings, pause), section)
    with store.transaction(actor, "crm_section.write", f"account {section.account_key}") as work:
        keep(work, written)
        work.note(section=section.title)
    return written


def unchanged(reader: Reader, section: Section) -> Written | None:
    """The section as remembered, when it was written last with just this content."""
    params = {"account_key": section.account_key, "section": section.title}
    row = reader.one(load_sql(SQL, "section_of_account"), params)
    if row is None or row["content_hash"] != content_hash(section.blocks):
        return None
    page = Found(section.account_key, row["page_id"], row["found_by"])
    return Written(page, section.title, row["block_id"], row["content_hash"], is_changed=False)


def put(
    reader: Reader, settings: Settings, api: Notion, section: Section, *, given: str = ""
) -> Written:
    """Write to Notion; what is to be remembered of it is given back. ``given`` is a page's id, if known."""
    page = page_of(reader, settings, api, section.account_key, given=given)
    remembered = reader.value(
        load_sql(SQL, "section_block"), {"page_id": page.page_id, "section": section.title}
    )
    block_id = _put(api, page.page_id, section, remembered)
    return Written(page, section.title, block_id, content_hash(section.blocks), is_changed=True)


def keep(work: Transaction, written: Written) -> None:
    """Remember which page and which block."""
    keep_page(work, written.page)
    where = {"page_id": written.page.page_id, "section": written.title}
    work.execute(load_sql(SQL, "forget_section"), where)
    what = {
        "account_key": written.page.account_key,
        "block_id": written.block_id,
        "content_hash": written.content_hash,
        "at": work.clock.now(),
    }
    work.execute(load_sql(SQL, "keep_section"), where | what)
    work.touch("ops.crm_section")


def _put(api: Notion, page_id: str, section: Section, remembered: str | None) -> str:
    content = [as_json(block) for block in section.blocks]
    holder = _holder(api, page_id, section.title, remembered)
    if holder is None:
        return _make(api, page_id, section.title, content)
    old = [block for block in api.children(holder) if _is_replaceable(api, block)]
    api.append(holder, content)
    for block in old:
        api.delete(str(block["id"]))
    return holder


def _make(api: Notion, page_id: str, title: str, content: list[Block]) -> str:
    """A new section at the end of the page, with what fits into one request there from the first."""
    heading = {
        "rich_text": [{"type": "text", "text": {"content": title}}],
        "is_toggleable": True,
        "children": content[:CHILDREN_AT_ONCE],
    }
    (made,) = api.append(page_id, [{"object": "block", "type": "heading_2", "heading_2": heading}])
    api.append(made, content[CHILDREN_AT_ONCE:])
    return made


def _holder(api: Notion, page_id: str, title: str, remembered: str | None) -> str | None:
    """The section's block: the one remembered, else one that we made and nobody wrote down."""
    if remembered:
        found = api.block(remembered)
        if found is not None and _is_holder(api, found) and not _is_elsewhere(api, found, page_id):
            return remembered
    for block in api.children(page_id):
        if _is_holder(api, block) and plain_text(block["heading_2"]["rich_text"]) == title:
            return str(block["id"])
    return None


def _is_holder(api: Notion, block: Block) -> bool:
    heading = block.get("heading_2") or {}
    return bool(heading.get("is_toggleable")) and _is_ours(api, block)


def _is_ours(api: Notion, block: Block) -> bool:
    return bool((block.get("created_by") or {}).get("id") == api.me)


def _is_replaceable(api: Notion, block: Block) -> bool:
    """Ours, and nobody has written anything beneath it: that would go with it."""
    return _is_ours(api, block) and not block.get("has_children")


def _is_elsewhere(api: Notion, block: Block, page_id: str) -> bool:
    """Whether somebody moved the section to another page, or into a block of one."""
    at: Block | None = block
    for _ in range(DEEPEST):
        parent = (at or {}).get("parent") or {}
        if parent.get("type") != "block_id":
            return bool(parent.get("page_id") != page_id)
        at = api.block(str(parent["block_id"]))
    return True
