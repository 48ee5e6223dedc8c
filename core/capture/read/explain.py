"""How the bytes were understood, part by part, with what speaks for it and what else it could be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.capture.read import dialect
from core.capture.read.encoding import Guess
from core.capture.read.layout import Layout
from core.capture.read.marks import number_marks, part
from core.capture.read.outcome import Finding, counted

LINE_ENDS = {
    "lf": "every line ends with LF",
    "crlf": "every line ends with CR LF",
    "cr": "every line ends with CR",
    "mixed": "lines end in more than one way",
    "none": "there is no line end",
}


def dialect_of(
    finding: Finding,
    guess: Guess,
    found: dialect.Found,
    where: Layout,
    *,
    above: int,
    below: Sequence[str],
    tables: tuple[int, int] = (1, 1),
) -> dict[str, Any]:
    """``reading["dialect"]`` of a text file; ``tables`` is which of how many."""
    chosen = found.dialect
    return {
        "encoding": part(guess.encoding, guess.evidence, guess.confidence, guess.alternatives),
        "delimiter": part(chosen.delimiter, found.evidence, found.confidence, found.alternatives),
        "quote": part(chosen.quote, found.quote_evidence, found.quote_confidence),
        "escape": part(chosen.escape, found.escape_evidence, found.quote_confidence),
        "line_ends": part(finding.newline, LINE_ENDS.get(finding.newline, ""), 1.0),
        "preamble": part(above, _preamble(above, where), where.confidence),
        "header": {
            **part(where.rows, where.evidence, where.confidence, where.alternatives),
            "line": finding.header_line,
        },
        "footer": part(len(below), _footer(below), 0.9 if below else 1.0),
        "tables": {
            **part(tables[1], _tables(tables[1]), 1.0 if tables[1] == 1 else 0.9),
            "table": tables[0],
        },
        **number_marks(finding.sample),
    }


def _preamble(above: int, where: Layout) -> str:
    if not above:
        return "the table begins in the first line"
    return f"{counted(above, 'line')} not as wide as the table of {counted(where.width, 'column')}"


def _footer(below: Sequence[str]) -> str:
    if not below:
        return "the last line is a record"
    return f"from {below[0][:60]!r} on no line is a record"


def _tables(count: int) -> str:
    if count == 1:
        return "no second header follows"
    return f"{count} headers, each with records of its own width or kind below it"
