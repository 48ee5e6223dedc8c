"""What a file's own values say about how to read them, and what must be asked.

Every value is looked at, not a sample: one date with a 13th month settles the whole file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.capture.compile import (
    ADDRESSES,
    DATED,
    NUMERIC,
    SOFT_TIMES,
    Column,
    Part,
    Place,
    Style,
    words_of,
)
from core.capture.mapping.model import Mapping, normal
from core.capture.mapping.words import Words
from core.capture.marks import Numbers, settle_marks
from core.capture.model import ImportOptions, Question
from core.capture.statement import statement
from core.capture.targets import WHOLE, FieldType
from core.capture.transform import dates, iso, text
from core.capture.transform.binder import Binder
from core.capture.transform.dates import DateStyle, Order
from core.capture.transform.text import AddressStyle
from core.capture.transform.values import WordStyle
from core.store import Transaction

WORDS_LISTED = 300
"""A column with more different values than this is translated without listing them first."""

Styles = dict[Place, Style]


@dataclass
class _Dates:
    """What one date column holds."""

    part: Part
    column: Column
    naive: int = 0
    short: int = 0
    offsets: int = 0
    odd: int = 0
    dmy: int = 0
    mdy: int = 0
    unclear: int = 0
    example: str = ""
    odd_examples: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    numeric: bool = field(default=False)


def padded_columns(work: Transaction, header: Sequence[str], mapping: Mapping) -> frozenset[int]:
    """Positions of the columns the mapping knows in which some cell has blanks around its text."""
    used = [index for index, name in enumerate(header) if normal(name) in mapping.known]
    if not used:
        return frozenset()
    sql = statement(
        "evidence_padding",
        columns=", ".join(
            f"coalesce(bool_or(c{index} LIKE ' %' OR c{index} LIKE '% '), false) AS c{index}"
            for index in used
        ),
    )
    row = work.one(sql) or {}
    return frozenset(index for index in used if row[f"c{index}"])


def settle(
    work: Transaction,
    parts: Sequence[Part],
    mapping: Mapping,
    options: ImportOptions,
    *,
    words: Words,
    header: Sequence[str],
    binder: Binder,
) -> tuple[Styles, list[Question]]:
    """The style of every date and number column, and the questions the values leave open."""
    styles: Styles = {}
    seen: list[_Dates] = []
    numbers: list[Numbers] = []
    for part in parts:
        for column in part.columns:
            where = part.place(column)
            if column.type in DATED:
                seen.append(_look_at_dates(work, part, column, binder))
            elif column.type in NUMERIC:
                numbers.append(_look_at_numbers(work, part, column, binder))
            elif column.type is FieldType.CURRENCY or words_of(column, part.fill, words):
                if (listed := _look_at_words(work, part, column, binder)) is not None:
                    styles[where] = listed
            elif column.type in ADDRESSES:
                styles[where] = _look_at_addresses(work, part, column, binder)
    order, questions = _order(seen, options, header)
    marks, asked = settle_marks(numbers, options, mapping.decimal_mark, header)
    styles.update(marks)
    questions += asked
    for found in seen:
        style, question = _date_style(found, order, mapping, options, header)
        styles[found.part.place(found.column)] = style
        if question and all(question.name != other.name for other in questions):
            questions.append(question)
    return styles, questions


def _look_at_dates(work: Transaction, part: Part, column: Column, binder: Binder) -> _Dates:
    found = _Dates(part, column)
    row = _one(
        work,
        "evidence_dates",
        part,
        column,
        binder,
        is_iso=iso.is_iso("value"),
        is_basic=iso.is_basic("value"),
        is_full=iso.is_full("value"),
        completed=iso.completed("value"),
        is_none=dates.is_none("value"),
    )
    found.naive, found.offsets, found.odd = row["naive"], row["offsets"], row["odd"]
    found.short = row["short"]
    found.example = row["example"] or ""
    if found.odd:
        sql = statement(
            "evidence_odd_dates",
            relation=part.relation,
            raw=column.raw,
            clear=dates.clear_order("value"),
            is_iso=iso.is_iso("value"),
            is_basic=iso.is_basic("value"),
            is_none=dates.is_none("value"),
        )
        shapes = work.rows(sql, binder.used(sql))
        found.odd_examples = tuple(shape["example"] for shape in shapes)
        found.words = frozenset(word for shape in shapes for word in shape["words"] if word)
        numeric = [shape for shape in shapes if dates.is_numeric(shape["example"])]
        found.numeric = bool(numeric)
        found.dmy = sum(shape["dmy"] for shape in numeric)
        found.mdy = sum(shape["mdy"] for shape in numeric)
        found.unclear = sum(shape["unclear"] for shape in numeric)
        found.example = found.example or found.odd_examples[0]
    return found


def _order(
    seen: Sequence[_Dates], options: ImportOptions, header: Sequence[str]
) -> tuple[Order, list[Question]]:
    if options.date_order:
        return Order(options.date_order), []
    dmy, mdy = sum(found.dmy for found in seen), sum(found.mdy for found in seen)
    if dmy or mdy:
        return (Order.MIXED if dmy and mdy else Order.DMY if dmy else Order.MDY), []
    unclear = [found for found in seen if found.unclear]
    if not unclear:
        return Order.DMY, []
    columns = _names(unclear, header)
    question = Question(
        "date_order",
        "--date-order",
        "Day and month cannot be told apart: no value has a number above 12.",
        ("dmy", "mdy"),
        columns,
        unclear[0].odd_examples[0],
    )
    return Order.UNKNOWN, [question]


def _date_style(
    found: _Dates, order: Order, mapping: Mapping, options: ImportOptions, header: Sequence[str]
) -> tuple[DateStyle, Question | None]:
    formats = tuple(
        dict.fromkeys(
            text
            for example in found.odd_examples
            for text in dates.formats_of(example, Order.UNKNOWN if order is Order.MIXED else order)
        )
    )
    # A two-digit year is tried first: a four-digit year fails it, but not the other way round.
    formats = tuple(sorted(formats, key=lambda text: "%Y" in text))
    style = DateStyle(
        formats=formats,
        has_numeric=found.numeric,
        months=dates.months_of(found.words) if any("%b" in text for text in formats) else (),
        shortened=bool(found.short),
        offsets=bool(found.offsets),
        order=order,
        untidy=any(dates.tidy(example) != example for example in found.odd_examples),
    )
    if found.column.type is FieldType.DATE:
        return style, None
    odd_clock = any(
        dates.has_clock(example) and dates.formats_of(example, Order.DMY)
        for example in found.odd_examples
    )
    if odd_clock:
        zone = mapping.times.zone or options.time_zone
    elif found.naive:
        zone = mapping.times.zone or mapping.times.iso_zone or options.time_zone
    else:
        return style, None
    if zone:
        return replace(style, zone=zone), None
    if found.column.field in SOFT_TIMES:
        return replace(style, leaves_naive=True), None
    return style, Question(
        "time_zone",
        "--time-zone",
        "The times carry no zone; name the one the export was made in, e.g. Europe/Berlin.",
        (),
        _names([found], header),
        found.example,
    )


def _look_at_numbers(work: Transaction, part: Part, column: Column, binder: Binder) -> Numbers:
    is_whole = column.type in WHOLE and column.source.scale is None
    row = _one(
        work, "evidence_numbers", part, column, binder, is_whole="true" if is_whole else "false"
    )
    return Numbers(part, column, **row)


def _look_at_addresses(
    work: Transaction, part: Part, column: Column, binder: Binder
) -> AddressStyle:
    if column.type is FieldType.EMAIL_LIST:
        row = _one(work, "evidence_address_lists", part, column, binder)
        if row["odd"]:
            return AddressStyle.MIXED
        return AddressStyle.SPACED if row["spaced"] else AddressStyle.PLAIN
    sql = statement(
        "evidence_addresses",
        relation=part.relation,
        raw=column.raw,
        plain=text.is_plain_address("value"),
    )
    return AddressStyle.MIXED if work.value(sql, binder.used(sql)) else AddressStyle.PLAIN


def _look_at_words(
    work: Transaction, part: Part, column: Column, binder: Binder
) -> WordStyle | None:
    sql = statement(
        "evidence_words", relation=part.relation, raw=column.raw, limit=str(WORDS_LISTED + 1)
    )
    found = [row["value"] for row in work.rows(sql, binder.used(sql))]
    return WordStyle(frozenset(found)) if len(found) <= WORDS_LISTED else None


def _one(
    work: Transaction, name: str, part: Part, column: Column, binder: Binder, **filled: str
) -> dict[str, Any]:
    """``filled`` are further places of the statement."""
    sql = statement(name, relation=part.relation, raw=column.raw, **filled)
    return work.one(sql, binder.used(sql)) or {}


def _names(found: Sequence[_Dates], header: Sequence[str]) -> tuple[str, ...]:
    places = {place: None for entry in found for place in entry.column.positions}
    return tuple(header[place] for place in places) or tuple(entry.column.field for entry in found)
