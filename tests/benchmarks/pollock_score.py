"""The published rules of the Pollock benchmark, written anew from their description.

A converted file is compared with the clean one: whether reading succeeded, and precision, recall and
F1 of the header's cells, of the records and of all cells. Ten figures a file, each from 0 to 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dateutil import parser as dates
from price_parser import Price

Rows = Sequence[Sequence[str]]

MEASURES = (
    "success",
    "header precision",
    "header recall",
    "header F1",
    "record precision",
    "record recall",
    "record F1",
    "cell precision",
    "cell recall",
    "cell F1",
)
PERFECT = (1.0, 1.0, 1.0)
FAILED = (0.0,) * len(MEASURES)

_PRICE = re.compile(r"(?:[$€£¥]|[A-Z]{3}\s)\s?[\d.,]+|[\d.,]+\s?(?:[$€£¥]|[A-Z]{3})")
_DATED = re.compile(r"[\d\s:/.,+\-TZ]*\d[\d\s:/.,+\-A-Za-z]*")


@lru_cache(maxsize=200_000)
def normalised(cell: str) -> str:
    """A cell in the form in which records and headers are compared."""
    text = cell.strip()
    if not text:
        return ""
    if text.lower() in ("true", "1"):
        return "1"
    if text.lower() in ("false", "0"):
        return "0"
    return _number(text) or _moment(text) or _price(text) or text.lower()


def _number(text: str) -> str:
    try:
        value = float(text)
    except ValueError:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(text: str) -> str:
    if len(text) > 40 or not _DATED.fullmatch(text):
        return ""
    try:
        found = dates.parse(text, default=datetime(1900, 1, 1))
    except (ValueError, OverflowError):
        return ""
    if re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", text):
        return found.time().isoformat()
    return found.isoformat()


def _price(text: str) -> str:
    if not _PRICE.fullmatch(text):
        return ""
    found = Price.fromstring(text)
    return f"{found.amount_float} {found.currency}" if found.amount is not None else ""


def _agreement(expected: Iterable[Hashable], found: Iterable[Hashable]) -> tuple[float, ...]:
    """Precision, recall and F1 of two multisets; all 1 when nothing is expected."""
    wanted, got = Counter(expected), Counter(found)
    if not wanted:
        return PERFECT
    shared = sum((wanted & got).values())
    if not shared:
        return (0.0, 0.0, 0.0)
    precision, recall = shared / sum(got.values()), shared / sum(wanted.values())
    return (precision, recall, 2 * precision * recall / (precision + recall))


def measures(clean: Rows, found: Rows) -> tuple[float, ...]:
    """The ten measures of one file that was read without an error."""
    if not clean:
        return (1.0,) * len(MEASURES)
    header = _agreement(map(normalised, clean[0]), map(normalised, found[0] if found else ()))
    records = _agreement(map(_record, clean[1:]), map(_record, found[1:]))
    cells = _agreement(
        (cell for row in clean for cell in row), (cell for row in found for cell in row)
    )
    return (1.0, *header, *records, *cells)


def _record(row: Sequence[str]) -> str:
    return "".join(map(normalised, row))


@dataclass(frozen=True)
class Total:
    """Both published scores over a set of files, each from 0 to 10."""

    simple: float
    weighted: float
    files: int


def total(scores: Mapping[str, tuple[float, ...]], weights: Mapping[str, float]) -> Total:
    """``scores`` by file name; a file that is not in ``weights`` counts in the simple score alone."""
    simple = sum(map(sum, scores.values())) / len(scores)
    known = {name: sum(one) for name, one in scores.items() if name in weights}
    whole = sum(weights[name] for name in known)
    weighted = sum(weights[name] * one for name, one in known.items()) / whole if whole else 0.0
    return Total(simple, weighted, len(scores))
