"""An article or a playbook on screen: in the page, or in a drawer beside whatever cites it."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.coaching.knowledge import Document, Library, Phase, Playbook, library
from core.coaching.knowledge.check import citing, in_words
from core.coaching.skill_areas import skill_areas
from core.ui import safe, words
from core.ui.identity import current_actor

_ASKED = "document.asked"
_SHOWN = "document.shown"
_DRAWER = "drawer"
ICONS = {"article": ":material/article:", "playbook": ":material/conversion_path:"}


def ask_for_document(slug: str) -> None:
    """Widget callback: open this document in the drawer in this run (``forms.open_drawer``)."""
    st.session_state[_ASKED] = slug


def open_drawer() -> bool:
    """Open the drawer where a callback asked for it; whether it did."""
    slug = st.session_state.pop(_ASKED, None)
    if slug is None:
        return False
    st.session_state[_SHOWN] = [slug]
    _drawer()
    return True


@st.dialog("From the knowledge base", width=760, position="right")
def _drawer() -> None:
    trail = st.session_state.get(_SHOWN) or [""]
    document = _held().get(trail[-1])
    if len(trail) > 1:
        st.button("Back", icon=":material/arrow_back:", type="tertiary", on_click=_back)
    if document is None:
        st.caption("This document is out of use. What was said with it stands as it was.")
        return
    draw(document, key=_DRAWER)


def _held() -> Library:
    # It keeps itself; a cache of pages would copy all of it each time.
    return library(wiring.cockpit().store, current_actor())


def _back() -> None:
    st.session_state[_SHOWN] = st.session_state[_SHOWN][:-1]


def _follow(slug: str) -> None:
    st.session_state[_SHOWN] = [*st.session_state.get(_SHOWN, []), slug]


def draw(document: Document, *, key: str) -> None:
    """The whole of it. ``key`` is ``drawer`` inside the drawer, where links stay."""
    title = safe.label(document.title)
    if key == _DRAWER:
        st.title(title, anchor=False)
    else:
        st.subheader(title, anchor=False)
    st.text(document.summary)
    _about(document)
    held = _held()
    titles = {slug: one.title for slug, one in held.documents.items()}
    if document.playbook is not None:
        _playbook(document.playbook, titles, key)
    if document.body:
        if document.playbook is not None:
            _heading("Why it works", key)
        st.markdown(safe.prose(document.body, bold=key == _DRAWER))
    if document.kind == "article":
        _used_by(document, key)
    origin = "Shipped with Rapport" if not document.is_own else f"Written here by {document.author}"
    st.caption(safe.label(f"{origin} · Source: {document.source}", 300))


def _about(document: Document) -> None:
    """Kind, topic, stage and skills, at a glance."""
    with st.container(horizontal=True, gap="small"):
        st.badge(safe.label(words.name(document.kind)), icon=ICONS[document.kind], color="blue")
        st.badge(safe.label(document.topic, 40), color="gray")
        if document.stage != "any":
            st.badge(safe.label(words.name(document.stage)), icon=":material/flag:", color="gray")
        for skill in document.skills:
            st.badge(safe.own(skill_areas()[skill].title), icon=":material/school:", color="gray")


def _playbook(playbook: Playbook, titles: dict[str, str], key: str) -> None:
    _heading("What is at stake", key)
    for sentence in playbook.analysis:
        st.text(in_words(sentence))
    for number, phase in enumerate(playbook.phases):
        _heading(f"{number + 1}. {phase.name}", key)
        st.caption(safe.label(_when(phase)))
        for line, step in enumerate(phase.steps):
            widget = f"{key}.step.{number}.{line}"
            _line(in_words(step.do), step.article, titles, widget, key)
    if playbook.watch_outs:
        _heading("Watch out for", key)
    for number, watch_out in enumerate(playbook.watch_outs):
        _line(watch_out.say, watch_out.article, titles, f"{key}.watch.{number}", key)
    if playbook.objections:
        _heading("What they may say, and an answer", key)
    for number, objection in enumerate(playbook.objections):
        st.text(f"“{objection.they_say}”")
        _line(objection.answer, objection.article, titles, f"{key}.objection.{number}", key)


def _heading(text: str, key: str) -> None:
    # A drawer makes headings smaller than the text beneath them.
    shown = safe.label(text)
    if key == _DRAWER:
        st.markdown(f"**{shown}**")
    else:
        st.markdown(f"#### {shown}")


def _when(phase: Phase) -> str:
    said = words.sentence(phase.when)
    return f"{said} · by day {phase.due_days}" if phase.due_days else said


def _line(text: str, article: str, titles: dict[str, str], widget: str, key: str) -> None:
    with st.container(gap=None, key=f"document.line.{widget}"):
        st.text(f"•  {text}")
        if article:
            _link(article, titles.get(article, article), widget, key)


def _link(slug: str, title: str, widget: str, key: str, kind: str = "article") -> None:
    st.button(
        safe.label(title, 90),
        key=f"document.{widget}",
        icon=ICONS[kind],
        type="tertiary",
        on_click=_follow if key == _DRAWER else ask_for_document,
        args=(slug,),
    )


def _used_by(document: Document, key: str) -> None:
    users = citing(document.slug, _held())
    if not users:
        return
    st.caption("Playbooks that rest on it")
    with st.container(horizontal=True, gap="small"):
        for user in users:
            _link(user.slug, user.title, f"{key}.user.{user.slug}", key, user.kind)
