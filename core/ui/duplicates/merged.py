"""Records that are one: their members, and the record made of them with the source of each field."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.capture.identity.preview import GoldenField, golden_fields
from core.capture.identity.review import clusters
from core.errors import RapportError
from core.ui import failure, forms, queries, safe, tables, words
from core.ui.duplicates import fields
from core.ui.duplicates.chosen import LABELS, chosen
from core.ui.opener import View
from core.ui.tables import Column

_CHOSEN = "duplicates.cluster"


def _place(line: GoldenField) -> str:
    return f"{line.file_name}, line {line.line}" if line.line else line.file_name


def _systems(row: dict[str, Any]) -> str:
    return ", ".join(dict.fromkeys(fields.system(one["source_system"]) for one in row["members"]))


def _members(row: dict[str, Any]) -> str:
    return "; ".join(f"{one['label']} ({one['source_id']})" for one in row["members"])


def _others(line: Any) -> str:
    return "; ".join(fields.golden_text(text, line.field) for _, text in line.others)


_COLUMNS = (
    Column("Stands as", lambda row: row["label"], width="medium"),
    Column("Records", lambda row: len(row["members"]), "number", width=80),
    Column("From", _systems, width=140),
    Column("Members", _members, width=330),
    Column("Decided", lambda row: row["decided_at"], "moment"),
    Column("By the matching", lambda row: row["has_automatic"], "yes"),
)
_FIELDS = (
    Column("Field", lambda row: fields.name(row.field), width=120),
    Column("Value", lambda row: fields.golden_text(row.value, row.field), width=190),
    Column("Others say", _others, width=170),
    Column("Chosen as", lambda row: fields.rule(row.rule), width=150),
    Column("From", lambda row: f"{fields.system(row.source_system)} {row.source_id}", width=190),
    Column("File and line", _place, width=190),
)


def draw(view: View) -> None:
    """The merged records; one is opened field by field."""
    entity = chosen(view)
    text = st.text_input(
        "Search",
        key=f"duplicates.merged.search.{entity}",
        placeholder="Name, address or identifier of any member",
        icon=":material/search:",
        label_visibility="collapsed",
        width=330,
    )
    place = f"duplicates.merged.{entity}"
    found = queries.ask(
        clusters,
        view.actor,
        entity,
        search=text.strip(),
        limit=tables.PAGE_SIZE,
        offset=tables.place(place),
    )
    if not found.rows:
        st.caption(
            f"No {safe.own(LABELS[entity].lower())} are merged yet, or none match. Imported records stay as they "
            "are; what is decided here makes several of them one."
        )
        return
    tables.show(
        found.rows,
        _COLUMNS,
        key=f"duplicates.clusters.{entity}",
        alt="Merged records with their members and systems",
        on_open=_choose,
    )
    tables.offset(found.total, key=place)
    keys = [row["cluster_key"] for row in found.rows]
    key = st.session_state.get(_CHOSEN)
    _one(view, entity, found.rows[keys.index(key) if key in keys else 0])


def _choose(row: dict[str, Any]) -> None:
    st.session_state[_CHOSEN] = row["cluster_key"]


def _one(view: View, entity: str, row: dict[str, Any]) -> None:
    try:
        found = queries.ask(golden_fields, view.actor, entity, row["cluster_key"])
    except RapportError as error:
        failure.show(error)
        return
    st.subheader(safe.label(row["label"], 90), anchor=False)
    st.caption(
        "Which value stands, by which rule, from which record. Rules are set on the Rules tab."
    )
    shown = [line for line in found if line.field not in fields.LEFT_OUT]
    tables.show(
        shown,
        _FIELDS,
        key="duplicates.golden",
        alt="The merged record field by field: value, rule and record it is from",
        on_open=lambda line: _open(entity, line),
        open_label=":material/description: Line",
    )


def _open(entity: str, line: GoldenField) -> None:
    forms.ask_for_reference(
        f"{words.name(line.field)}: {line.value}", f"crm.{entity}/{line.member_key}"
    )
