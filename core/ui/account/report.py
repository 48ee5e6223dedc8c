"""The Executive Sponsor Report of the account, every line down to its rows, and what a loss would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from core import cockpit, wiring
from core.cockpit.account import AccountDetail
from core.sponsors import report as sponsor
from core.sponsors.report import Line, Loss, Part
from core.ui import queries, safe, tables, words
from core.ui.command import Wish
from core.ui.identity import rechecked_actor
from core.ui.opener import View
from core.ui.tables import Column

_FORMATS = {
    "pdf": ("PDF", "application/pdf", ":material/picture_as_pdf:"),
    "html": ("HTML pack", "text/html", ":material/verified:"),
    "md": ("Markdown", "text/markdown", ":material/download:"),
    "ics": ("Calendar", "text/calendar", ":material/event:"),
}

_STATEMENT_PIXELS = 720
"""Wide enough that the button beside it stays narrow, where a table is stretched to the page."""


def draw(view: View, detail: AccountDetail) -> None:
    """Downloads, the stress test, then the report section by section."""
    found = queries.ask(sponsor.sponsor_report, view.actor, detail.row.account_key, view.as_of)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Executive Sponsor Report", icon=":material/summarize:", anchor=False)
        st.space("stretch")
        for form in _FORMATS:
            _download(view, detail, form)
    st.caption("The HTML pack holds its manifest: `report verify` makes it anew and compares.")
    _stress(view, detail)
    for section in found.sections:
        with st.container(border=True, key=f"report.{section.name}"):
            st.subheader(safe.label(section.title, 120), anchor=False)
            for part in section.parts:
                _part(section.name, part)


def _download(view: View, detail: AccountDetail, form: str) -> None:
    label, mime, icon = _FORMATS[form]
    asked_by = rechecked_actor()
    store = wiring.cockpit().store

    def content() -> bytes:
        return sponsor.export(store, asked_by(), detail.row.account_key, view.as_of, form).content

    st.download_button(
        safe.own(label),
        content,
        file_name=f"sponsor-report-{detail.row.account_id}-{view.as_of}.{form}",
        mime=mime,
        icon=icon,
        on_click="ignore",
        type="tertiary",
        key=f"report.download.{form}",
    )


def _part(section: str, part: Part) -> None:
    if part.title:
        st.markdown(f"**{safe.label(part.title, 120)}**")
    if part.lines:
        tables.show(
            part.lines,
            _columns(part),
            key=f"report.{section}.{part.name}",
            alt=f"{part.title or section}, each line with its rows",
            on_open=lambda line: _rows(line, part),
            open_label=":material/manage_search: Rows",
        )
    for missing in part.missing:
        st.caption(safe.label(missing, 400))


def _columns(part: Part) -> Sequence[Column]:
    if part.columns:
        return [Column(name, _cell(place)) for place, name in enumerate(part.columns)]
    columns = [Column("Statement", _said, width=_STATEMENT_PIXELS)]
    if any(line.lead for line in part.lines):
        columns.insert(0, Column("About", _lead, width=230))
    if any(line.rule for line in part.lines):
        columns.append(Column("Rule", lambda line: words.name(line.rule) if line.rule else None))
    return columns


def _cell(place: int) -> Callable[[Line], str | None]:
    return lambda line: line.cells[place] if place < len(line.cells) else None


def _said(line: Line) -> str:
    return line.text or line.lead


def _lead(line: Line) -> str:
    return "\N{EM SPACE}" * line.depth + (line.lead if line.text else "")


def _rows(line: Line, part: Part) -> None:
    st.session_state["drawer"] = (part.title or "Line of the report", line.evidence, line.sentence)
    st.session_state.pop("evidence.reference", None)


def _stress(view: View, detail: AccountDetail) -> None:
    people = queries.ask(cockpit.executives, view.actor, detail.row.account_key, view.as_of)
    names = {person.contact_key: person.full_name for person in people if person.status == "active"}
    if not names:
        return
    wish: Wish | None = st.session_state.get("account.wish")
    if wish is not None and wish.kind == "stress_test":
        st.session_state.pop("account.wish")
        if wish.contact_key in names:
            st.session_state["stress.person"] = wish.contact_key
    if st.session_state.get("stress.person") not in names:
        st.session_state.pop("stress.person", None)
    with st.container(border=True, key="stress"):
        chosen = st.selectbox(
            "What if somebody leaves?",
            list(names),
            index=None,
            format_func=lambda key: safe.plain(names.get(key, "")),
            key="stress.person",
            placeholder="Choose a person",
        )
        if chosen is not None:
            _loss(
                queries.ask(sponsor.without, view.actor, detail.row.account_key, chosen, view.as_of)
            )


def _loss(loss: Loss) -> None:
    rows: list[tuple[str, Any, Any]] = [
        ("Engagement score", _score(loss.before.score), _score(loss.after.score)),
        ("Level", words.level(loss.before.level), words.level(loss.after.level)),
        ("Risk", words.name(loss.before.risk), words.name(loss.after.risk)),
        ("Executives", str(loss.before.executives), str(loss.after.executives)),
        ("Engaged executives", str(loss.before.threads), str(loss.after.threads)),
        ("Primary sponsor", loss.before.primary or "none", loss.after.primary or "none"),
        ("Backup", loss.before.backup or "none", loss.after.backup or "none"),
    ]
    columns = [
        Column("Measure", lambda row: row[0]),
        Column("Today", lambda row: row[1], width="medium"),
        Column("Without them", lambda row: row[2], width="medium"),
    ]
    tables.show(rows, columns, key="stress.table", alt="The account with the person and without")
    exposed = words.money(loss.arr, loss.currency) if loss.is_exposed else "none"
    deals = ", ".join(words.money(amount, code) for code, amount in loss.deals_by_currency)
    st.caption(
        safe.label(f"ARR exposed: {exposed}. Open deals they are on: {deals or 'none'}.", 300)
    )


def _score(score: float | None) -> str:
    return "abstains" if score is None else words.score(score)
