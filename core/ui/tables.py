"""Tables: rows of frozen results sent as Arrow, text as text, one page at a time.

A column that comes from a file is a text column, which neither fetches nor links. Statuses are
coloured words. What a table shows can be downloaded as filtered: see ``downloads``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import streamlit as st

from core.ui import safe, words

OPEN = ":material/arrow_forward: Open"
PAGE_SIZE = 25
_FEW_PAGES, _FEW_PIXELS = 4, 230
"""Up to so many pages the pager takes the width of five buttons: as wide as its own, it finds no room
for all of them and leaves some out, of two the second.
"""


@dataclass(frozen=True)
class Column:
    """``value``: a field's name, or how to get the value from a row. ``kind`` decides its form.

    Kinds: text, number, money, days, date, moment, score (0 to 100, cut down), points (cut down to a tenth),
    decimal, rag, level, yes,
    series.
    """

    label: str
    value: str | Callable[[Any], Any]
    kind: str = "text"
    help: str | None = None
    width: str | int | None = None
    pinned: bool = False

    def of(self, row: Any) -> Any:
        """The value in a row, in the form its kind is sent in."""
        found = self.value(row) if callable(self.value) else getattr(row, self.value)
        return _sent(self.kind, found)


ACCOUNT_COLUMNS = (
    Column("Account", "name", width="medium"),
    Column("Health", "rag", "rag"),
    Column("Health score", "health_score", "score", width=120),
    Column("Engagement", "level", "level"),
    Column("Engagement score", "sponsor_score", "score", width=120),
    Column("ARR", "arr_amount", "money"),
    Column("Currency", "currency", width="small"),
    Column("Renewal", "renewal_on", "date"),
    Column("Primary sponsor", "primary_sponsor"),
    Column("Days since contact", "days_since_contact", "days"),
    Column("Open tickets", "open_tickets", "number"),
    Column("Tier", lambda row: words.name(row.tier)),
    Column("Owner", "owner_email"),
    Column("Region", "region"),
)
"""An account in a list, most telling first."""


def _sent(kind: str, found: Any) -> Any:  # noqa: PLR0911  one line a kind
    if kind == "rag":
        return [words.rag(found)]
    if kind == "level":
        return [words.level(found)]
    if kind == "yes":
        return words.NONE if found is None else "Yes" if found else "No"
    if found is None:
        return None
    if kind == "text":
        return safe.plain(found)
    if kind in ("score", "points"):
        return words.cut(found, 0 if kind == "score" else 1)
    if kind == "series":
        return [0 if value is None else value for value in found]
    if isinstance(found, Decimal):
        return float(found)
    return found


def show(
    rows: Sequence[Any],
    columns: Sequence[Column],
    *,
    key: str,
    alt: str,
    on_open: Callable[[Any], None] | None = None,
    open_label: str = OPEN,
    height: int | None = None,
) -> None:
    """Draw rows as a table. ``on_open`` adds a button to each row and gets the row clicked."""
    import pyarrow as pa  # noqa: PLC0415

    data = {column.label: [column.of(row) for row in rows] for column in columns}
    config = {column.label: _config(column) for column in columns}
    if on_open is not None:
        data = {" ": [open_label] * len(rows), **data}
        st.session_state[f"{key}.rows"] = tuple(rows)
        config[" "] = st.column_config.ButtonColumn(
            " ",
            key=f"{key}.open",
            type="tertiary",
            on_click=_opened,
            args=(key, on_open),
            width=78,
        )
    st.dataframe(
        pa.table(data),
        column_config=config,
        hide_index=True,
        key=key,
        alt=alt,
        row_height=31,
        height=height or "auto",
        placeholder=words.NONE,
    )


def _opened(key: str, on_open: Callable[[Any], None]) -> None:
    click = st.session_state.get(f"{key}.open")
    rows = st.session_state.get(f"{key}.rows", ())
    if click and 0 <= click["row"] < len(rows):
        on_open(rows[click["row"]])


def _config(column: Column) -> Any:
    make = st.column_config
    common: dict[str, Any] = {
        "help": column.help,
        "width": column.width,
        "pinned": column.pinned or None,
    }
    kinds: dict[str, Callable[[], Any]] = {
        "text": lambda: make.TextColumn(**common),
        "yes": lambda: make.TextColumn(**common),
        "number": lambda: make.NumberColumn(format="localized", **common),
        "money": lambda: make.NumberColumn(format="compact", **common),
        "days": lambda: make.NumberColumn(format="%d d", **common),
        "points": lambda: make.NumberColumn(format="%.1f", **common),
        "decimal": lambda: make.NumberColumn(format="%.1f", **common),
        "date": lambda: make.DateColumn(format="D MMM YYYY", **common),
        "moment": lambda: make.DatetimeColumn(format="D MMM YYYY HH:mm", **common),
        "score": lambda: make.ProgressColumn(min_value=0, max_value=100, format="%.0f", **common),
        "series": lambda: make.BarChartColumn(y_min=0, **common),
        "rag": lambda: _badges(words.rag, words.RAG_COLOUR, common),
        "level": lambda: _badges(words.level, words.LEVEL_COLOUR, common),
    }
    return kinds[column.kind]()


def _badges(name: Callable[[str], str], colours: dict[str, str], common: dict[str, Any]) -> Any:
    return st.column_config.MultiselectColumn(
        options=[name(value) for value in colours], color=list(colours.values()), **common
    )


def sorter(
    options: dict[str, str], *, key: str, default: str, descending: bool = False
) -> tuple[str, bool]:
    """Sort column and direction, chosen by the person. ``options``: column to words."""
    chosen = st.selectbox(
        "Sort by",
        list(options),
        index=list(options).index(default),
        format_func=lambda name: f"Sort by {options[name].lower()}",
        key=f"{key}.sort",
        label_visibility="collapsed",
        width=210,
        bind="query-params",
    )
    down = st.toggle("Descending", value=descending, key=f"{key}.down", bind="query-params")
    return chosen if chosen in options else default, bool(down)


def offset(total: int, *, key: str, size: int = PAGE_SIZE) -> int:
    """Page buttons under a table, where it has more than one page; the offset they stand for.

    Call it before the rows are asked for, in a container drawn below them.
    """
    pages = max(1, -(-total // size))
    if pages == 1:
        return 0
    if st.session_state.get(f"{key}.page", 1) > pages:
        st.session_state[f"{key}.page"] = pages
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.caption(f"{total:,} in all")
        width = pager_width(pages)
        page = st.pagination(pages, width=width, key=f"{key}.page", bind="query-params")
    return (page - 1) * size


def pager_width(pages: int) -> int | Literal["content"]:
    """How wide a pager is, so that it has a button for each of a few pages."""
    return _FEW_PIXELS if pages <= _FEW_PAGES else "content"


def place(key: str, size: int = PAGE_SIZE) -> int:
    """The page chosen so far, as an offset, to ask for rows before the buttons are drawn."""
    name = f"{key}.page"
    given = st.session_state.get(name) or st.query_params.get(name, "1")
    return (max(1, int(given) if str(given).isdigit() else 1) - 1) * size


def first_pages() -> None:
    """Widget callback: other rows are asked for, so every table starts at its first page."""
    for name in list(st.session_state):
        if str(name).endswith(".page") and isinstance(st.session_state[name], int):
            st.session_state[name] = 1
