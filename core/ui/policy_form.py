"""The thresholds in a form: only values are taken from the browser, and only to known thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from core import policy as policies
from core import wiring
from core.errors import InvalidInput
from core.policy import Change, Policy, Threshold
from core.ui import safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.tables import Column

Named = tuple[str, Threshold]
Changes = dict[tuple[str, str], float | None]

_VALUES = {"Every tier": "", "Enterprise": "enterprise", "Mid-market": "mid_market", "SMB": "smb"}
_CHANGES = (
    Column("Threshold", "name", pinned=True, width="medium"),
    Column("Tier", lambda change: words.name(change.tier) if change.tier else "Every tier"),
    Column("Before", lambda change: words.number(change.before, 2)),
    Column("After", lambda change: words.number(change.after, 2)),
)


def sections(policy: Policy) -> list[tuple[str, list[Named]]]:
    """The thresholds by section, in the policy's order."""
    items = sorted(
        policy.thresholds.items(),
        key=lambda item: list(policy.thresholds).index(item[0]),
    )
    grouped = groupby(items, key=lambda item: item[1].section)
    merged: dict[str, list[Named]] = {}
    for section, group in grouped:
        merged.setdefault(section, []).extend(group)
    return list(merged.items())


def editor(section: str, rows: Sequence[Named], *, editable: bool) -> Changes:
    """One section as a table; returns the values changed, by threshold and tier."""
    key = f"policy.{section}"
    st.data_editor(
        _frame(rows),
        key=key,
        column_config=_config(),
        disabled=True if not editable else ["Threshold", "Unit", "Allowed", "Meaning", "Source"],
        hide_index=True,
        num_rows="fixed",
        alt=f"Thresholds: {section}",
        row_height=31,
        placeholder="as every tier",
    )
    return changed(rows, st.session_state[key]["edited_rows"]) if editable else {}


def changed(rows: Sequence[Named], edited: dict[int, dict[str, Any]]) -> Changes:
    """What an edit means. Of all that a browser may send, only the four value columns count."""
    found: Changes = {}
    for index, cells in edited.items():
        if not 0 <= int(index) < len(rows):
            continue
        name, threshold = rows[int(index)]
        for label, value in cells.items():
            if label not in _VALUES:
                continue
            tier = _VALUES[label]
            number = None if value is None else float(value)
            if number is None and not tier:
                continue
            if threshold.values.get(tier) != number:
                found[name, tier] = number
    return found


def _frame(rows: Sequence[Named]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    values = {
        label: pa.array([threshold.values.get(tier) for _, threshold in rows], pa.float64())
        for label, tier in _VALUES.items()
    }
    own = [threshold for _, threshold in rows]
    return pa.table(
        {
            "Threshold": [safe.plain(threshold.label) for threshold in own],
            **values,
            "Unit": [threshold.unit for threshold in own],
            "Allowed": [f"{t.min:g} to {t.max:g}" for t in own],
            "Meaning": [safe.plain(threshold.description) for threshold in own],
            "Source": [safe.plain(threshold.source) for threshold in own],
        }
    ).to_pandas()


def _config() -> dict[str, Any]:
    make = st.column_config
    texts = {
        "Threshold": make.TextColumn(width="medium"),
        "Meaning": make.TextColumn(width="large"),
        "Source": make.TextColumn(width="medium"),
    }
    return {**texts, **{label: make.NumberColumn(format="%g", width=90) for label in _VALUES}}


def save(before: Policy, changes: Changes) -> None:
    """What would change, and a form to put it in force with a reason."""
    try:
        after = before.with_values(changes)
    except InvalidInput as error:
        st.error(safe.label(error.remedy), title=safe.label(error.message, 400))
        return
    st.subheader(f"{words.plural(len(changes), 'value')} changed", anchor=False)
    compare(policies.diff(before, after))
    with (
        st.form("policy.form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("Reason", key="policy.reason", max_chars=300)
        st.form_submit_button(
            "Put in force", type="primary", icon=":material/gavel:", on_click=_save, args=(changes,)
        )


def _save(changes: Changes) -> None:
    def use_case() -> object:
        store = wiring.cockpit().store
        policy = policies.current(store).with_values(changes)
        return policies.save(store, current_actor(), policy, st.session_state["policy.reason"])

    if act(use_case, "In force. Scores follow at the next look.") is not None:
        for key in list(st.session_state):
            if str(key).startswith("policy."):
                del st.session_state[key]


def compare(changes: Sequence[Change]) -> None:
    """The values that differ between two versions."""
    tables.show(changes, _CHANGES, key=f"policy-diff-{len(changes)}", alt="Changed thresholds")
