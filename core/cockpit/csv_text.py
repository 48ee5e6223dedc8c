"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_text(text: str) -> str:
    """``text`` with ``'`` before it where a spreadsheet would take it for a formula.

    Leading spaces and line feeds do not hide a formula; a tab or return in front is itself one.
    """
    hidden = text.lstrip(" \n\v\f\u00a0\ufeff")
    return f"'{text}" if hidden.startswith(_STARTS_A_FORMULA) else text


def cell(value: Any) -> str:
    """One value as text: dates ISO, times UTC with a ``Z``, lists joined by ``; ``.

    Only text is guarded: a negative number is a number.
    """
    if isinstance(value, tuple | list):
        return safe_text("; ".join(str(item) for item in value))
    if isinstance(value, str):
        return safe_text(value)
    return _plain(value)


def _plain(value: object) -> str:
    """Values that no spreadsheet could take for a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"{value.isoformat(timespec='seconds')}Z"
        case date():
            return value.isoformat()
        case float():
            return repr(round(value, 4))
        case _:
            return str(value)


def to_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[tuple[str, str]]
) -> bytes:
    """Header and rows, then after an empty line the ``notes`` (name, value): what the table shows.

    UTF-8 with a byte-order mark, so that spreadsheets read accents right; CRLF, as RFC 4180 asks.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([safe_text(column) for column in columns])
    for row in rows:
        writer.writerow([cell(value) for value in row])
    writer.writerow([])
    for name, value in notes:
        writer.writerow([safe_text(name), safe_text(value)])
    return out.getvalue().encode("utf-8-sig", errors="replace")
