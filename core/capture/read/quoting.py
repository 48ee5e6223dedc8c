"""Which character quotes cells, and how a quote inside a quoted cell is written."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from core.capture.read.records import BROKEN, Dialect, Record, records

SAMPLE = 300

CLEARLY = 0.05
"""By this share of records an unusual way of quoting must do better than the usual one."""

LEAST = 3
"""Records that only an unusual way of quoting can read, below which it is not believed."""


MOST = 0.8
"""Share of lines with a cell between apostrophes from which on apostrophes quote cells."""


def find(
    lines: list[str], text: str, delimiter: str, quote: str | None, escape: str | None
) -> Dialect:
    """How cells are quoted when ``delimiter`` separates them; what is told is taken.

    Double quotes unless apostrophes, a backslash or no quoting at all give more consistent records.
    """
    if quote == "":
        return Dialect(delimiter, "", "")
    if quote is not None:
        return _told(lines, text, delimiter, quote, escape)
    if escape is not None:
        return Dialect(delimiter, '"', escape or '"')
    dialects = [Dialect(delimiter)]
    wrapped = _between(text, delimiter, "'")
    if wrapped >= 2:
        dialects.append(Dialect(delimiter, "'", "'"))
        if "\\'" in text:
            dialects.append(Dialect(delimiter, "'", "\\"))
    if '\\"' in text:
        dialects.append(Dialect(delimiter, '"', "\\"))
    if wrapped >= max(LEAST, MOST * len(lines)) and '"' not in text:
        # As many apostrophes around cells as there are lines are no accident.
        dialects = [*dialects[1:], Dialect(delimiter, "'", "'", is_loose=True), dialects[0]]
    parsed = {one: sample(lines, one) for one in dialects}
    best = max(
        dialects, key=lambda one: (consistency(parsed[one]), encloses_most(parsed[one], one))
    )
    return _unusual(lines, best, parsed[best], dialects)


def _told(lines: list[str], text: str, delimiter: str, quote: str, escape: str | None) -> Dialect:
    if escape is not None:
        return Dialect(delimiter, quote, escape or quote)
    doubled = Dialect(delimiter, quote, quote)
    if f"\\{quote}" not in text:
        return doubled
    slashed = Dialect(delimiter, quote, "\\")
    return max(doubled, slashed, key=lambda one: consistency(sample(lines, one)))


def _unusual(
    lines: list[str], best: Dialect, parsed: list[Record], dialects: list[Dialect]
) -> Dialect:
    """Quotes that are not escaped, or are letters, where the usual ways leave many records broken."""
    broken = sum(1 for record in parsed if record.fault)
    if broken < LEAST:
        return best
    others = [
        Dialect(one.delimiter, "'", "'", is_loose=True) for one in dialects if one.quote == "'"
    ]
    if not any(_is_quoted(record, best) for record in parsed):
        others.append(Dialect(best.delimiter, "", ""))
    least = consistency(parsed) + CLEARLY
    better = [(consistency(sample(lines, one)), one) for one in others]
    found = max(better, key=lambda one: one[0], default=(0.0, best))
    return found[1] if found[0] >= least else best


def _between(text: str, delimiter: str, quote: str) -> int:
    """How many cells stand between two of these quotes."""
    edge = re.escape(delimiter)
    return len(re.findall(rf"(?m)(?:^|{edge}){quote}[^\r\n]*?{quote}(?={edge}|\r?$)", text))


def _is_quoted(record: Record, dialect: Dialect) -> bool:
    """Whether a cell of a record without a fault is quoted."""
    quote, edge = dialect.quote, dialect.delimiter
    if record.fault or not quote:
        return False
    return record.text.startswith(quote) or edge + quote in record.text


def sample(lines: list[str], dialect: Dialect) -> list[Record]:
    """The first records of a file that are not blank."""
    found: list[Record] = []
    for record in records(lines, dialect):
        if record.text:
            found.append(record)
        if len(found) >= SAMPLE:
            break
    return found


def consistency(parsed: list[Record]) -> float:
    """The share of records that have the commonest width above one."""
    widths = Counter(len(r.cells) for r in parsed if not r.fault and len(r.cells) > 1)
    return max(widths.values(), default=0) / len(parsed) if parsed else 0.0


def encloses_most(parsed: list[Record], dialect: Dialect) -> bool:
    """Whether at least half of all cells of sound records stand between quotes of the dialect."""
    quote, edge = re.escape(dialect.quote), re.escape(dialect.delimiter)
    if not quote:
        return False
    enclosed = re.compile(rf"(?:^|{edge}){quote}[^\r\n]*?{quote}(?={edge}|$)")
    cells = sum(len(record.cells) for record in parsed if len(record.cells) > 1)
    found = sum(len(enclosed.findall(one.text)) for one in parsed if len(one.cells) > 1)
    return cells > 0 and found >= cells / 2


def has_other_quotes(parsed: list[Record], dialect: Dialect) -> bool:
    """Whether a cell stands between apostrophes though these are no quotes of the dialect.

    Or a record ends in a cell that begins with one and the next has another width, as when a
    line end stands within.
    """
    if dialect.quote == "'":
        return False
    return any(
        len(cell) > 1 and cell[0] == cell[-1] == "'" for record in parsed for cell in record.cells
    ) or any(
        one.cells and one.cells[-1].startswith("'") and len(other.cells) != len(one.cells)
        for one, other in pairwise(parsed)
    )


def evidence(parsed: list[Record], dialect: Dialect) -> tuple[str, str]:
    """What speaks for the quote and for the way it is escaped, each as a clause."""
    if not dialect.quote:
        return "a quote is a letter: no cell is quoted with it", "nothing is quoted"
    quoted = sum(1 for record in parsed if _is_quoted(record, dialect))
    broken = sum(1 for record in parsed if record.fault == BROKEN)
    told = f"{quoted:,} of the first {len(parsed):,} records hold quoted cells"
    if not quoted:
        told = "no cell of the first records is quoted; this is the usual quote"
    if broken:
        told += f", {broken:,} are broken"
    if dialect.is_loose:
        return told, "quotes inside cells are not escaped; one before a separator closes its cell"
    if dialect.escape != dialect.quote:
        return told, f"quotes inside cells stand behind {dialect.escape!r}"
    return told, "a quote inside a cell is written twice"
