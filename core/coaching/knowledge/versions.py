"""The versions of documents that were written here: what was saved, by whom, and why."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Version:
    """A document as it was saved once. ``text`` is the whole of it, front matter and Markdown."""

    slug: str
    version: int
    kind: Literal["article", "playbook"]
    title: str
    text: str = field(repr=False)
    is_archived: bool
    reason: str
    saved_by: str
    saved_at: datetime


def versions(store: Reader, actor: Actor, slug: str) -> tuple[Version, ...]:
    """The saved versions, newest first; none for a document that nobody changed here."""
    require(actor, Permission.KNOWLEDGE_READ)
    return read_versions(store, slug)


def archived(store: Reader, actor: Actor) -> tuple[Version, ...]:
    """Documents out of use, as they were last, by title."""
    require(actor, Permission.KNOWLEDGE_READ)
    return tuple(Version(**row) for row in store.rows(load_sql(SQL, "archived")))


def read_versions(store: Reader, slug: str) -> tuple[Version, ...]:
    """As :func:`versions`, for a use case that has asked for its permission."""
    return tuple(Version(**row) for row in store.rows(load_sql(SQL, "versions"), {"slug": slug}))


def changed_lines(before: str, after: str) -> tuple[str, ...]:
    """What differs between two texts, as lines that begin with ``+`` or ``-``; nothing where nothing does."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return tuple(line for line in lines if not line.startswith(("+++", "---", "@@")))
