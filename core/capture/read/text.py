"""A text file of unknown encoding and dialect to its tables."""

from __future__ import annotations

import io
import shutil
from array import array
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.capture.read import layout, limits, rewrite, scan, several
from core.capture.read.outcome import Finding, Options, Refused, counted, sample_of
from core.capture.read.records import BROKEN, UNCLOSED, Dialect, Record, records
from core.capture.read.source import EXPORT_AGAIN, Source, inspect
from core.capture.read.tell import tell

TAIL_BYTES = 64 * 1024
FAULTS = (UNCLOSED, BROKEN)
SEVERAL = 5
"""Fewer ragged records than this never refuse a file."""


def read_text(path: Path, work: Path, options: Options) -> Finding:
    """The first table in the text file at ``path``. Raises :class:`Refused`."""
    first = read_tables(path, work, options)[0]
    if isinstance(first, Finding):
        return first
    raise Refused(*first["refused"])


def read_tables(path: Path, work: Path, options: Options) -> list[Finding | dict[str, Any]]:
    """Every table in the text file at ``path``, or why it cannot be read; new files go to ``work``.

    Raises :class:`Refused` for a file without any.
    """
    source = inspect(path, options)
    reason = _why_not_plain(source)
    if not reason:
        try:
            return [_plain(source, work)]
        except scan.NotPlain as found:
            reason = str(found)
    return _rewritten(source, work, reason)


def _rewritten(source: Source, work: Path, reason: str) -> list[Finding | dict[str, Any]]:
    """A normalised copy of each table."""
    copy, refusal = None, None
    try:
        copy = _healed(source, work)
    except Refused as found:
        refusal = found
    if copy is None or copy.ragged or copy.blank_lines or copy.footer:
        tables = several.split(source)
        if tables[0].count > 1:
            return [_or_refusal(one, work, "the file holds several tables") for one in tables]
    if source.options.table and source.options.table > 1:
        raise Refused(
            f"The file holds one table, not {source.options.table}.", "Leave out which one to read."
        )
    if copy is None:
        raise refusal or Refused("The table is broken.", EXPORT_AGAIN)
    return [_told(source, copy, work, reason)]


def _or_refusal(source: Source, work: Path, reason: str) -> Finding | dict[str, Any]:
    """One table of several; one that cannot be read does not keep the others back."""
    try:
        return _told(source, _healed(source, work), work, reason)
    except Refused as refusal:
        return {"sheet": source.title, "refused": [refusal.reason, refusal.remedy]}


