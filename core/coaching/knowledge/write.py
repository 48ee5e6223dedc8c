"""Writing documents of one's own, or in the place of a shipped one. Nothing is lost: each save is a version."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Literal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.knowledge.check import citing, require_sound
from core.coaching.knowledge.document import Document
from core.coaching.knowledge.library import Library
from core.coaching.knowledge.parse import kind_of, parse, render
from core.coaching.knowledge.read import SQL, as_saved, library
from core.coaching.knowledge.shipped import shipped
from core.coaching.knowledge.versions import Version, read_versions
from core.errors import Ambiguous, InvalidInput, NotFound
from core.store import Store, Transaction, load_sql

LONGEST_REASON = 500
_SLUG_LENGTH = 60
_TABLE = "ops.knowledge_document"


def save(
    store: Store,
    actor: Actor,
    text: str,
    *,
    slug: str = "",
    reason: str = "",
    base: int | None = None,
) -> Document:
    """Put a document in use: a new one, or with ``slug`` a new version of that one.

    ``text`` is the whole document. ``base`` is the version that was edited (0 for a shipped one): a newer
    one saved meanwhile is refused with :class:`~core.errors.Ambiguous`. Raises
    :class:`~core.errors.InvalidInput` where the text does not hold together, and
    :class:`~core.errors.Forbidden` for somebody else's document without ``knowledge.moderate``.
    """
    require(actor, Permission.KNOWLEDGE_WRITE)
    written = parse(slug or "document", kind_of(text), text)
    with store.transaction(actor, "knowledge.save", slug or _slug_of(written.title)) as work:
        held = library(work, actor)
        slug = slug or _free_slug(work, _slug_of(written.title), held)
        document = _with_own_situation(replace(written, slug=slug))
        before = _require_may_change(work, actor, slug, held)
        _require_base(slug, base, before)
        _require_kind(document, held.get(slug))
        require_sound(document, held)
        _insert(work, actor, document.kind, document, reason, is_archived=False)
    return _read(store, actor, slug)


def archive(store: Store, actor: Actor, slug: str, reason: str = "") -> None:
    """Take a document written here out of use; a shipped one of that slug holds again.

    Refused while a playbook cites it and no shipped one takes its place.
    """
    require(actor, Permission.KNOWLEDGE_WRITE)
    with store.transaction(actor, "knowledge.archive", slug) as work:
        held = library(work, actor)
        document = held.get(slug)
        if document is None or not document.is_own:
            raise NotFound(
                f"No document “{slug}” was written here.", "One that ships with Rapport stays."
            )
        _require_may_change(work, actor, slug, held)
        users = [one.title for one in citing(slug, held) if one.slug != slug]
        if users and slug not in shipped():
            raise InvalidInput(
                f"“{users[0]}” cites this document.", "Take it out of that playbook first."
            )
        _insert(work, actor, document.kind, document, reason, is_archived=True)


def restore(store: Store, actor: Actor, slug: str, version: int, reason: str = "") -> Document:
    """Put an earlier version in use again, as a new version."""
    require(actor, Permission.KNOWLEDGE_WRITE)
    with store.transaction(actor, "knowledge.restore", slug) as work:
        held = library(work, actor)
        before = _require_may_change(work, actor, slug, held)
        wanted = next((one for one in before if one.version == version), None)
        if wanted is None:
            raise NotFound(f"“{slug}” has no version {version}.", "Choose one of the list.")
        document = as_saved(slug, wanted.kind, wanted.text)
        require_sound(document, held)
        said = reason.strip() or f"Version {version} again"
        _insert(work, actor, wanted.kind, document, said, is_archived=False)
    return _read(store, actor, slug)


def _read(store: Store, actor: Actor, slug: str) -> Document:
    found = library(store, actor).get(slug)
    if found is None:  # taken out of use by somebody in this moment
        raise NotFound(
            f"“{slug}” is out of use.", "Restore it from the list of archived documents."
        )
    return found


def _insert(
    work: Transaction,
    actor: Actor,
    kind: Literal["article", "playbook"],
    document: Document,
    reason: str,
    *,
    is_archived: bool,
) -> None:
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(
            f"The reason is longer than {LONGEST_REASON} characters.", "Say it in a few words."
        )
    before = read_versions(work, document.slug)
    number = before[0].version + 1 if before else 1
    values = {
        "slug": document.slug,
        "version": number,
        "kind": kind,
        "title": document.title,
        "text": render(document),
        "is_archived": is_archived,
        "reason": reason.strip(),
        "saved_by": actor.email.casefold(),
        "saved_at": work.clock.now(),
    }
    work.execute(load_sql(SQL, "version_insert"), values)
    work.touch(_TABLE)
    work.note(version=number)


def _require_may_change(
    work: Transaction, actor: Actor, slug: str, held: Library
) -> tuple[Version, ...]:
    """The versions there are; one's own and new documents anybody with the right to write may change."""
    before = read_versions(work, slug)
    author = before[-1].saved_by if before else ""
    is_new = not before and held.get(slug) is None
    if not is_new and author != actor.email.casefold():
        require(actor, Permission.KNOWLEDGE_MODERATE)
    return before


def _require_base(slug: str, base: int | None, before: tuple[Version, ...]) -> None:
    newest = before[0].version if before else 0
    if base is not None and base != newest:
        by = before[0].saved_by if before else ""
        raise Ambiguous(
            f"“{slug}” was saved meanwhile{f' by {by}' if by else ''}.",
            "Look at the newest version, and make your change there.",
        )


def _require_kind(document: Document, old: Document | None) -> None:
    if old is not None and old.kind != document.kind:
        raise InvalidInput(
            f"“{document.slug}” is {_a(old.kind)}, and the text is {_a(document.kind)}.",
            "Save it as a new document.",
        )


def _a(kind: str) -> str:
    return "an article" if kind == "article" else "a playbook"


def _with_own_situation(document: Document) -> Document:
    """A playbook is about its own situation, whatever else it is about."""
    if document.playbook is None or document.slug in document.situations:
        return document
    return replace(document, situations=(document.slug, *document.situations))


def _slug_of(title: str) -> str:
    folded = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", folded)[:_SLUG_LENGTH].strip("_") or "document"


def _free_slug(work: Transaction, wanted: str, held: Library) -> str:
    slug, number = wanted, 1
    while held.get(slug) is not None or read_versions(work, slug):
        number += 1
        slug = f"{wanted}_{number}"
    return slug
