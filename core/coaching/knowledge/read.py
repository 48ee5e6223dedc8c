"""The library as it is now: shipped documents, with those written here beside or in their place."""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Literal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.erased import MARKER
from core.coaching.knowledge.document import Document
from core.coaching.knowledge.library import Library
from core.coaching.knowledge.parse import parse
from core.coaching.knowledge.shipped import shipped, shipped_version
from core.errors import InvalidInput
from core.store import Reader, Row, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
log = logging.getLogger(__name__)
_KEPT = 4
_libraries: OrderedDict[str, Library] = OrderedDict()
_lock = Lock()


def library(store: Store | Reader | Transaction, actor: Actor) -> Library:
    """Every document in use. The same object for as long as nothing changed."""
    require(actor, Permission.KNOWLEDGE_READ)
    version = _version(store)
    with _lock:
        if version in _libraries:
            _libraries.move_to_end(version)
            return _libraries[version]
    found = Library({**shipped(), **own_documents(store)}, version)
    with _lock:
        _libraries[version] = found
        while len(_libraries) > _KEPT:
            _libraries.popitem(last=False)
    return found


def own_documents(store: Store | Reader | Transaction) -> dict[str, Document]:
    """Those in use that were written here, by slug."""
    read = (_own(row) for row in store.rows(load_sql(SQL, "own_documents")))
    return {document.slug: document for document in read if document is not None}


def _version(store: Store | Reader | Transaction) -> str:
    rows = store.rows(load_sql(SQL, "own_digests"))
    own = "\n".join(f"{row['slug']} {row['version']} {row['digest']}" for row in rows)
    return f"{shipped_version()}-{sha256(own.encode()).hexdigest()[:16]}"


def _own(row: Row) -> Document | None:
    if row["is_archived"]:
        return None
    try:
        document = as_saved(row["slug"], row["kind"], row["text"])
    except InvalidInput as error:
        # Written under an earlier set of skills: one document must not take the library with it.
        log.warning("own document %s left out: %s", row["slug"], error.message)
        return None
    return replace(document, origin="own", author=row["author"], version=row["version"])


@lru_cache(maxsize=256)
def as_saved(slug: str, kind: Literal["article", "playbook"], text: str) -> Document:
    """The document that a saved text is."""
    # The mark of an erased person would read as a list where a value begins with it.
    return parse(slug, kind, text.replace(MARKER, "(erased)"))
