"""Documents of facts for a conversation with an executive: on screen, as Markdown, as PDF."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core import cockpit, wiring
from core.cockpit.account import AccountDetail
from core.cockpit.communications import readers
from core.drafting.documents import DOCUMENT_KINDS, SHEETS, Document, Row, Section, make
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.drafting.prompts import load_prompt
from core.errors import RapportError
from core.ui import failure, queries, safe, tables, words
from core.ui.command import Wish
from core.ui.opener import View
from core.ui.tables import Column

_COLUMNS = ("Line", "Value", "Note")
"""Heads of the columns where a section has none of its own."""


def draw(view: View, detail: AccountDetail) -> None:
    """Choose a document; it is made at once, from the facts of today."""
    kinds = list(DOCUMENT_KINDS)
    wish: Wish | None = st.session_state.get("account.wish")
    if wish is not None and wish.kind in kinds:
        st.session_state.pop("account.wish")
        st.session_state["document.kind"] = wish.kind
        if wish.contact_key is not None:
            st.session_state["document.person"] = wish.contact_key
    with st.container(border=True, key="documents"):
        st.subheader(
            "What do you need for the conversation?", icon=":material/description:", anchor=False
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.pills(
                "Document",
                kinds,
                format_func=lambda name: load_prompt(name).meta.title,
                key="document.kind",
            )
            person = _person(view, detail, kind)
        if kind is None:
            st.caption("One page each, every line from a fact; nothing here is sent to anyone.")
            return
        try:
            sheet = _sheet(view, detail, person, kind)
            made = make(kind, sheet)
        except RapportError as error:
            failure.show(error)
            return
        _downloads(made, detail)
        _show(made, sheet)


def _person(view: View, detail: AccountDetail, kind: str | None) -> int | None:
    if kind in SHEETS:
        return _reader(view, detail, kind)
    people = queries.ask(cockpit.executives, view.actor, detail.row.account_key, view.today)
    names = {person.contact_key: person.full_name for person in people if person.status == "active"}
    if not names:
        return None
    if st.session_state.get("document.person") not in names:
        primary = next((person.contact_key for person in people if person.is_primary), None)
        st.session_state["document.person"] = primary if primary in names else next(iter(names))
    found: int = st.selectbox(
        "With",
        list(names),
        format_func=lambda key: safe.plain(names.get(key, "")),
        key="document.person",
    )
    return found


def _reader(view: View, detail: AccountDetail, kind: str) -> int | None:
    """Who works with the product, for a document that is about that."""
    found = queries.ask(readers, view.actor, detail.row.account_key, SHEETS[kind], view.today)
    names = {one.contact_key: f"{one.name} · {one.why}" for one in found}
    if not names:
        return None
    chosen: int = st.selectbox(
        "For",
        list(names),
        format_func=lambda key: safe.plain(names.get(key, "")),
        key="document.reader",
    )
    return chosen


def _sheet(view: View, detail: AccountDetail, person: int | None, kind: str) -> FactSheet:
    of = SHEETS.get(kind, "executive_outreach")
    request = DraftRequest(
        kind=of,
        account_key=detail.row.account_key,
        purpose=next(iter(load_prompt(of).meta.purposes)),
        as_of=view.today,
        sender=detail.row.owner_email or view.actor.email,
        contact_key=person,
    )
    return wiring.cockpit().drafting.prepare(view.actor, request).sheet


def _downloads(made: Document, detail: AccountDetail) -> None:
    name = f"{made.kind}-{detail.row.account_id}-{made.on}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "PDF",
            made.pdf,
            file_name=f"{name}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="document.pdf",
        )
        st.download_button(
            "HTML",
            made.html,
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/html:",
            on_click="ignore",
            key="document.html",
        )
        st.download_button(
            "Markdown",
            lambda: made.markdown().encode(),
            file_name=f"{name}.md",
            mime="text/markdown",
            icon=":material/download:",
            on_click="ignore",
            key="document.md",
        )


def _show(made: Document, sheet: FactSheet) -> None:
    st.markdown(f"**{safe.label(made.title, 120)}**")
    st.caption(safe.label(made.subtitle, 300))
    for place, section in enumerate(made.sections):
        if section.title:
            st.markdown(f"**{safe.label(section.title, 120)}**")
        _section(section, sheet, place)


def _section(section: Section, sheet: FactSheet, place: int) -> None:
    """Rows as a table whose button opens the lines behind a row."""
    width = max((len(row.cells) for row in section.rows), default=0)
    if not width:
        return
    names = section.columns or _COLUMNS
    columns = tuple(
        Column(names[place], _cell(place), width="large" if width == 1 else "medium")
        for place in range(width)
    )
    tables.show(
        section.rows,
        columns,
        key=f"document.{place}",
        alt=f"{section.title or 'Text'} of the document",
        on_open=lambda row: _rows(section.title, row.fact_ids, sheet),
        open_label=":material/manage_search: Rows",
    )


def _cell(place: int) -> Callable[[Row], str | None]:
    return lambda row: row.cells[place] if place < len(row.cells) else None


def _rows(title: str, fact_ids: tuple[str, ...], sheet: FactSheet) -> None:
    facts = [fact for name in fact_ids if (fact := sheet.get(name)) is not None]
    references = dict.fromkeys(reference for fact in facts for reference in fact.evidence)
    st.session_state["drawer"] = (
        title or "Line of the document",
        tuple(references),
        words.listed([fact.label for fact in facts]),
    )
    st.session_state.pop("evidence.reference", None)
