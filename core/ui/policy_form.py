"""The thresholds in a form: only values are taken from the browser, and only to known thresholds."""

from __future__ import annotations

import re
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
_WIDTHS = {"Every tier": 82, "Enterprise": 84, "Mid-market": 88, "SMB": 60}
"""All four beside name and unit in a window of 900 pixels."""
_CHOICES: dict[Any, float] = {"Yes": 1.0, "No": 0.0}
_ROW = 31
_INTERNAL = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
"""A threshold's name as the policy's file has it."""


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


def editor(
    section: str, rows: Sequence[Named], *, editable: bool, prefix: str = "policy"
) -> Changes:
    """One section: measures in a table of numbers, choices in one of yes and no.

    Returns the values changed, by threshold and tier. ``prefix`` tells one use of a section from another.
    """
    found: Changes = {}
    for is_choice in (False, True):
        chosen = [row for row in rows if _is_choice(row[1]) is is_choice]
        if chosen:
            key = f"{prefix}.{section}.{'choices' if is_choice else 'measures'}"
            found |= _table(section, chosen, key, is_choice=is_choice, editable=editable)
    return found


def meaning(section: str, rows: Sequence[Named]) -> None:
    """What each threshold of a section means, what it may be, and where it comes from."""
    with st.popover("Meaning and source", icon=":material/help:", type="tertiary", key=section):
        for _, threshold in rows:
            st.markdown(f"**{safe.label(threshold.label)}** ({safe.label(_unit(threshold))})")
            st.caption(
                f"{safe.label(described(threshold, rows), 600)} Allowed: {safe.label(_allowed(threshold))}. "
                f"Source: {safe.label(threshold.source, 300)}."
            )


def described(threshold: Threshold, rows: Sequence[Named]) -> str:
    """What a threshold means, with the others that it speaks of called as this page calls them."""
    labels = {
        name: f"\N{LEFT DOUBLE QUOTATION MARK}{one.label}\N{RIGHT DOUBLE QUOTATION MARK}"
        for name, one in rows
    }
    return _INTERNAL.sub(
        lambda found: labels.get(found[0], found[0].replace("_", " ")), threshold.description
    )


def _is_choice(threshold: Threshold) -> bool:
    return threshold.unit == "flag"


def _unit(threshold: Threshold) -> str:
    return "yes or no" if _is_choice(threshold) else threshold.unit


def _allowed(threshold: Threshold) -> str:
    return "yes, no" if _is_choice(threshold) else f"{threshold.min:g} to {threshold.max:g}"


def _table(
    section: str, rows: Sequence[Named], key: str, *, is_choice: bool, editable: bool
) -> Changes:
    st.data_editor(
        _frame(rows, is_choice=is_choice),
        key=key,
        column_config=_config(is_choice=is_choice),
        disabled=True if not editable else ["Threshold", "Unit", "Allowed", "Meaning"],
        hide_index=True,
        num_rows="fixed",
        alt=f"Thresholds: {section}",
        row_height=_ROW,
        height=_ROW * (len(rows) + 1) + 4,
        placeholder=words.NONE,
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
            number = _CHOICES.get(value, value) if isinstance(value, str) else value
            if not isinstance(number, int | float | None) or (number is None and not tier):
                continue
            if threshold.values.get(tier) != number:
                found[name, tier] = number
    return found


def _frame(rows: Sequence[Named], *, is_choice: bool) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    own = [threshold for _, threshold in rows]
    values = {
        label: pa.array([_shown(t, t.values.get(tier)) for t in own], pa.string())
        if is_choice
        else pa.array([t.values.get(tier) for t in own], pa.float64())
        for label, tier in _VALUES.items()
    }
    return pa.table(
        {
            "Threshold": [safe.plain(threshold.label) for threshold in own],
            "Unit": [_unit(threshold) for threshold in own],
            **values,
            "Allowed": [_allowed(threshold) for threshold in own],
            "Meaning": [safe.plain(described(threshold, rows)) for threshold in own],
        }
    ).to_pandas()


def _shown(threshold: Threshold, value: float | None) -> str:
    """A value in words: yes and no for choices, else the number in its unit."""
    if value is None:
        return words.NONE
    if _is_choice(threshold):
        return "Yes" if value else "No"
    return words.number(value, 2, threshold.unit)


def _config(*, is_choice: bool) -> dict[str, Any]:
    make = st.column_config
    texts = {
        "Threshold": make.TextColumn(width=158, pinned=True),
        "Unit": make.TextColumn(width=72),
        "Meaning": make.TextColumn(width="large"),
    }
    values = {
        label: make.SelectboxColumn(
            options=list(_CHOICES), width=width, required=not _VALUES[label]
        )
        if is_choice
        else make.NumberColumn(format="%g", width=width)
        for label, width in _WIDTHS.items()
    }
    return {**texts, **values}


def save(before: Policy, changes: Changes) -> None:
    """What would change, and a form to put it in force with a reason."""
    try:
        after = before.with_values(changes)
    except InvalidInput as error:
        st.error(safe.label(error.remedy), title=safe.label(error.message, 400))
        return
    st.subheader(f"{words.plural(len(changes), 'value')} changed", anchor=False)
    compare(after, policies.diff(before, after))
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
            if str(key).startswith(("policy.", "simulate.")):
                del st.session_state[key]


def compare(policy: Policy, changes: Sequence[Change]) -> None:
    """The values that differ between two versions, in the units of ``policy``."""

    def shown(change: Change, value: float | None) -> str:
        threshold = policy.thresholds.get(change.name)
        return _shown(threshold, value) if threshold else words.number(value, 2)

    def label(change: Change) -> str:
        threshold = policy.thresholds.get(change.name)
        return threshold.label if threshold else words.name(change.name)

    columns = (
        Column("Threshold", label, pinned=True, width="medium"),
        Column("Tier", lambda change: words.name(change.tier) if change.tier else "Every tier"),
        Column("Before", lambda change: shown(change, change.before)),
        Column("After", lambda change: shown(change, change.after)),
    )
    tables.show(changes, columns, key=f"policy-diff-{len(changes)}", alt="Changed thresholds")
