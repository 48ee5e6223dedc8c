"""The controls that correct a reading: each says what was found, and takes what a person says instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.capture import Preview
from core.characters import meant, named
from core.ui import safe

_ENCODINGS = (
    "utf-8",
    "cp1252",
    "cp1250",
    "cp1251",
    "iso8859-15",
    "utf-16",
    "cp437",
    "cp850",
    "mac-roman",
    "cp932",
    "gb18030",
    "big5",
    "euc-kr",
)
_DELIMITERS = (",", ";", "\t", "|", " ", ":")
_QUOTES = ('"', "'", "")
_ESCAPES = {'"': "written twice", "\\": "after a backslash"}
_NUMBERS = {"comma": "1.234,50", "point": "1,234.50"}
_DATES = {"dmy": "day first", "mdy": "month first"}
_WIDTH = 150


def controls(found: Preview, key: str) -> dict[str, Any]:
    """What the person says now, by the name of the option; what is left to the file is not in it."""
    said: dict[str, Any] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if found.reading.get("delimiter") != "sheet":
            said.update(_bytes(found, key))
        said["header_line"] = _number(
            "Names in line", _of(found, "header", "line"), f"{key}.header_line", least=1
        )
        said["header_rows"] = _number(
            "Rows of names",
            _of(found, "header"),
            f"{key}.header_rows",
            most=20,
            help="0 when no line names the columns; several rows are joined with ' / '.",
        )
        said["footer_lines"] = _number(
            "Lines left out below", _of(found, "footer"), f"{key}.footer_lines"
        )
        if (_of(found, "tables") or 1) > 1 or st.session_state.get(f"{key}.table"):
            said["table"] = _number(
                "Only table", _of(found, "tables", "table"), f"{key}.table", least=1, most=1000
            )
        said["decimal_mark"] = _choice(
            "Numbers are written", _NUMBERS, _NUMBERS.get(_of(found, "decimal")), f"{key}.decimal"
        )
        said["date_order"] = _choice("Dates are written", _DATES, None, f"{key}.dates")
    return {name: value for name, value in said.items() if value is not None}


def _bytes(found: Preview, key: str) -> Mapping[str, Any]:
    """Encoding, delimiter, quotes and how a quote stands inside a cell."""
    candidates = [str(one) for one in found.reading.get("encoding_candidates") or ()]
    encodings = list(dict.fromkeys([*candidates, *_ENCODINGS]))
    encoding = st.selectbox(
        "Encoding",
        encodings,
        index=None,
        key=f"{key}.encoding",
        placeholder=_found(_of(found, "encoding")),
        accept_new_options=True,
        width=_WIDTH,
    )
    delimiter = st.selectbox(
        "Between cells",
        [named(one) for one in _DELIMITERS],
        index=None,
        key=f"{key}.delimiter",
        placeholder=_found(_named(_of(found, "delimiter"))),
        accept_new_options=True,
        help="Choose, or type one character or more, such as ~|~.",
        width=_WIDTH,
    )
    quotes = {named(one): one for one in _QUOTES}
    quote = _choice(
        "Quotes around cells",
        {character: words for words, character in quotes.items()},
        _named(_of(found, "quote")),
        f"{key}.quote",
    )
    before = "\\" if _of(found, "escape") == "\\" else '"'
    escape = _choice("Quotes inside cells", _ESCAPES, _ESCAPES[before], f"{key}.escape")
    return {
        "encoding": str(encoding).strip() if encoding else None,
        "delimiter": meant(str(delimiter)) if delimiter else None,
        "quote": quote,
        "escape": escape,
    }


def _choice(label: str, options: Mapping[str, str], found: str | None, key: str) -> str | None:
    chosen = st.selectbox(
        safe.own(label),
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder=_found(found),
        width=_WIDTH,
    )
    return chosen if chosen in options else None


def _number(
    label: str,
    found: Any,
    key: str,
    *,
    least: int = 0,
    most: int = 1_000_000,
    help: str | None = None,
) -> int | None:
    value = st.number_input(
        safe.own(label),
        min_value=least,
        max_value=most,
        value=None,
        step=1,
        key=key,
        placeholder=_found(found),
        help=safe.own(help or "Empty: as found in the file."),
        width=_WIDTH,
    )
    return None if value is None else int(value)


def _of(found: Preview, part: str, what: str = "value") -> Any:
    dialect: Mapping[str, Any] = found.reading.get("dialect") or {}
    return dialect.get(part, {}).get(what)


def _named(value: Any) -> str | None:
    return None if value is None else named(str(value))


def _found(value: Any) -> str:
    return "Find out" if value in (None, "") else f"Found: {safe.plain(value)[:40]}"
