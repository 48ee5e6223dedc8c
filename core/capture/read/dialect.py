"""Which character separates cells and which quotes them, by consistency of the records it gives.

After CleverCSV (van den Burg, Nazábal, Sutton 2019): a good dialect gives many records of few
different widths whose cells look clean; unlike its implementation a record with broken quoting
counts against a dialect, and a rare separator must beat the usual ones clearly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.capture.read import quoting
from core.capture.read.quoting import sample
from core.capture.read.records import Dialect, Record

USUAL = (",", ";", "\t", "|")
RARE = ("\x1f", "\x01", "\x1e", "^", "~", "||", "::", "|~|", "~|~", ", ", "; ", ":", " ")
PRIOR = {", ": 0.9, "; ": 0.9, ":": 0.4, " ": 0.3}
RARE_PRIOR = 0.8
OWN_PRIOR = 0.7
"""Of a separator of several characters that is on no list, but on every line."""

OTHER_QUOTES = 0.7
"""What is left of the confidence in double quotes when a cell stands between apostrophes."""

ALONE = (",", "\t", "|", ";", "\x1f")
"""Of these, one that a file of a single column does not hold is taken for its separator."""

PROSE = 0.25
"""Share of lines without a separator from which on it may be punctuation."""

LEGAL = 0.8
"""Share of lines with a separator that must end in a legal form for them to be names of companies."""

_LEGAL_FORM = re.compile(
    r"(?:inc|incorporated|l\.?l\.?c|l\.?l\.?p|l\.?p|ltd|limited|corp|corporation|co|plc|p\.?c|pty(?:\.? ltd)?"
    r"|gmbh|ag|kg|s\.?e|s\.?a|s\.?l|s\.?a\.?s|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|aps|a/s)\.?",
    re.IGNORECASE,
)

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
_SEVERAL = re.compile(r"[^\w\s\"'.,+\-()]{2,4}|[^\w\s\"'()](?: [^\w\s\"'()])+|\t{2,4}")


@dataclass(frozen=True)
class Found:
    """The dialect, and the evidence for it in a sentence."""

    dialect: Dialect
    evidence: str
    confidence: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other delimiters, best first, each with the confidence in it."""
    quote_evidence: str = ""
    quote_confidence: float = 1.0
    escape_evidence: str = ""


def find(
    lines: list[str],
    delimiter: str | None = None,
    quote: str | None = None,
    escape: str | None = None,
) -> Found:
    """The dialect of a file that begins with ``lines`` (line ends kept); what is told is taken."""
    text = "".join(lines)
    candidates = [delimiter] if delimiter else list(_candidates(lines, text))
    scored = []
    for candidate in candidates:
        dialect = quoting.find(lines, text, candidate, quote, escape)
        parsed = sample(lines, dialect)
        scored.append((_score(parsed, dialect), dialect, parsed))
    scored.sort(key=lambda one: -one[0])
    if not scored or (
        not delimiter and (scored[0][0] <= 0 or _is_prose(scored[0][2], scored[0][1].delimiter))
    ):
        absent = next((one for one in ALONE if one not in text), ALONE[-1])
        alone = quoting.find(lines, text, absent, quote, escape)
        return _found(alone, "one column: no line can be split", sample(lines, alone))
    _, dialect, parsed = scored[0]
    confidence, others = _confidence([(score, one.delimiter) for score, one, _ in scored])
    if delimiter:
        confidence = 1.0
    return _found(dialect, _evidence(parsed, dialect), parsed, confidence, others)


def _is_prose(parsed: list[Record], delimiter: str) -> bool:
    """Whether a separator is only punctuation in the text of a single column.

    All that it parts is a company's name and its legal form; or its first line has none, at least a quarter of the lines below the first that has one have none
    either, and the others mostly have one: ``name``, ``Acme, Inc.``, ``Beta``, ``Ceta, Ltd``.
    """
    widths = [len(record.cells) for record in parsed if not record.fault]
    if _are_companies([one.cells for one in parsed if len(one.cells) > 1], delimiter):
        return True
    if (
        not widths
        or widths[0] != 1
        or Counter(w for w in widths if w > 1).most_common(1)[0][0] != 2
    ):
        return False
    below = widths[next(index for index, width in enumerate(widths) if width > 1) :]
    return below.count(1) >= PROSE * len(below)


def _are_companies(split: list[list[str]], delimiter: str) -> bool:
    """Whether what stands behind a separator and a blank is a legal form, from the first line on.

    A line of other names above it, such as ``Company, Form``, makes two columns of it.
    """
    forms = [
        len(cells) == 2
        and f"{delimiter}{cells[1]}"[1:2].isspace()
        and _LEGAL_FORM.fullmatch(cells[1].strip()) is not None
        for cells in split
    ]
    return len(forms) > 1 and forms[0] and sum(forms) >= LEGAL * len(forms)


