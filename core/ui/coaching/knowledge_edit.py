"""Writing an article or a playbook: fields and small tables, saved as one text in one version."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import streamlit as st

from core import wiring
from core.coaching.knowledge import Document, Library, Playbook, library, save
from core.coaching.knowledge.parse import MAX_CHARACTERS, render
from core.coaching.knowledge.write import LONGEST_REASON
from core.coaching.skill_areas import skill_areas
from core.errors import RapportError
from core.ui import failure, safe, words
from core.ui.coaching import knowledge_playbook
from core.ui.identity import current_actor

_OPEN = "knowledge.editing"
STAGES = ("any", "onboarding", "adoption", "value", "renewal", "expansion")
_NO_PLAYBOOK = Playbook((), (), (), (), (), "", ())


def is_open() -> bool:
    """Whether somebody is writing."""
    return _OPEN in st.session_state


def new_button() -> None:
    """Begin a new document, or bring one as a file."""
    with st.popover("New", icon=":material/add:", type="primary"):
        st.button("Article", icon=":material/article:", on_click=_begin, args=("article",))
        st.button(
            "Playbook", icon=":material/conversion_path:", on_click=_begin, args=("playbook",)
        )
        _upload()


def ask_for_edit(slug: str) -> None:
    """Widget callback: change this document."""
    _open("edit", slug)


def ask_for_copy(slug: str) -> None:
    """Widget callback: write a new document that begins as this one."""
    _open("copy", slug)


def _open(act: str, slug: str) -> None:
    # The document as it is now is kept: what somebody else saves meanwhile must not empty the form.
    document = library(wiring.cockpit().store, current_actor()).get(slug)
    if document is not None:
        st.session_state[_OPEN] = (act, document)


def _begin(kind: Literal["article", "playbook"]) -> None:
    st.session_state[_OPEN] = ("new", _empty(kind))


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def draw(held: Library) -> None:
    """The form. What is saved is read at once by everybody who may read."""
    act, document = st.session_state[_OPEN]
    slug = document.slug
    key = f"knowledge.form.{act}.{slug or document.kind}.{document.version}"
    if act == "copy":
        document = replace(document, title=f"{document.title} (copy)")
    title = {"edit": "Change this", "copy": "Copy this", "new": "New"}[act]
    st.subheader(safe.own(f"{title} {document.kind}"), anchor=False)
    st.caption(
        "Everybody who reads the knowledge base reads this, so name no customer and no person in it."
    )
    with st.form(key, border=False):
        written = _fields(document, held, key)
        reason = ""
        if act == "edit":
            reason = st.text_input("Why the change", key=f"{key}.reason", max_chars=LONGEST_REASON)
        with st.container(horizontal=True):
            saving = st.form_submit_button("Save", type="primary", icon=":material/save:")
            st.form_submit_button("Discard", on_click=_close)
    if saving:
        _save(written, slug=slug if act == "edit" else "", reason=reason, base=document.version)


def _empty(kind: Literal["article", "playbook"]) -> Document:
    playbook = _NO_PLAYBOOK if kind == "playbook" else None
    return Document("", kind, "", "", "", (), (), "any", "Our own practice", "", playbook=playbook)


def _fields(document: Document, held: Library, key: str) -> Document:
    """The document as the form has it."""
    title = st.text_input("Title", document.title, key=f"{key}.title", max_chars=200)
    summary = st.text_input(
        "In one sentence", document.summary, key=f"{key}.summary", max_chars=400
    )
    topic, stage, skills = _choices(document, held, key)
    situations = _situations(document, held, key)
    playbook = None
    if document.playbook is not None:
        playbook = knowledge_playbook.fields(document.playbook, held, key)
    body = st.text_area(
        "Why it works" if playbook else "Text",
        document.body,
        key=f"{key}.body",
        height=160 if playbook else 420,
        max_chars=MAX_CHARACTERS // 2,
        help="Markdown: ## for a heading, - for a list, ** for bold. Links and pictures show as text.",
    )
    source = st.text_input("Source", document.source, key=f"{key}.source", max_chars=400)
    return replace(
        document,
        title=title.strip(),
        summary=summary.strip(),
        topic=topic,
        stage=stage,
        skills=skills,
        situations=situations,
        playbook=playbook,
        body=body.strip(),
        source=source.strip(),
    )


def _choices(document: Document, held: Library, key: str) -> tuple[str, str, tuple[str, ...]]:
    """Topic, stage and skills."""
    with st.container(horizontal=True):
        topics = list(held.topics)
        topic = st.selectbox(
            "Topic",
            topics,
            index=topics.index(document.topic) if document.topic in topics else None,
            key=f"{key}.topic",
            accept_new_options=True,
            placeholder="Choose, or type a new one",
        )
        stage = st.selectbox(
            "Stage",
            STAGES,
            index=STAGES.index(document.stage),
            format_func=words.name,
            key=f"{key}.stage",
        )
        skills = st.multiselect(
            "Skills",
            list(skill_areas()),
            default=list(document.skills),
            format_func=lambda slug: skill_areas()[slug].title,
            key=f"{key}.skills",
        )
    return str(topic or "").strip(), stage, tuple(skills)


def _situations(document: Document, held: Library, key: str) -> tuple[str, ...]:
    """An article says where it helps; a playbook is about its own situation."""
    if document.kind == "playbook":
        return tuple(one for one in document.situations if one != document.slug)
    titles = {one.slug: one.title for one in held.playbooks}
    chosen = st.multiselect(
        "Situations it helps in",
        list(titles),
        default=[one for one in document.situations if one in titles],
        format_func=lambda slug: safe.plain(titles.get(slug, slug)),
        key=f"{key}.situations",
    )
    return tuple(chosen)


def _save(written: Document, *, slug: str, reason: str, base: int) -> None:
    try:
        saved = save(
            wiring.cockpit().store,
            current_actor(),
            render(written),
            slug=slug,
            reason=reason,
            base=base if slug else None,
        )
    except RapportError as error:
        failure.show(error)
        return
    _finish(saved)


def _upload() -> None:
    file = st.file_uploader(
        "Or a file",
        type=["md"],
        key="knowledge.file",
        max_upload_size=1,
        help="A text as Download gives it: front matter, then Markdown.",
    )
    if file is None or not st.button("Add the file", key="knowledge.file.add"):
        return
    try:
        text = file.getvalue().decode("utf-8", errors="replace")
        _finish(save(wiring.cockpit().store, current_actor(), text))
    except RapportError as error:
        failure.show(error)


def _finish(saved: Document) -> None:
    _close()
    st.query_params["document"] = saved.slug
    st.toast("Saved. It is found from now on.", icon=":material/check:")
    st.rerun()
