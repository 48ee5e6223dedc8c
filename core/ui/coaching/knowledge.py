"""The knowledge base: searched and browsed, a document read, one's own written."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.knowledge import Document, Hit, Library, library, search
from core.coaching.skill_areas import skill_areas
from core.ui import safe, tables, words
from core.ui.coaching import knowledge_archive, knowledge_edit, knowledge_page, reading
from core.ui.opener import View

PAGE_SIZE = 12
LEAST = 0.1
"""Relevance below which a document only happens to have a word in common."""
STAGES = ("onboarding", "adoption", "value", "renewal", "expansion")
_KINDS = {"playbook": "Playbooks", "article": "Articles"}


def draw(view: View) -> None:
    """The tab: a document or a form where one was asked for, else the list."""
    held = library(wiring.cockpit().store, view.actor)
    if knowledge_edit.is_open():
        knowledge_edit.draw(held)
    elif slug := str(st.query_params.get(knowledge_page.ADDRESS, "")):
        knowledge_page.draw(view, held, slug)
    else:
        _list(view, held)


def _list(view: View, held: Library) -> None:
    query, kept = _asked(view, held)
    if not query.strip():
        _browse(kept)
    else:
        known = {one.slug for one in kept}
        hits = search(wiring.cockpit().store, view.actor, query, limit=len(held.documents))
        _found([hit for hit in hits if hit.document.slug in known and hit.relevance >= LEAST])
    knowledge_archive.draw(view)


def _asked(view: View, held: Library) -> tuple[str, Sequence[Document]]:
    """What is searched for, and the documents that the choices leave."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        query = st.text_input(
            "Search",
            key="knowledge.query",
            placeholder="What is going on? A few words, or a whole sentence",
            icon=":material/search:",
            max_chars=400,
            bind="query-params",
            on_change=tables.first_pages,
        )
        if allows(view.actor, Permission.KNOWLEDGE_WRITE):
            knowledge_edit.new_button()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Kind",
            list(_KINDS),
            format_func=lambda one: _KINDS[one],
            key="knowledge.kind",
            persist_state="session",
            on_change=tables.first_pages,
        )
        topic = _choice("Topic", list(held.topics))
        stage = _choice("Stage", list(STAGES))
        skill = _choice("Skill", list(skill_areas()))
        own = st.toggle(
            "Written here",
            key="knowledge.own",
            persist_state="session",
            on_change=tables.first_pages,
        )
    chosen = (*held.playbooks, *held.articles)
    return str(query or ""), [
        one
        for one in chosen
        if kind in (None, one.kind)
        and topic in (None, one.topic)
        and stage in (None, one.stage)
        and (skill is None or skill in one.skills)
        and (one.is_own or not own)
    ]


def _choice(label: str, options: list[str]) -> str | None:
    chosen: str | None = st.selectbox(
        safe.own(label),
        options,
        index=None,
        format_func=lambda one: (
            skill_areas()[one].title
            if one in skill_areas()
            else one
            if label == "Topic"
            else words.name(one)
        ),
        placeholder="All",
        key=f"knowledge.{label.casefold()}",
        persist_state="session",
        on_change=tables.first_pages,
    )
    return chosen


def _browse(kept: Sequence[Document]) -> None:
    if not kept:
        st.caption("Nothing of that kind. Take a choice back, or write it.")
        return
    ordered = sorted(kept, key=lambda one: (one.topic, one.kind != "playbook", one.title))
    place = tables.place("knowledge", PAGE_SIZE)
    topic = ""
    for document in ordered[place : place + PAGE_SIZE]:
        if document.topic != topic:
            topic = document.topic
            st.subheader(safe.label(topic), anchor=False)
        _row(document)
    tables.offset(len(ordered), key="knowledge", size=PAGE_SIZE)


def _found(hits: Sequence[Hit]) -> None:
    if not hits:
        st.caption("No document has these words. Try others, or fewer choices.")
        return
    st.caption(
        f"{words.plural(len(hits), 'document')}, best first. Relevance says how much of what you asked a "
        "document is about; a rare word counts for more than a common one."
    )
    place = tables.place("knowledge", PAGE_SIZE)
    for hit in hits[place : place + PAGE_SIZE]:
        _row(hit.document, hit)
    tables.offset(len(hits), key="knowledge", size=PAGE_SIZE)


def _row(document: Document, hit: Hit | None = None) -> None:
    """A title to open, what it is about, and how it was found."""
    with st.container(gap=None, key=f"knowledge.{document.slug}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                safe.label(document.title, 90),
                key=f"knowledge.open.{document.slug}",
                icon=reading.ICONS[document.kind],
                type="tertiary",
                on_click=knowledge_page.open_document,
                args=(document.slug,),
            )
            if hit is not None:
                st.badge(f"{words.percent(hit.relevance)} relevant", color="blue")
            if document.is_own:
                st.badge("Written here", icon=":material/edit_note:", color="green")
        st.caption(safe.label(document.summary, 300))
        if hit is not None:
            said = [
                f"Found by {', '.join(hit.matched)}" if hit.matched else "Found by what it means"
            ]
            if hit.helped is not None:
                said.append(hit.helped.said)
            st.caption(safe.label(" · ".join(said), 300))
