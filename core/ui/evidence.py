"""The drawer that opens a number down to the line of the file it came from."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import cockpit
from core.cockpit.evidence import Evidence
from core.errors import RapportError
from core.ui import failure, queries, safe, tables, words
from core.ui.identity import current_actor
from core.ui.tables import Column

_COLUMNS = (
    Column("What", lambda row: words.name(row.table.removeprefix("crm."))),
    Column("When", "at"),
    Column("Title", "title", width="large"),
    Column("File", lambda row: row.file_name or "posted, no file"),
    Column("Line", "line", "number"),
    Column("System", "source_system"),
    Column("Identifier", "source_id"),
)


@st.dialog("Where this comes from", width=760, position="right")
def drawer(title: str, references: Sequence[str], note: str = "") -> None:
    """The imported rows behind a number; choosing one shows its line as the file has it."""
    actor = current_actor()
    st.markdown(f"**{safe.label(title)}**")
    if note:
        st.caption(safe.label(note, 600))
    try:
        rows = queries.ask(cockpit.evidence, actor, tuple(references))
    except RapportError as error:
        failure.show(error)
        return
    if not rows:
        st.caption(
            "No imported row stands behind this. A missing measure gives no points and takes no "
            "weight; a count of zero is counted, not read."
        )
        return
    st.caption(f"{words.plural(len(rows), 'imported row')}, newest first where they have a date.")
    tables.show(
        rows,
        _COLUMNS,
        key="evidence",
        alt="Imported rows behind this number",
        on_open=_choose,
        open_label=":material/description: Line",
        height=31 * (min(len(rows), 7) + 1) + 4,
    )
    chosen = st.session_state.get("evidence.reference", "")
    known = {row.reference: row for row in rows}
    _line(known.get(chosen, rows[0]))


def _choose(row: Evidence) -> None:
    st.session_state["evidence.reference"] = row.reference


def _line(row: Evidence) -> None:
    """One record: file, line, and every column as text."""
    try:
        found = queries.ask(cockpit.source_line, current_actor(), row.reference)
    except RapportError as error:
        failure.show(error)
        return
    where = " / ".join(part for part in (row.file_name, row.member_name) if part)
    with st.container(border=True, key="source-line"):
        st.header(
            f"{safe.label(where)}, line {words.number(row.line)}",
            icon=":material/description:",
            anchor=False,
        )
        st.caption("The record as it was read, column by column.")
        tables.show(
            found.record,
            (
                Column("Column of the file", lambda pair: pair[0]),
                Column("Value", lambda pair: pair[1], width="large"),
            ),
            key="evidence.record",
            alt="The record as read from the file",
        )
        st.caption("As it was understood")
        tables.show(
            row.columns,
            (
                Column("Field", lambda pair: words.name(pair[0])),
                Column("Value", lambda pair: pair[1], width="large"),
            ),
            key="evidence.columns",
            alt="The canonical fields made from the record",
        )
