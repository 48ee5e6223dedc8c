"""What a column's cells look like, and how far that is what a field holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.capture.targets import FieldType
from core.capture.transform import dates
from core.capture.transform.dates import Order
from core.capture.transform.values import NO, YES

LOOKED_AT = 60
"""Cells of a column that are looked at; more of them say no more."""

UNLIKE = 0.25
"""What is left of a name's evidence where no value looks as the field's should."""

_ISO = re.compile(r"^\d{4}-?\d{2}-?\d{2}([T ]\d{1,2}:?\d{2}.*)?$")
_SHAPES: dict[FieldType, re.Pattern[str]] = {
    FieldType.EMAIL: re.compile(r"^([^<]*<)?[^@\s]+@[^@\s]+>?$"),
    FieldType.MEMBER: re.compile(r"^\S.{1,80}$"),
    FieldType.MONEY: re.compile(r"^\W{0,2}([A-Z]{3} ?)?-?\d[\d.,' ]*( ?([A-Z]{3}|\W))?$"),
    FieldType.CURRENCY: re.compile(r"^[A-Z]{3}$"),
    FieldType.NUMBER: re.compile(r"^-?\d+([.,]\d+)? ?%?$"),
    FieldType.INTEGER: re.compile(r"^\d+([.,]0+)?$"),
    FieldType.COUNT: re.compile(r"^\d+([.,]0+)?$"),
    FieldType.PHONE: re.compile(r"^\+?[\d ()./x-]{6,25}$"),
    FieldType.DOMAIN: re.compile(r"^(https?://)?([\w-]+\.)+[a-z]{2,}(/\S*)?$", re.IGNORECASE),
    FieldType.HOST: re.compile(r"^(\S+@|https?://)?([\w-]+\.)+[a-z]{2,}(/\S*)?$", re.IGNORECASE),
    FieldType.ID: re.compile(r"^\S{1,64}$"),
    FieldType.KEY: re.compile(r"^\S{1,64}$"),
    FieldType.EMAIL_LIST: re.compile(r"^[^@\s]+@[^@\s]+"),
}
_NOT_TEXT = re.compile(r"^(-?\d+([.,]\d+)?|true|false|\d{4}-\d\d-\d\d.*)$", re.IGNORECASE)
_PROSE = frozenset({"name", "full_name", "title", "subject", "body", "company", "description"})
"""Fields of text that are never bare numbers, dates, or yes and no."""


@dataclass(frozen=True)
class Cells:
    """The filled cells of one column, at most :data:`LOOKED_AT` different ones."""

    values: tuple[str, ...]
    shares: dict[object, float] = field(default_factory=dict)

    def like(self, kind: FieldType) -> float:
        """Share of the cells that look like a value of the type."""
        if kind not in self.shares:
            self.shares[kind] = sum(_looks(kind, value) for value in self.values) / max(
                len(self.values), 1
            )
        return self.shares[kind]

    def known(self, words: Mapping[str, str]) -> float:
        """Share of the cells that a table of words knows; a field of choices is told by them."""
        if not self.values:
            return 0.0
        lower = {word.lower() for word in words}
        return sum(value.lower() in lower for value in self.values) / len(self.values)


def cells_of(sample: Sequence[Sequence[str]], place: int) -> Cells:
    """The different filled cells of a column, in order."""
    found: dict[str, None] = {}
    for row in sample:
        if place < len(row) and (value := row[place].strip()):
            found.setdefault(value)
            if len(found) == LOOKED_AT:
                break
    return Cells(tuple(found))


def agreement(kind: FieldType, name: str, cells: Cells) -> float:
    """How far the cells are what the field holds: 1 when they are, or when nothing can be said."""
    if not cells.values:
        return 1.0
    if kind in _SHAPES or kind in _CHECKED:
        share = cells.like(kind)
    elif name in _PROSE:
        share = 1 - sum(bool(_NOT_TEXT.match(value)) for value in cells.values) / len(cells.values)
    else:
        return 1.0
    return UNLIKE + (1 - UNLIKE) * share


def is_date(value: str) -> bool:
    """Whether the cell is a date or a time in a form that is read."""
    return bool(_ISO.match(value) or dates.formats_of(value, Order.DMY))


def _looks(kind: FieldType, value: str) -> bool:
    if kind in (FieldType.DATE, FieldType.DATETIME):
        return is_date(value)
    if kind is FieldType.BOOLEAN:
        return value.lower() in YES or value.lower() in NO
    pattern = _SHAPES.get(kind)
    return bool(pattern and pattern.match(value))


_CHECKED = frozenset({FieldType.DATE, FieldType.DATETIME, FieldType.BOOLEAN})
