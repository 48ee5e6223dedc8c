"""What is said on screen about how a text file was understood."""

from __future__ import annotations

from collections.abc import Sequence

from core.capture.read import dialect, explain, layout
from core.capture.read.outcome import Finding, counted, repeated
from core.capture.read.records import Record
from core.capture.read.source import Source


def tell(finding: Finding, source: Source, footer: list[Record], blank_lines: int) -> None:
    """Fill ``reading``: everything said on screen about how the file was understood."""
    top = source.start[: source.layout.header]
    above = [record.text for record in top if record.text]
    below = [record.text for record in footer if record.text]
    promised = layout.promised_records(footer)
    finding.footer_lines = len(footer)
    guess = source.guess
    finding.reading = {
        "encoding": guess.encoding,
        "encoding_is_certain": guess.is_certain,
        "encoding_candidates": list(guess.candidates),
        "encoding_examples": list(guess.examples),
        "delimiter": dialect.name(source.found.dialect.delimiter),
        "header_is_certain": source.layout.is_certain,
        "repeated_columns": repeated(finding.header),
        "preamble": above,
        "footer": below,
        "promised_records": promised,
        "blank_lines": blank_lines,
        "rewritten_because": None,
        "dialect": explain.dialect_of(
            finding,
            guess,
            source.found,
            source.layout,
            above=source.header_line - source.first_line,
            below=below,
            tables=(source.number, source.count),
        ),
        "notes": _notes(finding, source, (above, below), promised, blank_lines),
    }


def _notes(
    finding: Finding,
    source: Source,
    around: tuple[Sequence[str], Sequence[str]],
    promised: int | None,
    blank_lines: int,
) -> list[str]:
    above, below = around
    notes = [
        f"{source.guess.encoding}: {source.guess.evidence}.",
        f"{source.found.evidence}.",
        f"Header: {source.layout.evidence}.",
    ]
    if source.count > 1:
        notes.insert(0, f"Table {source.number} of {source.count} in the file.")
    if above:
        notes.append(f"{counted(len(above), 'line')} above the header, no part of the table.")
    if below:
        notes.append(f"{counted(len(below), 'line')} below the last record, a report's footer.")
    if promised is not None and promised != finding.records:
        notes.append(f"The footer says {promised:,} records; {finding.records:,} were read.")
    if blank_lines:
        notes.append(f"{counted(blank_lines, 'blank line')}, left out.")
    names = repeated(finding.header)
    if names:
        notes.append(
            f"{counted(len(names), 'column name')} more than once: {', '.join(names[:5])}."
        )
    return notes
