"""For a file no mapping reads: which table it may fill, and which column which field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from core.capture.mapping.model import normal
from core.capture.mapping.registry import Registry
from core.capture.model import Suggestion
from core.capture.targets import TARGETS, FieldType

ENOUGH = 0.55
"""Least confidence at which a field is suggested."""

_SHAPES: dict[FieldType, re.Pattern[str]] = {
    FieldType.EMAIL: re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    FieldType.DATE: re.compile(r"^\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}"),
    FieldType.DATETIME: re.compile(r"^\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}"),
    FieldType.MONEY: re.compile(r"^\W{0,2}\d[\d.,]*\W{0,2}$"),
    FieldType.CURRENCY: re.compile(r"^[A-Z]{3}$"),
    FieldType.NUMBER: re.compile(r"^-?\d+([.,]\d+)?%?$"),
    FieldType.INTEGER: re.compile(r"^\d+$"),
    FieldType.COUNT: re.compile(r"^\d+$"),
    FieldType.BOOLEAN: re.compile(r"^(true|false|yes|no|0|1|y|n)$", re.IGNORECASE),
    FieldType.DOMAIN: re.compile(r"^(https?://)?([\w-]+\.)+[a-z]{2,}", re.IGNORECASE),
}


def suggest(
    registry: Registry, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> tuple[Suggestion, ...]:
    """For each column the field it fits best in the table the file fits best, most certain first."""
    ranked = []
    for table in TARGETS:
        found = _for_table(registry, table, header, sample)
        filled = {one.field for one in found}
        required = TARGETS[table].required
        complete = sum(field in filled for field in required) / len(required)
        fit = complete + sum(one.confidence for one in found)
        ranked.append((fit, -list(TARGETS).index(table), found))
    best = max(ranked, key=lambda entry: entry[:2])[2]
    return tuple(sorted(best, key=lambda one: -one.confidence))


def _for_table(
    registry: Registry, table: str, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> list[Suggestion]:
    names = _names(registry)
    pairs = []
    for place, column in enumerate(header):
        cells = [row[place].strip() for row in sample if place < len(row) and row[place].strip()]
        for field, kind in TARGETS[table].all_fields.items():
            likeness = max(
                (_likeness(normal(column), alias) for alias in names[(table, field)]), default=0.0
            )
            confidence = round(likeness * _agreement(kind, cells), 2)
            if confidence >= ENOUGH:
                pairs.append(Suggestion(column, table, field, confidence, kind.value))
    taken: list[Suggestion] = []
    for pair in sorted(pairs, key=lambda one: -one.confidence):
        if all(pair.column != one.column and pair.field != one.field for one in taken):
            taken.append(pair)
    return taken


def _likeness(column: str, alias: str) -> float:
    if not column or not alias:
        return 0.0
    if column == alias:
        return 1.0
    return 0.9 * fuzz.ratio(column, alias) / 100


def _agreement(kind: FieldType, cells: Sequence[str]) -> float:
    """How far the values look like the field's type: 1 when they do or nothing can be said."""
    pattern = _SHAPES.get(kind)
    if not pattern or not cells:
        return 1.0
    return 0.3 + 0.7 * sum(bool(pattern.match(cell)) for cell in cells) / len(cells)


def _names(registry: Registry) -> dict[tuple[str, str], frozenset[str]]:
    """Every name the mappings know for a field, in normal form."""
    found: dict[tuple[str, str], set[str]] = {
        (name, field): {normal(field)}
        for name, target in TARGETS.items()
        for field in target.all_fields
    }
    for mapping in registry.mappings.values():
        for fill in mapping.target:
            for field, source in fill.fields.items():
                aliases = [normal(alias) for group in source.columns[:1] for alias in group]
                found[(fill.table, field)].update(aliases)
    return {where: frozenset(aliases) for where, aliases in found.items()}
