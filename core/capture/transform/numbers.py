"""Numbers and amounts, in the styles found in the column."""

from __future__ import annotations

from enum import StrEnum

from core.capture.transform.binder import Binder

_AMOUNT = r"\(?\s*-?\s*(?:\p{Sc}|[A-Za-z]{3})?\s*-?[0-9][0-9.,'\s]*(?:\p{Sc}|[A-Za-z]{3}|%)?\s*\)?"


class NumberStyle(StrEnum):
    """How a column writes its numbers."""

    PLAIN = "plain"  # 1234.5
    GROUPED = "grouped"  # 1,234.50
    EUROPEAN = "european"  # 1.234,50
    MIXED = "mixed"  # both: the last mark is the decimal one


def number(raw: str, sql_type: str, style: NumberStyle, binder: Binder) -> str:
    """``raw`` as ``sql_type``; ``NULL`` when it is no number."""
    if style is NumberStyle.PLAIN:
        return f"TRY_CAST({raw} AS {sql_type})"
    bare = f"regexp_replace({raw}, '[^0-9.,]', '', 'g')"
    grouped = f"replace({bare}, ',', '')"
    european = f"replace(replace({bare}, '.', ''), ',', '.')"
    text = {
        NumberStyle.GROUPED: grouped,
        NumberStyle.EUROPEAN: european,
        NumberStyle.MIXED: (
            f"CASE WHEN regexp_matches({bare}, '\\.[0-9]{{3}}.*,|,[0-9]{{1,2}}$') THEN {european}"
            f" ELSE {grouped} END"
        ),
    }[style]
    sign = f"CASE WHEN regexp_matches({raw}, '-|^\\s*\\(') THEN '-' ELSE '' END"
    well_formed = f"regexp_full_match({raw}, {binder.bind(_AMOUNT)})"
    return f"CASE WHEN {well_formed} THEN TRY_CAST({sign} || {text} AS {sql_type}) END"


def style_of(grouped: int, european: int, odd: int) -> NumberStyle:
    """The style of a column from how many values only one style can be.

    ``odd`` counts all values that are no plain numbers.
    """
    if not odd:
        return NumberStyle.PLAIN
    if european and grouped:
        return NumberStyle.MIXED
    return NumberStyle.EUROPEAN if european else NumberStyle.GROUPED
