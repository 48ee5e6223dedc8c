"""The mapping editor: which column of an unknown file fills which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st
import tomli_w

from core import capture, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture import FilePlan, Suggestion
from core.capture.mapping.suggest import SHARED
from core.capture.targets import TARGETS
from core.errors import InvalidInput
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.imports.desk import answer

_SAMPLES = 3


def editor(file: FilePlan, *, key: str, first: bool) -> None:
    """Sample rows, suggested fields with their confidence, and a form that saves a mapping."""
    source = file.source
    if source is None:
        return
    with st.expander(
        f"What do the columns of {safe.label(Path(file.report.path).name)} mean?",
        icon=":material/conversion_path:",
        expanded=first,
    ):
        if not allows(current_actor(), Permission.MAPPING_SAVE):
            st.caption("An analyst can say so; the file waits.")
            return
        st.caption("Suggestions are filled in. What stays empty is not imported.")
        table = _table(file, key)
        chosen = _columns(file, table, key)
        _save(file, table, chosen, key)


def _table(file: FilePlan, key: str) -> str:
    names = [target.name for target in TARGETS.values()]
    suggested = (
        file.report.suggestions[0].table.removeprefix("crm.")
        if file.report.suggestions
        else names[0]
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        table = st.selectbox(
            "Each record is",
            names,
            index=names.index(suggested) if suggested in names else 0,
            format_func=lambda name: words.name(name).lower(),
            key=f"{key}.table",
            width=240,
        )
        stem = Path(file.report.path).stem.lower()
        plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in stem).strip("_")
        st.text_input("System it comes from", "own", key=f"{key}.system", max_chars=40, width=220)
        st.text_input("Name of the mapping", plain[:40] or "export", key=f"{key}.name", width=260)
    return table if table in names else names[0]


def _columns(file: FilePlan, table: str, key: str) -> dict[str, str]:
    """Field by column, as chosen. The browser chooses; names of columns are the file's own."""
    source = file.source
    if source is None:
        return {}
    fields = list(TARGETS[table].all_fields)
    suggested = {
        one.column: one
        for one in file.report.suggestions
        if one.table.removeprefix("crm.") == table
    }
    header = list(dict.fromkeys(source.header))
    editor_key = f"{key}.{table}.columns"
    st.data_editor(
        _frame(header, source, suggested),
        key=editor_key,
        column_config={
            "Fills": st.column_config.SelectboxColumn(options=fields, width="medium"),
            "Confidence": st.column_config.ProgressColumn(
                min_value=0, max_value=1, format="percent", width=110
            ),
        },
        disabled=["Column of the file", "Samples", "Confidence", "Why"],
        hide_index=True,
        num_rows="fixed",
        row_height=31,
        height=31 * (min(len(header), 18) + 1) + 4,
        alt="Columns of the file and the field each fills",
    )
    edited: Mapping[int, Mapping[str, Any]] = st.session_state[editor_key]["edited_rows"]
    return chosen_fields(header, {c: s.field for c, s in suggested.items()}, edited, fields)


def chosen_fields(
    header: Sequence[str],
    suggested: Mapping[str, str],
    edited: Mapping[int, Mapping[str, Any]],
    fields: Sequence[str],
) -> dict[str, str]:
    """Field by column: the suggestions, changed where the person chose a known field or none."""
    found = {column: field for column, field in suggested.items() if field in fields}
    for index, cells in edited.items():
        if not 0 <= int(index) < len(header) or "Fills" not in cells:
            continue
        column, wanted = header[int(index)], cells["Fills"]
        if wanted in fields:
            found[column] = wanted
        elif not wanted:
            found.pop(column, None)
    return found


def _frame(header: Sequence[str], source: Any, suggested: Mapping[str, Any]) -> Any:
    import pandas as pd  # noqa: PLC0415

    places = {column: list(source.header).index(column) for column in header}
    samples = [
        " | ".join(
            safe.plain(row[places[column]])[:60]
            for row in source.sample[:_SAMPLES]
            if places[column] < len(row)
        )
        for column in header
    ]
    return pd.DataFrame(
        {
            "Column of the file": [safe.plain(column) for column in header],
            "Samples": samples,
            "Fills": [suggested[c].field if c in suggested else None for c in header],
            "Confidence": [suggested[c].confidence if c in suggested else None for c in header],
            "Why": [_why(suggested[c]) if c in suggested else "" for c in header],
        }
    )


def _why(one: Suggestion) -> str:
    """Why a field is suggested, and what else the column could be."""
    others = words.listed([words.name(field).lower() for field in one.alternatives], 3)
    return safe.plain(f"{one.because}; or {others}" if others else one.because)


def _save(file: FilePlan, table: str, chosen: dict[str, str], key: str) -> None:
    header = list(dict.fromkeys(file.source.header)) if file.source else []
    target = TARGETS[table]
    guess = next(
        (column for column in header if column.lower() in ("id", f"{table}_id")), header[0]
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        identity = st.selectbox(
            "Each record is named by",
            header,
            index=header.index(guess),
            format_func=safe.plain,
            key=f"{key}.identity",
            width=260,
        )
        missing = [field for field in target.required if field not in chosen.values()]
        st.button(
            "Save the mapping",
            type="primary",
            icon=":material/save:",
            key=f"{key}.save",
            disabled=bool(missing),
            on_click=_saved,
            args=(table, identity, chosen, key),
        )
    if missing:
        st.caption(
            f"Still needed: {safe.label(words.listed([words.name(field) for field in missing], 6))}"
        )


def _saved(table: str, identity: str, chosen: dict[str, str], key: str) -> None:
    state = st.session_state

    def use_case() -> bool:
        text = document(
            system=str(state.get(f"{key}.system", "")),
            name=str(state.get(f"{key}.name", "")),
            table=table,
            identity=identity,
            columns=chosen,
        )
        capture.save_mapping(wiring.cockpit().store, current_actor(), text)
        return True

    if act(use_case, "Mapping saved; the files are checked again."):
        answer()


def document(
    *, system: str, name: str, table: str, identity: str, columns: Mapping[str, str]
) -> str:
    """A mapping as TOML, in the form of ``data/mappings``."""
    filled: dict[str, list[str]] = {}
    for column, field in columns.items():
        filled.setdefault(field, []).append(column)
    if any(len(found) > 1 and field not in SHARED for field, found in filled.items()):
        raise InvalidInput("Two columns fill the same field.", "Choose one column for each field.")
    system, name = system.strip().lower(), name.strip().lower()
    required = set(TARGETS[table].required)
    recognised = [[column] for column, field in columns.items() if field in required]
    fields = {field: _source(field, found, field in required) for field, found in filled.items()}
    return tomli_w.dumps(
        {
            "kind": f"{system}.{name}",
            "title": f"{system} {name}".replace("_", " "),
            "system": system,
            "recognise": {"all": [[identity], *(c for c in recognised if c != [identity])]},
            "target": [{"table": table, "identity": [[identity]], "fields": fields}],
        }
    )


def _source(field: str, columns: Sequence[str], is_required: bool) -> dict[str, Any]:
    """Where a field comes from: one column, or several that make it up, as first and last name."""
    found: dict[str, Any] = {"join": list(columns)} if len(columns) > 1 else {"column": columns[0]}
    if field in ("owner_email", "assignee_email"):
        found["as"] = "member"
    return {**found, "required": True} if is_required else found
