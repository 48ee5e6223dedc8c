"""What a cell looks like: a number, a moment, an address, or just text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

LONG = 200
"""More characters than this are text."""

TEXT = "text"
EMPTY = ""

_FORMS = (
    (
        "number",
        r"[-+(]?(?:[$€£¥]|[A-Z]{3})?\s*[-+]?\d[\d.,'\u00a0\u202f ]*(?:[$€£¥%]|\s[A-Z]{3})?\)?",
    ),
    ("moment", r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?"),
    ("moment", r"\d{1,2}[ -/.][A-Za-z]{3,9}\.?[ -/.]\d{2,4}(?:[ T].*)?"),
    ("clock", r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[AaPp]\.?[Mm]\.?)?"),
    ("e-mail", r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}"),
    ("address", r"https?://\S+"),
    ("yes or no", r"(?i:true|false)"),
    ("code", r"(?=\S*\d)[A-Za-z]*[-_/#.]?\d[A-Za-z0-9_/#.-]*"),
)
_KINDS = tuple((kind, re.compile(form)) for kind, form in _FORMS)
_MISSING = re.compile(r"(?i:n/?a|nan|null|none|nil|tbd|tbc|unknown|\?+|-+|\u2013|\u2014|\.+)")
_YEAR = re.compile(r"(?:[A-Z]{3}\s)?(?:19|20)\d\d(?:\s[A-Z]{3})?")

DATA = frozenset({"number", "moment", "clock", "e-mail", "address", "yes or no"})
"""Kinds that name no column; a code such as ``MG-8769`` or ``Q1`` may."""

ALIKE = 0.9
"""Share of a column's filled cells that must be of one kind."""

MOSTLY = 0.8
"""More than this share of a column's filled cells must be values of whatever kind."""


def kind_of(cell: str) -> str:
    """The kind of a cell: ``EMPTY``, ``TEXT`` or one of the forms."""
    text = cell.strip()
    return TEXT if len(text) > LONG else _kind(text)


@lru_cache(maxsize=20_000)
def _kind(text: str) -> str:
    if not text or _MISSING.fullmatch(text):
        return EMPTY
    return next((kind for kind, form in _KINDS if form.fullmatch(text)), TEXT)


def is_value(cell: str) -> bool:
    """Whether a cell looks like a number, date, time, address or yes/no, a year among them."""
    return kind_of(cell) in DATA


def is_column_of_values(column: Iterable[str]) -> bool:
    """Whether the filled cells of a column look like values, but for one in five."""
    filled = [cell for cell in column if not is_missing(cell)]
    return bool(filled) and sum(map(is_value, filled)) > MOSTLY * len(filled)


def is_data(cell: str) -> bool:
    """Whether a cell looks like a value rather than a name; a year, ``ARR 2026`` too, may be either."""
    return is_value(cell) and not _YEAR.fullmatch(cell.strip())


def shape_of(cell: str) -> str:
    """The form of a number or moment: ``9/9/9``, ``9%``; amounts of any length are alike."""
    text = cell.strip()
    if kind_of(text) == "number":
        return re.sub(r"\d+", "9", re.sub(r"[.,'\s+-]", "", text))
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "9", text))


def is_missing(cell: str) -> bool:
    """Whether a cell is empty or says that there is no value."""
    return kind_of(cell) == EMPTY


def column_kinds(rows: Sequence[Sequence[str]], width: int, least: int = 2) -> list[str]:
    """The kind that nearly all filled cells of a column share; ``TEXT`` when there is none.

    ``EMPTY`` for a column with fewer than ``least`` filled cells, which says nothing.
    """
    found = []
    for column in range(width):
        kinds = Counter(kind_of(row[column]) for row in rows if column < len(row))
        filled = sum(count for kind, count in kinds.items() if kind)
        found.append(_shared(kinds, filled) if filled >= least else EMPTY)
    return found


def _shared(kinds: Counter[str], filled: int) -> str:
    kind, count = max(((k, n) for k, n in kinds.items() if k), key=lambda one: one[1])
    return kind if count >= ALIKE * filled else TEXT


def looks_like_names(cells: Iterable[str]) -> bool:
    """Whether cells could name columns: two or more, none of them a value or overlong."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 2 and not any(is_data(cell) or len(cell) > 120 for cell in filled)
