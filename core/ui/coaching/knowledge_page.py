"""One document read in the tab, with what its authors and managers can do with it."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.knowledge import (
    Document,
    Library,
    Version,
    archive,
    changed_lines,
    restore,
    versions,
)
from core.coaching.knowledge.parse import render
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.coaching import knowledge_edit, reading
from core.ui.identity import current_actor
from core.ui.opener import View

ADDRESS = "document"
"""Which document is open, in the page's address: a link to it can be passed on."""
_WIDTH = 860


def open_document(slug: str) -> None:
    """Widget callback: read this one."""
    st.query_params[ADDRESS] = slug


def close_document() -> None:
    """Widget callback: back to the list, as it was."""
    st.query_params.pop(ADDRESS, None)


def draw(view: View, held: Library, slug: str) -> None:
    """The document ``slug``, or a word that there is none."""
    document = held.get(slug)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "All documents",
            key="knowledge.back",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=close_document,
        )
        st.space("stretch")
        if document is not None:
            _acts(view.actor, document)
    if document is None:
        st.caption("There is no such document, or it is out of use.")
        return
    with st.container(width=_WIDTH):
        reading.draw(document, key="page")
        if document.version:
            _history(view.actor, document)


def _acts(actor: Actor, document: Document) -> None:
    st.download_button(
        "Download",
        render(document),
        file_name=f"{document.slug}.md",
        mime="text/markdown",
        key="knowledge.download",
        icon=":material/download:",
        on_click="ignore",
    )
    if not allows(actor, Permission.KNOWLEDGE_WRITE):
        return
    st.button(
        "Copy as new",
        key="knowledge.copy",
        icon=":material/content_copy:",
        on_click=knowledge_edit.ask_for_copy,
        args=(document.slug,),
    )
    if not may_change(actor, document):
        return
    st.button(
        "Edit",
        key="knowledge.edit",
        icon=":material/edit:",
        help=None if document.is_own else "Yours then stands in the place of the shipped one.",
        on_click=knowledge_edit.ask_for_edit,
        args=(document.slug,),
    )
    if document.is_own:
        with st.popover("Archive", icon=":material/archive:"):
            st.caption("Taken out of use and out of search. It can be restored at any time.")
            st.button(
                "Archive it", key="knowledge.archive", on_click=_archive, args=(document.slug,)
            )


def may_change(actor: Actor, document: Document) -> bool:
    """Whether the actor wrote it, or looks after what others write."""
    if allows(actor, Permission.KNOWLEDGE_MODERATE):
        return True
    return document.is_own and document.author == actor.email.casefold()


def _archive(slug: str) -> None:
    def use_case() -> bool:
        archive(wiring.cockpit().store, current_actor(), slug)
        return True

    if act(use_case, "Archived."):
        close_document()


def _history(actor: Actor, document: Document) -> None:
    found = queries.ask(versions, actor, document.slug)
    with st.expander(f"Versions ({len(found)})", icon=":material/history:"):
        for place, version in enumerate(found):
            before = found[place + 1] if place + 1 < len(found) else None
            _version(actor, document, version, before)


def _version(actor: Actor, document: Document, version: Version, before: Version | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = [
            f"Version {version.version}{', archived' if version.is_archived else ''}",
            words.moment(version.saved_at),
            version.saved_by,
            version.reason,
        ]
        st.caption(safe.label(" · ".join(part for part in said if part), 300), width="stretch")
        if version.version != document.version and may_change(actor, document):
            st.button(
                "Restore",
                key=f"knowledge.restore.{version.version}",
                type="tertiary",
                on_click=restore_version,
                args=(document.slug, version.version),
            )
    if before is not None and (lines := changed_lines(before.text, version.text)):
        st.code("\n".join(lines), language="diff", wrap_lines=True)


def restore_version(slug: str, version: int) -> None:
    """Widget callback: put an earlier version in use."""
    act(
        lambda: restore(wiring.cockpit().store, current_actor(), slug, version),
        f"Version {version} is in use again.",
    )