def _why_not_plain(source: Source) -> str:
    """Why DuckDB could not read the file as it stands, or an empty string."""
    found, taken = source.found.dialect, source.census
    above = source.above
    reasons = (
        (source.guess.encoding != "utf-8", f"its encoding is {source.guess.encoding}"),
        (not taken.is_utf8, "some bytes are no valid UTF-8"),
        (taken.nul > 0, f"it holds {taken.nul} NUL bytes"),
        (taken.cr > 0, "lines end with a lone CR"),
        (
            len(found.delimiter) != 1 or not found.delimiter.isascii(),
            "cells are separated by more than one byte",
        ),
        (not found.quote, "quotes are letters in it"),
        (found.quote != '"', "cells are quoted with apostrophes"),
        (found.escape != '"', "quotes are escaped with a backslash"),
        (
            any("\n" in record.text or record.fault for record in above),
            "the lines above the table hold quotes",
        ),
        (any(not record.cells for record in above), "there are blank lines above the table"),
        (bool(source.options.table), "one table of it was asked for"),
        (
            any(rewrite.is_rule(cells) for cells in _first_records(source)[:1]),
            "a line of dashes stands below the names",
        ),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _plain(source: Source, work: Path) -> Finding:
    """The file as received, or all of it but its footer. Raises :class:`scan.NotPlain`."""
    skip = source.lines_to_skip
    start = source.bom + sum(len(line.encode()) for line in source.lines[:skip])
    footer, end = _tail_footer(source, start)
    last = source.last
    checked = scan.scan(
        source.path,
        start=start,
        end=end,
        first_line=skip + 1,
        width=source.layout.width,
        delimiter=ord(source.found.dialect.delimiter),
        header=last.text.encode() if last and source.layout.is_certain else b"",
    )
    if checked.blank_lines and several.may_hold_more(source, start, end):
        raise scan.NotPlain("another table may follow a blank line")
    finding = _finding(source, checked.lines, checked.records)
    ends = checked.line_ends | {"crlf" if "\r\n" in line else "lf" for line in source.lines[:skip]}
    if len(ends) > 1 and checked.records:
        raise scan.NotPlain("line ends are mixed")
    finding.newline = "crlf" if "crlf" in ends else "lf"
    finding.csv_newline = r"\r\n" if "crlf" in ends else r"\n"
    finding.longest_record_bytes = checked.longest_record
    finding.skip_lines = skip
    finding.delimiter = source.found.dialect.delimiter
    finding.sample = sample_of(_first_records(source)[: checked.records])
    if footer:
        finding.csv = "table.csv"
        _copy_until(source.path, work / finding.csv, end)
    if checked.lines is not None:
        finding.line_map = _write_lines(work, "table.lines", checked.lines)
        finding.first_line = checked.lines[0] if checked.lines else finding.first_line
    tell(finding, source, footer, checked.blank_lines)
    finding.reading["rewritten_because"] = "it ends with a report footer" if footer else None
    return finding


def _first_records(source: Source) -> list[list[str]]:
    width, first = source.layout.width, source.lines_to_skip
    return [one.cells for one in source.start if one.line > first and len(one.cells) == width]


def _tail_footer(source: Source, start: int) -> tuple[list[Record], int]:
    """The footer's records and the byte where it begins; the file's size without one."""
    size = source.census.size
    begin = max(start, size - TAIL_BYTES)
    with source.path.open("rb") as file:
        file.seek(begin)
        tail = file.read()
    if begin > start:
        cut = tail.find(b"\n") + 1
        begin, tail = begin + cut, tail[cut:]
    lines = list(io.StringIO(tail.decode("utf-8", "replace"), newline=""))
    found = list(records(lines, source.found.dialect))
    told = source.options.footer_lines
    kept = found[-max(layout.FOOTER_RECORDS, told or 0) :]
    footer = kept[layout.footer_start(kept, source.layout.width, told) :]
    if not footer:
        return [], size
    before = sum(len(line.encode()) for line in lines[: footer[0].line - 1])
    return footer, begin + before


def _healed(source: Source, work: Path) -> rewrite.Copy:
    """A normalised copy; quotes escaped with a backslash are understood where that mends it.

    Raises :class:`Refused` when most records do not fit the header.
    """
    copy = _copy(source, work, source.found.dialect)
    if source.options.escape is None and any(
        one.reason in FAULTS and '\\"' in one.text for one in copy.ragged
    ):
        other = replace(source.found.dialect, escape="\\")
        healed = _copy(source, work, other)
        if len(healed.ragged) < len(copy.ragged):
            source.found = replace(source.found, dialect=other)
            copy = healed
        else:
            copy = _copy(source, work, source.found.dialect)
    _refuse_if_mostly_ragged(source, copy)
    return copy


def _copy(source: Source, work: Path, chosen: Dialect) -> rewrite.Copy:
    damaged = source.guess.encoding != "utf-8" or not source.census.is_utf8
    with source.body(chosen) as body:
        try:
            return rewrite.rewrite(
                body,
                source.names,
                work / source.csv_name,
                may_lack_bytes=damaged,
                knows_header=source.layout.is_certain and source.layout.rows > 0,
                footer_lines=source.options.footer_lines,
            )
        except rewrite.TooRagged as error:
            raise Refused(f"The table is broken: {error}.", EXPORT_AGAIN) from error


def _told(source: Source, copy: rewrite.Copy, work: Path, reason: str) -> Finding:
    """What the copy of one table is, with everything said about it."""
    finding = _finding(source, copy.lines, copy.records)
    finding.sheet = source.title
    finding.csv = source.csv_name
    finding.newline = source.census.newline
    finding.longest_record_bytes = copy.longest_record
    finding.sample = sample_of(copy.sample)
    finding.ragged = copy.ragged
    if not copy.is_one_line_each:
        finding.line_map = _write_lines(work, f"{finding.csv[:-4]}.lines", copy.lines)
    tell(finding, source, copy.footer, copy.blank_lines)
    finding.reading["rewritten_because"] = reason
    notes = finding.reading["notes"]
    if copy.surplus_empty:
        notes.append(
            f"At the end of {counted(copy.surplus_empty, 'record')}, surplus separators were dropped."
        )
    if copy.forced_text:
        notes.append(f'{counted(copy.forced_text, "cell")} written as ="text", read as that text.')
    if copy.ragged:
        first = copy.ragged[0]
        notes.append(
            f"{counted(len(copy.ragged), 'record')} refused, not to be trusted;"
            f" the first is line {first.line}: {first.reason}"
        )
    return finding


def _refuse_if_mostly_ragged(source: Source, copy: rewrite.Copy) -> None:
    known = (rewrite.HEADER_AGAIN, rewrite.RULE)
    broken = [one for one in copy.ragged if one.reason not in known]
    if len(broken) >= SEVERAL and len(broken) > copy.records / 2:
        raise Refused(
            f"{len(broken):,} of {copy.records:,} records do not fit the header of"
            f" {source.layout.width} columns in line {source.header_line}"
            f" (line {broken[0].line}: {broken[0].reason})",
            EXPORT_AGAIN,
        )


def _finding(source: Source, lines: array[int] | None, records_read: int) -> Finding:
    return Finding(
        header=source.names,
        header_line=source.header_line,
        first_line=lines[0] if lines else source.lines_to_skip + 1,
        records=records_read,
        encoding=source.guess.encoding,
    )


def _write_lines(work: Path, name: str, lines: array[int]) -> str:
    with (work / name).open("wb") as file:
        lines.tofile(file)
    return name


def _copy_until(path: Path, target: Path, end: int) -> None:
    with path.open("rb") as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, limits.MIB)
        file.truncate(end)
