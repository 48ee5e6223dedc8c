"""Two records side by side, field by field, with the value that one record of both would have."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import streamlit as st

from core.capture.identity.preview import GoldenField
from core.capture.identity.review import Pair, Record
from core.ui import forms, safe, tables, words
from core.ui.tables import Column

LEFT_OUT = frozenset(
    {
        "account_key",
        "placed_by",
        "name_normalised",
        "account_ref",
        "account_domain_ref",
        "account_name_ref",
        "reports_to_ref",
        "parent_account_ref",
        "source_system",
        "source_id",
    }
)
"""Columns that say nothing to a person, or that the head of a record says."""
_NAMES = {
    "email": "E-mail",
    "is_primary_sponsor": "Primary sponsor",
    "created_at": "Created",
    "account_key": "Account",
}
_SYSTEMS = {"hubspot": "HubSpot"}
_CODED = frozenset({"tier", "role"})
_MONEY = frozenset({"arr_amount", "amount"})
"""Amounts are shown to the cent, for they are compared; their currency has a line of its own."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2}(\.\d+)?)?)?")

RULES = {
    "most_trusted": "the system trusted most",
    "newest": "the newest record",
    "oldest": "the oldest record",
    "most_complete": "the fullest record",
    "most_frequent": "what most records say",
    "longest": "the longest text",
    "greatest": "the greatest number",
    "least": "the least number",
    "latest": "the latest date",
    "earliest": "the earliest date",
    "most_restrictive": "the most restrictive",
    "standing": "the record that stands for all",
}


class _Line(NamedTuple):
    field: str
    left: str | None
    right: str | None
    comparison: str
    value: str | None
    chosen: str | None


def rule(name: str) -> str:
    """A rule of survivorship in words."""
    return RULES.get(name, words.name(name).lower())


def name(field: str) -> str:
    """A field in words."""
    return _NAMES.get(field) or words.name(field)


def system(value: str | None) -> str:
    """A system as its vendor writes it."""
    return _SYSTEMS.get(value or "") or words.name(value)


def _dated(value: str) -> str | None:
    """A date or a time kept as text, in words; nothing where it is neither."""
    if not _DATE.fullmatch(value):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return words.day(found) if len(value) == len("2026-01-31") else words.moment(found)


def _in_words(value: str, field: str) -> str | None:
    """A value of a field of known words, or an amount, as other pages have it; otherwise nothing."""
    if field in _CODED:
        return words.name(value)
    if field not in _MONEY:
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return words.number(amount, 2)


def golden_text(value: str, field: str = "") -> str:
    """A value of a merged record, which is kept as text, as people read it."""
    if (said := _in_words(value, field)) is not None:
        return said
    if value in ("true", "false"):
        return "Yes" if value == "true" else "No"
    if value.startswith("[") and value.endswith("]"):
        try:
            return ", ".join(str(part) for part in json.loads(value))
        except ValueError:
            return value
    return _dated(value) or value


def text(value: Any, field: str = "") -> str | None:
    """A field's value as people read it; empty becomes nothing."""
    if value in (None, "", []):
        return None
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    return _in_words(str(value), field) or str(value)


def draw(pair: Pair, *, key: str) -> None:
    """The table of both records and of what would stand."""
    found = lines(pair)
    tables.show(
        found,
        (
            Column("Field", "field", width=130),
            Column("", "comparison", width=90),
            Column(_head(pair.left), "left", width="medium"),
            Column(_head(pair.right, pair.left), "right", width="medium"),
            Column("As one record", "value", width="medium"),
            Column("Chosen as", "chosen", width="medium"),
        ),
        key=f"{key}.fields",
        alt="Both records field by field, whether they agree, and the value that would stand",
        height=31 * (min(len(found), 11) + 1) + 4,
    )


def lines(pair: Pair) -> list[_Line]:
    """Fields that either record fills: those that differ first, then those that agree, then the gaps."""
    golden = {one.field: one for one in pair.golden}
    found = [
        _line(field, pair, golden.get(field)) for field in pair.left.fields if field not in LEFT_OUT
    ]
    order = ("≠ Differs", "= Same")
    return sorted(
        (line for line in found if line.left or line.right),
        key=lambda line: order.index(line.comparison) if line.comparison in order else len(order),
    )


def _line(field: str, pair: Pair, golden: GoldenField | None) -> _Line:
    left, right = (text(side.fields.get(field), field) for side in (pair.left, pair.right))
    if left and right:
        comparison = "= Same" if left.casefold() == right.casefold() else "≠ Differs"
    else:
        comparison = "◐ One only"
    chosen = f"{rule(golden.rule)}, {system(golden.source_system)}" if golden else None
    return _Line(name(field), left, right, comparison, _golden_text(golden, left, right), chosen)


def _golden_text(golden: GoldenField | None, left: str | None, right: str | None) -> str | None:
    """The value as the sides show it, where it is one of theirs."""
    if golden is None:
        return None
    value = golden_text(golden.value, golden.field)
    return left if value == left else right if value == right else value


def _head(record: Record, beside: Record | None = None) -> str:
    """The system a column is of; its identifier too where both columns are of one system."""
    head = f"{system(record.source_system)} {record.source_id}"
    return f"{head} (2)" if beside is not None and head == _head(beside) else head


def heads(pair: Pair, accounts: Sequence[str | None], *, key: str) -> None:
    """Who both are: name, system, account, file and line."""
    panels = st.grid(2, min_column_width=320, gap="small")
    for side, record, account in zip(
        ("left", "right"), (pair.left, pair.right), accounts, strict=True
    ):
        with panels.container(border=True, height="stretch", gap="xsmall"):
            st.markdown(f"**{safe.label(record.label, 90)}**")
            parts = [
                f"{system(record.source_system)} {record.source_id}",
                account if account and account != record.label else "",
            ]
            if record.cluster_size > 1:
                parts.append(f"one of {record.cluster_size} merged records")
            if pair.standing_key in (record.key, record.cluster_key):
                parts.append("would stand for both")
            st.caption(safe.label(" · ".join(part for part in parts if part), 240))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                where = f"{record.file_name}, line {record.line}" if record.file_name else "no file"
                exported = (
                    f", exported {words.day(record.exported_at)}" if record.exported_at else ""
                )
                st.caption(safe.label(where + exported, 160))
                st.space("stretch")
                st.button(
                    "Line",
                    key=f"{key}.line.{side}",
                    icon=":material/description:",
                    type="tertiary",
                    on_click=forms.ask_for_reference,
                    args=(record.label, f"crm.{pair.entity}/{record.key}"),
                )
