"""A text file of unknown encoding and dialect to one table."""

from __future__ import annotations

import io
import shutil
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from core.capture.read import census, dialect, encoding, explain, layout, limits, rewrite, scan
from core.capture.read.outcome import Finding, Options, Refused, repeated, sample_of
from core.capture.read.records import BROKEN, UNCLOSED, Dialect, Record, records

TAIL_BYTES = 64 * 1024
WIDE = ("utf-16", "utf-32")
FAULTS = (UNCLOSED, BROKEN)
SEVERAL = 5
"""Fewer ragged records than this never refuse a file."""

EXPORT_AGAIN = (
    "Export it again, with text in quotes, or open it in a spreadsheet and save it as .xlsx."
)


@dataclass
class Source:
    """One text file on its way: what is known of it so far."""

    path: Path
    census: census.Census
    guess: encoding.Guess
    bom: int
    head: bytes
    lines: list[str]
    found: dialect.Found
    start: list[Record]
    layout: layout.Layout

    @property
    def header(self) -> Record:
        return self.start[self.layout.header]

    @property
    def lines_to_skip(self) -> int:
        """Physical lines up to and including the header."""
        return self.header.line + self.header.text.replace("\r\n", "\n").count("\n")


def read_text(path: Path, work: Path, options: Options) -> Finding:
    """The table in the text file at ``path``; new files go to ``work``. Raises :class:`Refused`."""
    source = _inspect(path, options)
    reason = _why_not_plain(source)
    if not reason:
        try:
            return _plain(source, work)
        except scan.NotPlain as found:
            reason = str(found)
    return _rewritten(source, work, reason)


def _inspect(path: Path, options: Options) -> Source:
    with path.open("rb") as file:
        head = file.read(limits.HEAD_BYTES)
        if b"\n" not in head and b"\r" not in head:
            head += file.read(limits.RECORD_BYTES)
        is_all = not file.read(1)
    taken, guess, bom = _encoding(path, head, options.encoding)
    lines = _lines_of(head[bom:].decode(guess.encoding, "replace"), is_all)
    declared = _declared(lines)
    found = dialect.find(lines, options.delimiter or declared)
    start = list(records(lines, found.dialect))
    if declared:
        start[0] = start[0]._replace(cells=[start[0].text])
    where = layout.find_header(start, options.header_line)
    if where.header < 0:
        raise Refused(
            f"There is no header: {where.evidence}.", "Say in which line the header stands."
        )
    _check_header(start, where, options)
    return Source(path, taken, guess, bom, head, lines, found, start, where)


def _declared(lines: list[str]) -> str | None:
    """The separator that a first line ``sep=;`` declares, as spreadsheets write it."""
    first = lines[0].rstrip("\r\n") if lines else ""
    return first[4] if first.lower().startswith("sep=") and len(first) == 5 else None


def _check_header(start: list[Record], where: layout.Layout, options: Options) -> None:
    """Raises :class:`Refused` for a header that cannot be trusted."""
    broken = next((record for record in start[: where.header] if record.fault), None)
    if broken and options.header_line is None:
        raise Refused(
            f"The header cannot be told: line {broken.line} above the table is broken ({broken.fault})",
            EXPORT_AGAIN,
        )
    if where.width > limits.COLUMNS:
        raise Refused(
            f"The header has {where.width:,} columns; at most {limits.COLUMNS:,} are read.",
            "Export only the columns that are needed.",
        )
    if len(start[where.header].text) > limits.HEADER_CHARS:
        raise Refused(
            f"The header, line {start[where.header].line}, is longer than 1 MB: this is not a table.",
            "Export it again as CSV with one record a line.",
        )


def _encoding(
    path: Path, head: bytes, told: str | None
) -> tuple[census.Census, encoding.Guess, int]:
    declared, bom = encoding.from_bom(head)
    if told in WIDE:
        told = declared or encoding.wide_without_bom(head) or f"{told}-le"
    if told and told != declared:
        bom = 0
    wide = told or declared or encoding.wide_without_bom(head)
    if wide.startswith(WIDE):
        evidence = "every other byte is NUL"
        if told or declared:
            evidence = "as told" if told else "byte-order mark"
        return census.Census(size=path.stat().st_size), encoding.Guess(wide, True, evidence), bom
    taken = census.take(path)
    if taken.longest_line > limits.RECORD_BYTES:
        raise Refused(
            f"A line is longer than {limits.RECORD_BYTES // limits.MIB} MB: this is not a table.",
            "Export it again as CSV with one record a line.",
        )
    if taken.nul > taken.size / 10:
        raise Refused("The file is binary: more than a tenth of it is NUL bytes.", EXPORT_AGAIN)
    if told:
        return taken, encoding.Guess(told, True, "as told"), bom
    return taken, _guess(path, taken, bool(bom)), bom


