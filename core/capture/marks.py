"""The decimal mark of each number column, from the values of the whole file, or the question.

A column's own values decide; a column that could be read both ways follows the others of its file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.capture.compile import Column, Part, Place
from core.capture.model import ImportOptions, Question
from core.capture.transform.numbers import Mark, NumberStyle


@dataclass(frozen=True)
class Numbers:
    """What one number column holds: how many values have a mark, and what the marks prove."""

    part: Part
    column: Column
    odd: int = 0
    marked: int = 0
    point: int = 0
    comma: int = 0
    unclear: int = 0
    fine: int = 0
    point_example: str | None = None
    comma_example: str | None = None
    unclear_example: str | None = None

    def style(self, mark: Mark) -> NumberStyle:
        """The column's style, its decimal mark being ``mark``."""
        is_plain = not self.odd and (mark is Mark.POINT or not self.marked)
        return NumberStyle(
            Mark.POINT if is_plain else mark, is_plain, bool(self.marked), bool(self.fine)
        )

    def allows(self, mark: Mark) -> bool:
        """Whether some value may be written with this decimal mark."""
        return bool(self.unclear or (self.point if mark is Mark.POINT else self.comma))


def settle_marks(
    seen: Sequence[Numbers], options: ImportOptions, default: str | None, header: Sequence[str]
) -> tuple[dict[Place, NumberStyle], list[Question]]:
    """The style of each number column, and at most one question.

    ``default`` is the mark the mapping documents. An answer counts for every column that has a
    value it could be about; the others show their mark themselves.
    """
    proven = {
        mark
        for mark, count in (
            (Mark.POINT, sum(one.point for one in seen)),
            (Mark.COMMA, sum(one.comma for one in seen)),
        )
        if count
    }
    of_file = next(iter(proven)) if len(proven) == 1 else None
    told = Mark(options.decimal_mark) if options.decimal_mark else None
    documented = Mark(default) if default else None
    styles: dict[Place, NumberStyle] = {}
    open_columns: list[Numbers] = []
    for one in seen:
        mark = _mark(one, told, of_file, documented)
        if mark is None:
            open_columns.append(one)
        styles[one.part.place(one.column)] = one.style(mark or Mark.POINT)
    return styles, [_question(open_columns, header)] if open_columns else []


def _mark(
    one: Numbers, told: Mark | None, of_file: Mark | None, documented: Mark | None
) -> Mark | None:
    if told and one.allows(told):
        return told
    if one.point and one.comma:
        return None
    if one.point or one.comma:
        return Mark.POINT if one.point else Mark.COMMA
    return (of_file or documented) if one.unclear else Mark.POINT


def _question(seen: Sequence[Numbers], header: Sequence[str]) -> Question:
    both = next((one for one in seen if one.point and one.comma), None)
    places = {place: None for one in seen for place in one.column.positions}
    if both:
        text = (
            "Numbers of one column are written with a decimal point and with a decimal comma;"
            " once one is named, the records of the other are refused."
        )
        example = f"{both.point_example}; {both.comma_example}"
    else:
        text = "The mark in these numbers may separate thousands or decimals."
        example = seen[0].unclear_example or ""
    return Question(
        "decimal_mark",
        "--decimal-mark",
        text,
        (Mark.COMMA.value, Mark.POINT.value),
        tuple(header[place] for place in places),
        example,
    )
