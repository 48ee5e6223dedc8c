"""A preview drawn: the first rows as a table, and the lines of the file with what each is taken for."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from core.capture import Preview
from core.ui import safe, tables, words

Height = int | Literal["content"]

_KINDS = {
    "above": "above",
    "header": "names",
    "record": "",
    "refused": "refused",
    "below": "below",
    "": "",
}
_TAB = "⇥"
_COLUMNS = 40
_CELL = 160
_SCROLLED = 18


def draw(found: Preview, key: str) -> None:
    """The table, or why there is none, and the lines; the person chooses which of both."""
    if found.problem:
        st.error(safe.label(found.problem, 400), icon=":material/error:")
    if found.is_excerpt:
        st.caption("A large file: its beginning is shown; the end is looked at when it is read.")
    views = ["Table", "Lines of the file"] if found.header else ["Lines of the file"]
    view = st.segmented_control(
        "Preview",
        views,
        default=views[0],
        required=True,
        key=f"{key}.view.{len(views)}",
        label_visibility="collapsed",
    )
    if view == "Table":
        _table(found, key)
    else:
        _lines(found)


def _table(found: Preview, key: str) -> None:
    import pyarrow as pa  # noqa: PLC0415

    names = unique(found.header)
    first = 0
    if len(names) > _COLUMNS:
        with st.container(horizontal=True, vertical_alignment="center"):
            pages = -(-len(names) // _COLUMNS)
            page = st.pagination(pages, width=tables.pager_width(pages), key=f"{key}.columns")
            first = (page - 1) * _COLUMNS
            last = min(first + _COLUMNS, len(names))
            st.caption(
                f"Columns {words.number(first + 1)} to {words.number(last)} of "
                f"{words.number(len(names))}"
            )
    places = range(first, min(first + _COLUMNS, len(names)))
    data = {
        names[at]: [safe.plain(row[at])[:_CELL] if at < len(row) else "" for row in found.rows]
        for at in places
    }
    st.dataframe(
        pa.table(data),
        hide_index=True,
        row_height=31,
        height=31 * (len(found.rows) + 1) + 4,
        alt="First rows of the file as read",
    )
    told = f"{words.plural(found.records, 'record')}, {words.plural(len(names), 'column')}"
    refused = f", {words.number(found.refused)} refused" if found.refused else ""
    st.caption(f"{safe.own(told)}{refused}; the first {words.number(len(found.rows))} are shown.")


def unique(header: tuple[str, ...]) -> list[str]:
    """Column names to show: empty and repeated ones told apart."""
    seen: dict[str, int] = {}
    names = []
    for at, name in enumerate(header, start=1):
        shown = safe.plain(name) or f"(column {at}, no name)"
        seen[shown] = seen.get(shown, 0) + 1
        while seen[shown] > 1 and f"{shown} ({seen[shown]})" in seen:
            seen[shown] += 1
        if seen[shown] > 1:
            shown = f"{shown} ({seen[shown]})"
            seen[shown] = 1
        names.append(shown)
    return names


def _lines(found: Preview) -> None:
    if not found.lines:
        st.caption("The file holds no text to show.")
        return
    height: Height = 420 if len(found.lines) > _SCROLLED else "content"
    st.code(as_text(found), language=None, height=height)
    notes = ["Marked are lines above the table, its names, and lines below it."]
    if found.problem:
        notes = []
    if any("\t" in line.text for line in found.lines):
        notes.append(f"{_TAB} stands for a tab.")
    st.caption(safe.own(" ".join(notes)))


def as_text(found: Preview) -> str:
    """The lines with their numbers and marks, as they stand in the file."""
    wide = len(str(max((line.number for line in found.lines), default=0)))
    shown, before = [], 0
    for line in found.lines:
        if line.number != before + 1 and (before or line.number > 1):
            shown.append("…")
        before = line.number or before
        number = str(line.number) if line.number else ""
        text = safe.line(line.text.replace("\t", _TAB))
        shown.append(f"{number:>{wide}}  {_KINDS[line.kind]:<7}  {text}".rstrip())
    return "\n".join(shown)