def _found(
    dialect: Dialect,
    evidence: str,
    parsed: list[Record],
    confidence: float = 1.0,
    others: tuple[tuple[str, float], ...] = (),
) -> Found:
    quote_evidence, escape_evidence = quoting.evidence(parsed, dialect)
    # A quote that no cell needs is as good as certain: nothing would be read otherwise.
    sound = sum(1 for record in parsed if not record.fault) / len(parsed) if parsed else 1.0
    if dialect.is_loose:
        sound *= 0.8
    if quoting.has_other_quotes(parsed, dialect):
        sound *= OTHER_QUOTES
    return Found(dialect, evidence, confidence, others, quote_evidence, sound, escape_evidence)


def _confidence(
    scored: list[tuple[float, str]],
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The confidence in the best, and the others that are worth naming with theirs."""
    weights = [(max(score, 0.0) ** 3, delimiter) for score, delimiter in scored]
    whole = sum(weight for weight, _ in weights) or 1.0
    others = [(delimiter, round(weight / whole, 3)) for weight, delimiter in weights[1:4]]
    return weights[0][0] / whole, tuple(one for one in others if one[1] >= 0.01)


def _candidates(lines: list[str], text: str) -> Iterable[str]:
    """Separators that may be meant: the usual ones, rare ones, and what stands on every line."""
    found = [one for one in (*USUAL, *RARE) if _may_be(one, text)]
    head = [line for line in lines[:50] if line.strip()]
    counts = [Counter(one.group() for one in _SEVERAL.finditer(line)) for line in head]
    if len(head) >= 2:
        for candidate in sorted(set().union(*counts) - {*USUAL, *RARE}):
            on = [count[candidate] for count in counts if candidate in count]
            if len(on) >= 0.9 * len(head) and len(set(on)) <= 2:
                found.append(candidate)
    longer = [one for one in found if len(one) > 1 and not any(map(str.isspace, one))]
    return [one for one in found if not any(_is_part(one, whole, text) for whole in longer)]


def _is_part(delimiter: str, whole: str, text: str) -> bool:
    """Whether a separator occurs only as part of a longer one."""
    inside = whole.count(delimiter)
    return delimiter != whole and inside > 0 and text.count(delimiter) == inside * text.count(whole)


def _may_be(delimiter: str, text: str) -> bool:
    """Whether the text holds the delimiter, and not only two by two."""
    count = text.count(delimiter)
    return count > 0 and count != 2 * text.count(delimiter * 2)


def name(delimiter: str) -> str:
    """A delimiter in words."""
    return NAMES.get(delimiter, repr(delimiter))


def _score(parsed: list[Record], dialect: Dialect) -> float:
    """Between 0 and 1: pattern score (few widths, many cells) times share of clean cells."""
    sound = [record for record in parsed if not record.fault]
    if not sound:
        return 0.0
    if _is_half(sound, dialect.delimiter):
        return 0.0
    widths = Counter(len(record.cells) for record in sound)
    pattern = sum(count * (width - 1) / width for width, count in widths.items())
    pattern /= len(widths) * len(parsed)
    cells = [cell for record in sound if len(record.cells) > 1 for cell in record.cells]
    if not cells:
        return 0.0
    clean = sum(1 for cell in cells if not _UNCLEAN.search(cell) or _is_list(cell)) / len(cells)
    return pattern * clean * _prior(dialect.delimiter)


def _is_half(sound: list[Record], delimiter: str) -> bool:
    """Whether every second cell is empty in all records: the separator is two of these."""
    if len(delimiter) > 1 or len(sound) < 2:
        return False
    return all(len(one.cells) % 2 and not any(one.cells[1::2]) for one in sound) and any(
        len(one.cells) > 1 for one in sound
    )


def _prior(delimiter: str) -> float:
    if delimiter in USUAL:
        return 1.0
    return PRIOR.get(delimiter, RARE_PRIOR if delimiter in RARE else OWN_PRIOR)


def _is_list(cell: str) -> bool:
    """Text with a separator in it that reads as prose or a number: ``Paris, France``, ``1,250``."""
    return '"' not in cell and re.search(r"[,;|](?! |\d{3}\b)|\t", cell) is None


def _evidence(parsed: list[Record], dialect: Dialect) -> str:
    widths = Counter(len(record.cells) for record in parsed if not record.fault)
    if not widths:
        return f"{name(dialect.delimiter)}: no record could be read"
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]))
    plural = "cell" if width == 1 else "cells"
    sentence = f"{name(dialect.delimiter)}: {count} of the first {len(parsed)} records have {width} {plural}"
    if dialect.escape == "\\":
        sentence += "; a backslash escapes quotes inside cells"
    if dialect.quote == "'":
        sentence += "; cells are quoted with apostrophes"
    return sentence
