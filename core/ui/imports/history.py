"""What was imported, the rows it refused, and taking an import back as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from core import capture, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.csv_text import to_csv
from core.store import Row
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor, rechecked_actor
from core.ui.imports import confirmed, remembered
from core.ui.opener import View
from core.ui.tables import Column


def _field(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def _file(row: Row) -> str:
    return " / ".join(part for part in (row["file_name"], row["member_name"]) if part)


_COLUMNS = (
    Column("Import", _field("import_id"), "number"),
    Column("File", _file, width="medium"),
    Column("State", lambda row: "○ Undone" if row["undone_at"] else "● In force"),
    Column("Kind", _field("kind")),
    Column("Read", _field("read_rows"), "number"),
    Column("Accepted", _field("accepted_rows"), "number"),
    Column("Refused", _field("refused_rows"), "number"),
    Column("New", _field("new_rows"), "number"),
    Column("Changed", _field("changed_rows"), "number"),
    Column("Without account", _field("unplaced_rows"), "number"),
    Column("Imported", _field("imported_at"), "moment"),
    Column("By", _field("imported_by")),
)


def draw(view: View) -> None:
    """Every file, newest first; undo and refused rows below."""
    st.subheader("What was imported?", anchor=False)
    rows = queries.ask(capture.imports, view.actor)
    if not rows:
        st.caption("Nothing yet. Drop the first exports on the Bring in tab.")
        return
    tables.show(rows, _COLUMNS, key="imports", alt="Imported files with their counts, newest first")
    remembered.readings(rows)
    remembered.learned(view)
    confirmed.names(view)
    _refused([row for row in rows if row["refused_rows"]])
    _undo(view, [row for row in rows if not row["undone_at"]])


def _refused(rows: list[Row]) -> None:
    if not rows:
        return
    names = {row["batch_id"]: f"Import {row['import_id']}: {_file(row)}" for row in rows}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        batch = st.selectbox(
            "Refused rows of",
            list(names),
            format_func=lambda batch: safe.plain(names.get(batch, "")),
            key="refused.batch",
            width=420,
        )
        asked_by = rechecked_actor()
        store = wiring.cockpit().store

        def content() -> bytes:
            found = capture.refused_rows(store, asked_by(), batch)
            about = [("Refused rows of", names[batch])]
            return to_csv(
                found.column_names, [list(row.values()) for row in found.to_pylist()], about
            )

        st.download_button(
            "CSV with line, column, value and reason",
            content,
            file_name=f"rapport-refused-{batch}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="refused.download",
        )


def _undo(view: View, rows: list[Row]) -> None:
    if not rows or not allows(view.actor, Permission.IMPORT_UNDO):
        return
    files: dict[int, list[str]] = {}
    for row in rows:
        files.setdefault(row["import_id"], []).append(_file(row))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Take back",
            list(files),
            format_func=lambda number: safe.plain(
                f"Import {number}: {words.listed(files.get(number, []))}"
            ),
            key="undo.import",
            width=420,
        )
        if st.button("Undo this import", icon=":material/undo:", key="undo.ask"):
            confirm(chosen)


@st.dialog("Undo an import")
def confirm(import_id: int) -> None:
    """Ask once more: the tables go back to how they stood before the import."""
    st.markdown(
        f"Import {words.number(import_id)} is taken back as a whole: its new records go, records it "
        "changed become what they were. Notes, corrections and assignments stay."
    )
    if st.button("Undo it", type="primary", icon=":material/undo:", key="undo.sure"):
        act(
            lambda: capture.undo(wiring.cockpit().store, current_actor(), import_id),
            "Import undone.",
        )
        st.rerun()
