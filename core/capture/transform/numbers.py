"""Numbers and amounts: what the column's values say about their marks, and how each is then read.

Groups are of exactly three digits and the decimal mark is the last one. A value that is written
otherwise is no number; it is never made one by dropping its marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.capture.transform.binder import Binder

_SIGN = r"\(?\s*[-+−]?\s*"  # noqa: RUF001  (the typographic minus is meant)
_UNIT = r"(?:[A-Za-z]{0,3}\p{Sc}|[A-Za-z]{3})"
_BEFORE = rf"^{_SIGN}(?:{_UNIT}\s*[-+−]?\s*)?"  # noqa: RUF001
_AFTER = rf"\s*(?:{_UNIT}|%)?\s*\)?$"
_SCALED = (
    r"(?i)(?:^|[^a-z])(?:k|kk|m|mm|mn|b|bn|g|t|mio|mln|mil|mia|mrd|mld|bil|tsd|thd|tys)"
    r"\s*(?:\p{Sc}|\)?\s*$|[-+−\d])"  # noqa: RUF001
)
"""Thousands or millions in a unit, such as ``k€``, ``M$`` or ``Mio``: without them a value is another number."""


class Mark(StrEnum):
    """The decimal mark of a column; the other one separates groups."""

    POINT = "point"  # 1,234.50
    COMMA = "comma"  # 1.234,50


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes its numbers, seen over all its values.

    ``is_plain``: the engine reads each as it is. ``has_marks``: some have a point or a comma;
    ``is_fine``: some have three or more digits after their last mark.
    """

    mark: Mark = Mark.POINT
    is_plain: bool = True
    has_marks: bool = False
    is_fine: bool = False


PLAIN = NumberStyle()


def number(raw: str, sql_type: str, style: NumberStyle, binder: Binder) -> str:
    """``raw`` as ``sql_type``; ``NULL`` when it is no number."""
    if style.is_plain and style.mark is Mark.POINT:
        return f"TRY_CAST({raw} AS {sql_type})"
    group, decimal = (",", ".") if style.mark is Mark.POINT else (".", ",")
    plain = f"translate({raw}, chr(160) || chr(8239) || chr(8201) || '’', '   ''')"  # noqa: RUF001
    digits = f"regexp_extract({plain}, {binder.bind(_pattern(group, decimal))}, 1)"
    bare = f"replace(regexp_replace({digits}, '[ ''{group}]', '', 'g'), ',', '.')"
    sign = f"CASE WHEN regexp_matches({raw}, '[-−]|^\\s*\\(') THEN '-' ELSE '' END"  # noqa: RUF001
    scaled = f"regexp_matches({raw}, {binder.bind(_SCALED)})"
    return f"CASE WHEN NOT {scaled} THEN TRY_CAST({sign} || {bare} AS {sql_type}) END"


def whole(raw: str, sql_type: str, style: NumberStyle, binder: Binder) -> str:
    """``raw`` as a whole number; ``NULL`` when it is none: the engine would round it."""
    if not style.has_marks:
        return number(raw, sql_type, style, binder)
    exact = number(raw, "DECIMAL(38,10)", style, binder)
    return f"CASE WHEN {exact} = trunc({exact}) THEN TRY_CAST({exact} AS {sql_type}) END"


def is_rounded(raw: str, sql_type: str, style: NumberStyle, binder: Binder) -> str | None:
    """When ``raw`` has more decimals than ``sql_type`` keeps; ``None``: in no record."""
    if not style.is_fine:
        return None
    exact = number(raw, "DECIMAL(38,10)", style, binder)
    return f"coalesce({exact} <> TRY_CAST({exact} AS {sql_type}), false)"


def example(style: NumberStyle) -> str:
    """A number as the column writes them, for messages."""
    return "1.234,50" if style.mark is Mark.COMMA else "1234.50"


def _pattern(group: str, decimal: str) -> str:
    """A whole cell in one style, its digits and marks the first capture."""
    grouped = "|".join(rf"[1-9]\d{{0,2}}(?:[{mark}]\d{{3}})+" for mark in (group, " ", "'"))
    return rf"{_BEFORE}((?:\d+|{grouped})(?:[{decimal}]\d*)?|[{decimal}]\d+){_AFTER}"
