"""Which characters mark decimals and thousands in a table's numbers, as far as the cells show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

NAMES = {",": "comma", ".": "point", "'": "apostrophe", " ": "space"}

_AROUND = re.compile(r"^[\s(+\-]*(?:[A-Z]{3}|[$€£¥])?[\s+\-]*|\s*(?:[A-Z]{3}|[$€£¥%])?\s*\)?$")
_BOTH = re.compile(r"\d{1,3}(?:([.,' \u00a0\u202f\u2019])\d{3})+([.,])\d+")
_TWO_GROUPS = re.compile(r"\d{1,3}([.,' \u00a0\u202f\u2019])\d{3}\1\d{3}")
_DECIMALS = re.compile(r"(?:\d+([.,])(?:\d{1,2}|\d{4,})|0([.,])\d+|\d{4,}([.,])\d{3})")
_OPEN = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")

CERTAIN = 3
"""Numbers that agree, from which on nothing is open."""


def part(
    value: object,
    because: str,
    confidence: float,
    alternatives: Iterable[tuple[object, float]] = (),
) -> dict[str, object]:
    """One part of a reading, as ``SourceTable.reading["dialect"]`` holds it."""
    others = [{"value": other, "confidence": round(sure, 3)} for other, sure in alternatives]
    return {
        "value": value,
        "because": because,
        "confidence": round(min(1.0, max(0.0, confidence)), 3),
        "alternatives": others,
    }


def number_marks(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, object]]:
    """``decimal`` and ``thousands`` of a sample of records; ``None`` where no number shows one."""
    decimal: Counter[str] = Counter()
    thousands: Counter[str] = Counter()
    undecided = 0
    examples: dict[str, str] = {}
    for cell in (cell for row in rows for cell in row):
        if not 1 < len(cell) < 32 or not any(mark in cell for mark in ",.' \u00a0\u202f\u2019"):
            continue
        text = _AROUND.sub("", cell)
        if found := _BOTH.fullmatch(text):
            if found[1] != found[2]:
                decimal[found[2]] += 1
                thousands[_plain(found[1])] += 1
                examples.setdefault(found[2], cell)
        elif found := _TWO_GROUPS.fullmatch(text):
            thousands[_plain(found[1])] += 1
        elif found := _DECIMALS.fullmatch(text):
            mark = found[1] or found[2] or found[3]
            decimal[mark] += 1
            examples.setdefault(mark, cell)
        elif _OPEN.fullmatch(text):
            undecided += 1
    return {
        "decimal": _told(decimal, "decimals", examples, undecided),
        "thousands": _told(thousands, "groups of thousands", {}, undecided),
    }


def _plain(mark: str) -> str:
    return " " if mark in "\u00a0\u202f" else "'" if mark == "\u2019" else mark


def _told(
    found: Counter[str], what: str, examples: dict[str, str], undecided: int
) -> dict[str, object]:
    if not found:
        if undecided:
            because = f"{undecided:,} numbers such as 1,250 or 1.250 could be meant either way"
            return part(None, because, 0.5, [("comma", 0.5), ("point", 0.5)])
        return part(None, f"no number shows {what}", 1.0)
    total = sum(found.values())
    ranked = [(NAMES[mark], count / total) for mark, count in found.most_common()]
    mark, count = found.most_common(1)[0]
    because = f"{count:,} of {total:,} numbers with {what} use it"
    if mark in examples:
        because += f", such as {examples[mark]}"
    sure = (count / total) * min(1.0, 0.7 + 0.1 * min(count, CERTAIN))
    return part(ranked[0][0], because, sure, ranked[1:])
