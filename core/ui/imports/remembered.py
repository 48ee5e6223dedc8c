"""How imported files were read, what a person said of it, and what is followed for later files."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from core import capture
from core.capture.explained import explain, sentence
from core.capture.learned import Choice
from core.characters import named
from core.store import Row
from core.ui import queries, safe, tables, words
from core.ui.imports import taught
from core.ui.imports.parts import PARTS
from core.ui.opener import View
from core.ui.tables import Column

_CHARACTERS = ("delimiter", "quote", "escape")


def said(choices: dict[str, Any]) -> str:
    """``quote apostrophe, header line 3``: options a person gave, in words."""
    parts = []
    for name, value in choices.items():
        if name in ("remember", "full_export", "exported_at"):
            continue
        shown = named(str(value)) if name in _CHARACTERS else str(value)
        parts.append(f"{name.replace('_', ' ')} {shown}")
    return ", ".join(parts)


_LEARNED = taught.Taught[Choice](
    key="learned",
    icon=":material/history_edu:",
    caption="Followed for files whose columns are named by the same line. Encoding, decimal mark, "
    "order of dates and zone are only filled in when a file asks.",
    columns=(
        Column("Said of", "file_name", width="medium"),
        Column("What", lambda choice: said(dict(choice.choices)), width="large"),
        Column("When", "saved_at", "moment"),
        Column("By", "saved_by"),
    ),
    alt="Corrected readings that are followed",
    forget=lambda store, actor, choice: capture.forget_reading(store, actor, choice.fingerprint),
    forgotten="Forgotten; such files are read by their bytes alone.",
)


def readings(rows: list[Row]) -> None:
    """How one imported file was read, chosen among all."""
    names = {
        row["batch_id"]: f"Import {row['import_id']}: "
        + " / ".join(part for part in (row["file_name"], row["member_name"]) if part)
        for row in rows
    }
    with st.expander("How was a file read?", icon=":material/troubleshoot:"):
        batch = st.selectbox(
            "File",
            list(names),
            format_func=lambda number: safe.plain(names.get(number, "")),
            key="history.reading",
            width=420,
        )
        row = next((row for row in rows if row["batch_id"] == batch), rows[0])
        reading, options = (json.loads(row[name] or "{}") for name in ("reading", "options"))
        told = sentence(reading)
        if told:
            st.markdown(f"**{safe.label(told[:1].upper() + told[1:], 300)}**")
        answers = said(options)
        st.caption(
            f"Said of it: {safe.label(answers, 300)}." if answers else "Nothing was said of it."
        )
        if parts := explain(reading, options):
            tables.show(
                parts,
                PARTS,
                key="history.parts",
                alt="Each part of the reading and why",
                height=31 * (len(parts) + 1) + 4,
            )


def learned(view: View) -> None:
    """What is followed for files of the same shape, and forgetting it."""
    choices = queries.ask(capture.learned_readings, view.actor)
    title = f"What is remembered of {words.plural(len(choices), 'kind')} of files"
    taught.draw(view, title, choices, _LEARNED)
