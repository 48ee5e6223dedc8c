"""Which character separates cells and which quotes them, by consistency of the records it gives.

After CleverCSV (van den Burg, Nazábal, Sutton 2019): a good dialect gives many records of few
different widths whose cells look clean; unlike its implementation a record with broken quoting
counts against a dialect, and a rare separator must beat the usual ones clearly.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from core.capture.read.records import Dialect, Record, records

USUAL = (",", ";", "\t", "|")
RARE = ("\x1f", "\x01", "\x1e", "^", "~", "||", "::", "|~|", "~|~", ", ", "; ", ":", " ")
PRIOR = {", ": 0.9, "; ": 0.9, ":": 0.4, " ": 0.3}
RARE_PRIOR = 0.8
SAMPLE = 300

NAMES = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "bar",
    " ": "space",
    ":": "colon",
    ", ": "comma and space",
    "; ": "semicolon and space",
}

_UNCLEAN = re.compile(r"[,;\t|\"]")


@dataclass(frozen=True)
class Found:
    """The dialect, and the evidence for it in a sentence."""

    dialect: Dialect
    evidence: str
    confidence: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other delimiters, best first, each with the confidence in it."""
    quote_evidence: str = "the usual quote"
    quote_confidence: float = 1.0
    escape_evidence: str = "a quote inside a cell is written twice"


def find(lines: list[str], delimiter: str | None = None) -> Found:
    """The dialect of a file that begins with ``lines`` (line ends kept); ``delimiter`` forces one."""
    text = "".join(lines)
    candidates = [delimiter] if delimiter else [d for d in (*USUAL, *RARE) if _may_be(d, text)]
    scored = []
    for candidate in candidates:
        dialect = _quoting(lines, text, candidate)
        parsed = _sample(lines, dialect)
        scored.append((_score(parsed, dialect), dialect, parsed))
    scored.sort(key=lambda one: -one[0])
    if not scored or (scored[0][0] <= 0 and not delimiter):
        return Found(Dialect(","), "one column: no line can be split")
    _, dialect, parsed = scored[0]
    total = sum(score for score, _, _ in scored) or 1.0
    others = tuple((one.delimiter, score / total) for score, one, _ in scored[1:4] if score > 0)
    return Found(dialect, _evidence(parsed, dialect), scored[0][0] / total, others)


def _may_be(delimiter: str, text: str) -> bool:
    """Whether the text holds the delimiter, and not only two by two."""
    count = text.count(delimiter)
    return count > 0 and count != 2 * text.count(delimiter * 2)


def name(delimiter: str) -> str:
    """A delimiter in words."""
    return NAMES.get(delimiter, repr(delimiter))


def _sample(lines: list[str], dialect: Dialect) -> list[Record]:
    found: list[Record] = []
    for record in records(lines, dialect):
        if record.text:
            found.append(record)
        if len(found) >= SAMPLE:
            break
    return found


def _quoting(lines: list[str], text: str, delimiter: str) -> Dialect:
    """Double quotes unless apostrophes or a backslash give more consistent records."""
    dialects = [Dialect(delimiter)]
    edge = re.escape(delimiter)
    if len(re.findall(rf"(?m)(?:^|{edge})'[^\r\n]*?'(?={edge}|\r?$)", text)) >= 2:
        dialects.append(Dialect(delimiter, "'", "'"))
    if '\\"' in text:
        dialects.append(Dialect(delimiter, '"', "\\"))
    if len(dialects) == 1:
        return dialects[0]
    return max(dialects, key=lambda one: _consistency(_sample(lines, one)))


def _consistency(parsed: list[Record]) -> float:
    """The share of records that have the commonest width above one."""
    widths = Counter(len(r.cells) for r in parsed if not r.fault and len(r.cells) > 1)
    return max(widths.values(), default=0) / len(parsed) if parsed else 0.0


def _score(parsed: list[Record], dialect: Dialect) -> float:
    """Between 0 and 1: pattern score (few widths, many cells) times share of clean cells."""
    sound = [record for record in parsed if not record.fault]
    if not sound:
        return 0.0
    widths = Counter(len(record.cells) for record in sound)
    pattern = sum(count * (width - 1) / width for width, count in widths.items())
    pattern /= len(widths) * len(parsed)
    cells = [cell for record in sound if len(record.cells) > 1 for cell in record.cells]
    if not cells:
        return 0.0
    clean = sum(1 for cell in cells if not _UNCLEAN.search(cell) or _is_list(cell)) / len(cells)
    prior = 1.0 if dialect.delimiter in USUAL else PRIOR.get(dialect.delimiter, RARE_PRIOR)
    return pattern * clean * prior


def _is_list(cell: str) -> bool:
    """Text with a separator in it that reads as prose or a number: ``Paris, France``, ``1,250``."""
    return '"' not in cell and re.search(r"[,;|](?! |\d{3}\b)|\t", cell) is None


def _evidence(parsed: list[Record], dialect: Dialect) -> str:
    widths = Counter(len(record.cells) for record in parsed if not record.fault)
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]))
    plural = "cell" if width == 1 else "cells"
    sentence = f"{name(dialect.delimiter)}: {count} of the first {len(parsed)} records have {width} {plural}"
    if dialect.escape == "\\":
        sentence += "; a backslash escapes quotes inside cells"
    if dialect.quote == "'":
        sentence += "; cells are quoted with apostrophes"
    return sentence