def _guess(path: Path, taken: census.Census, has_bom: bool) -> encoding.Guess:
    if taken.is_ascii:
        return encoding.Guess("utf-8", True, "only ASCII")
    if taken.is_utf8:
        return encoding.Guess("utf-8", True, "every byte is valid UTF-8")
    words = census.words(path)
    if has_bom or encoding.is_damaged_utf8(words):
        return encoding.Guess(
            "utf-8", True, f"UTF-8, but damaged first at byte {taken.bad_utf8_at}"
        )
    return encoding.guess(words)


def _lines_of(text: str, is_all: bool) -> list[str]:
    lines = list(io.StringIO(text, newline=""))
    return lines if is_all or len(lines) < 2 else lines[:-1]


def _why_not_plain(source: Source) -> str:
    """Why DuckDB could not read the file as it stands, or an empty string."""
    found, taken = source.found.dialect, source.census
    above = source.start[: source.layout.header + 1]
    reasons = (
        (source.guess.encoding != "utf-8", f"its encoding is {source.guess.encoding}"),
        (not taken.is_utf8, "some bytes are no valid UTF-8"),
        (taken.nul > 0, f"it holds {taken.nul} NUL bytes"),
        (taken.cr > 0, "lines end with a lone CR"),
        (
            len(found.delimiter) != 1 or not found.delimiter.isascii(),
            "cells are separated by more than one byte",
        ),
        (found.quote != '"', "cells are quoted with apostrophes"),
        (found.escape != '"', "quotes are escaped with a backslash"),
        (
            any("\n" in record.text or record.fault for record in above),
            "the lines above the table hold quotes",
        ),
        (any(not record.cells for record in above), "there are blank lines above the table"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _plain(source: Source, work: Path) -> Finding:
    """The file as received, or all of it but its footer. Raises :class:`scan.NotPlain`."""
    skip = source.lines_to_skip
    start = source.bom + sum(len(line.encode()) for line in source.lines[:skip])
    footer, end = _tail_footer(source, start)
    header_bytes = source.header.text.encode() if source.layout.is_certain else b""
    checked = scan.scan(
        source.path,
        start=start,
        end=end,
        first_line=skip + 1,
        width=source.layout.width,
        delimiter=ord(source.found.dialect.delimiter),
        header=header_bytes,
    )
    sample = [
        record.cells
        for record in source.start[source.layout.header + 1 :]
        if len(record.cells) == source.layout.width
    ][: checked.records]
    finding = _finding(source, checked.lines, checked.records)
    ends = checked.line_ends | {"crlf" if "\r\n" in line else "lf" for line in source.lines[:skip]}
    if len(ends) > 1 and checked.records:
        raise scan.NotPlain("line ends are mixed")
    finding.newline = "crlf" if "crlf" in ends else "lf"
    finding.csv_newline = r"\r\n" if "crlf" in ends else r"\n"
    finding.longest_record_bytes = checked.longest_record
    finding.skip_lines = skip
    finding.delimiter = source.found.dialect.delimiter
    finding.sample = sample_of(sample)
    if footer:
        finding.csv = "table.csv"
        _copy_until(source.path, work / finding.csv, end)
    if checked.lines is not None:
        finding.line_map = _write_lines(work, checked.lines)
        finding.first_line = checked.lines[0] if checked.lines else finding.first_line
    _tell(finding, source, footer, checked.blank_lines)
    finding.reading["rewritten_because"] = "it ends with a report footer" if footer else None
    return finding


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
    at = layout.footer_start(found[-layout.FOOTER_RECORDS :], source.layout.width)
    footer = found[-layout.FOOTER_RECORDS :][at:]
    if not footer:
        return [], size
    before = sum(len(line.encode()) for line in lines[: footer[0].line - 1])
    return footer, begin + before


def _rewritten(source: Source, work: Path, reason: str) -> Finding:
    """A normalised copy. Raises :class:`Refused` when most records do not fit the header."""
    copy = _copy(source, work, source.found.dialect)
    if any(one.reason in FAULTS and '\\"' in one.text for one in copy.ragged):
        other = replace(source.found.dialect, escape="\\")
        healed = _copy(source, work, other)
        if len(healed.ragged) < len(copy.ragged):
            source.found = replace(source.found, dialect=other)
            copy = healed
        else:
            copy = _copy(source, work, source.found.dialect)
    _refuse_if_mostly_ragged(source, copy)
    finding = _finding(source, copy.lines, copy.records)
    finding.csv = "table.csv"
    finding.newline = source.census.newline
    finding.longest_record_bytes = copy.longest_record
    finding.sample = sample_of(copy.sample)
    finding.ragged = copy.ragged
    if not copy.is_one_line_each:
        finding.line_map = _write_lines(work, copy.lines)
    _tell(finding, source, copy.footer, copy.blank_lines)
    finding.reading["rewritten_because"] = reason
    if copy.surplus_empty:
        finding.reading["notes"].append(
            f"{copy.surplus_empty:,} records end with surplus separators, which were dropped."
        )
    if copy.ragged:
        first = copy.ragged[0]
        finding.reading["notes"].append(
            f"{len(copy.ragged):,} records cannot be trusted and are refused; the first is line {first.line}: {first.reason}"
        )
    return finding


def _copy(source: Source, work: Path, chosen: Dialect) -> rewrite.Copy:
    damaged = source.guess.encoding != "utf-8" or not source.census.is_utf8
    with _text(source) as stream:
        body = (record for record in records(stream, chosen) if record.line > source.header.line)
        try:
            return rewrite.rewrite(
                body,
                source.header.cells,
                work / "table.csv",
                may_lack_bytes=damaged,
                knows_header=source.layout.is_certain,
            )
        except rewrite.TooRagged as error:
            raise Refused(f"The table is broken: {error}.", EXPORT_AGAIN) from error


@contextmanager
def _text(source: Source) -> Iterator[io.TextIOWrapper]:
    with source.path.open("rb") as file:
        file.seek(source.bom)
        yield io.TextIOWrapper(file, source.guess.encoding, errors="replace", newline="")


def _refuse_if_mostly_ragged(source: Source, copy: rewrite.Copy) -> None:
    broken = [one for one in copy.ragged if one.reason != rewrite.HEADER_AGAIN]
    if len(broken) >= SEVERAL and len(broken) > copy.records / 2:
        raise Refused(
            f"{len(broken):,} of {copy.records:,} records do not fit the header of"
            f" {source.layout.width} columns in line {source.header.line}"
            f" (line {broken[0].line}: {broken[0].reason})",
            EXPORT_AGAIN,
        )


def _finding(source: Source, lines: array[int] | None, records_read: int) -> Finding:
    return Finding(
        header=source.header.cells,
        header_line=source.header.line,
        first_line=lines[0] if lines else source.lines_to_skip + 1,
        records=records_read,
        encoding=source.guess.encoding,
    )


def _write_lines(work: Path, lines: array[int]) -> str:
    with (work / "table.lines").open("wb") as file:
        lines.tofile(file)
    return "table.lines"


def _copy_until(path: Path, target: Path, end: int) -> None:
    with path.open("rb") as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, limits.MIB)
        file.truncate(end)


def _tell(finding: Finding, source: Source, footer: list[Record], blank_lines: int) -> None:
    """Fill ``reading``: everything said on screen about how the file was understood."""
    above = [record.text for record in source.start[: source.layout.header] if record.text]
    below = [record.text for record in footer if record.text]
    finding.footer_lines = len(footer)
    guess = source.guess
    notes = [
        f"{guess.encoding}: {guess.evidence}.",
        f"{source.found.evidence}.",
        f"Header: {source.layout.evidence}.",
    ]
    if above:
        notes.append(f"{len(above)} lines above the header are no part of the table.")
    if below:
        notes.append(f"{len(below)} lines below the last record are a report's footer.")
    promised = layout.promised_records(footer)
    if promised is not None and promised != finding.records:
        notes.append(f"The footer says {promised:,} records; {finding.records:,} were read.")
    if blank_lines:
        notes.append(f"{blank_lines:,} blank lines are no records.")
    names = repeated(finding.header)
    if names:
        notes.append(f"{len(names)} column names occur more than once: {', '.join(names[:5])}.")
    finding.reading = {
        "encoding": guess.encoding,
        "encoding_is_certain": guess.is_certain,
        "encoding_candidates": list(guess.candidates),
        "encoding_examples": list(guess.examples),
        "delimiter": dialect.name(source.found.dialect.delimiter),
        "header_is_certain": source.layout.is_certain,
        "repeated_columns": names,
        "preamble": above,
        "footer": below,
        "promised_records": promised,
        "blank_lines": blank_lines,
        "rewritten_because": None,
        "dialect": explain.dialect_of(
            finding, guess, source.found, source.layout, above=len(above), below=below
        ),
        "notes": notes,
    }
