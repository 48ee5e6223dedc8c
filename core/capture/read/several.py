"""One file that holds several tables, taken apart."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import dropwhile, takewhile

from core.capture.read import limits, tables
from core.capture.read.header import counted, find_table
from core.capture.read.kinds import looks_like_names
from core.capture.read.layout import Layout
from core.capture.read.outcome import Options, Refused
from core.capture.read.records import Record, records
from core.capture.read.source import Source

LOOKED_AT = 32 * 1024
"""Bytes below a blank line by which it is judged."""

START_RECORDS = 300
"""Records of each table by which its header is judged."""


def split(source: Source) -> list[Source]:
    """The tables of a file, each with its lines; the one that was asked for if one was.

    Raises :class:`Refused` when there is none of the number asked for.
    """
    with source.body(source.found.dialect) as body:
        found = [one for one in tables.starts(body, source.names) if not one.is_again]
    if not found:
        return [source]
    count = len(found) + 1
    parts = [replace(source, count=count, until=found[0].line)]
    for number, (start, records_of) in enumerate(_beginnings(source, found), start=2):
        where = _header(records_of, start.header, number, source.options)
        until = found[number - 1].line if number < count else 0
        parts.append(
            replace(source, start=records_of, layout=where, number=number, count=count, until=until)
        )
    asked = source.options.table
    if asked and asked > count:
        raise Refused(f"The file holds {count} tables, not {asked}.", "Name one of them.")
    return parts[asked - 1 : asked] if asked else parts


def _header(found: list[Record], line: int, number: int, options: Options) -> Layout:
    """The header of a table below another: in the line told of it alone, else where it was seen."""
    told = options.header_line if options.table == number else None
    if told or options.header_rows is not None:
        where = find_table(found, told or line, options.header_rows)
        if where.header < 0:
            raise Refused(
                f"There is no header: {where.evidence}.", "Say in which line the header stands."
            )
        return where
    index = next(i for i, one in enumerate(found) if one.line == line)
    width = len(found[index].cells)
    return counted(found, Layout(index, width, True, f"line {line} names {width} columns"))


def _beginnings(
    source: Source, found: list[tables.Start]
) -> list[tuple[tables.Start, list[Record]]]:
    kept: list[list[Record]] = [[] for _ in found]
    at = -1
    with source.body(source.found.dialect) as body:
        for record in body:
            while at + 1 < len(found) and record.line >= found[at + 1].line:
                at += 1
            if at >= 0 and len(kept[at]) < START_RECORDS:
                kept[at].append(record)
    return list(zip(found, kept, strict=True))


def may_hold_more(source: Source, start: int, end: int) -> bool:
    """Whether a line below a blank one could name columns, in a file that is well-formed otherwise.

    Bytes from ``start`` to ``end`` are searched; a blank line inside a cell is taken for one
    outside, which only costs the longer way.
    """
    judge = _Judge(source)
    with source.path.open("rb") as file:
        file.seek(start)
        rest, left = b"", end - start
        while left > 0 and (chunk := file.read(min(2 * limits.MIB, left))):
            left -= len(chunk)
            data = (rest + chunk).replace(b"\r\n", b"\n")
            at = data.find(b"\n\n")
            while at >= 0:
                if judge.names_columns(data[at : at + LOOKED_AT].lstrip(b"\n")):
                    return True
                at = data.find(b"\n\n", at + 2)
            rest = data[-LOOKED_AT:] if left > 0 else b""
    return False


class _Judge:
    """Knows the table above, to tell whether a few lines begin another."""

    def __init__(self, source: Source) -> None:
        skip = source.lines_to_skip
        below = (one for one in source.start if one.line > skip)
        above = list(
            takewhile(lambda one: bool(one.text), dropwhile(lambda one: not one.text, below))
        )
        self._above = [*above[: tables.KEPT], Record(1, [], "", "")]
        self._source, self._names = source, source.names

    def names_columns(self, data: bytes) -> bool:
        """Whether ``data``, which follows a blank line, begins with names of columns."""
        dialect = self._source.found.dialect
        cells = data.partition(b"\n")[0].decode("utf-8", "replace").split(dialect.delimiter)
        if not looks_like_names(cell.strip(' "') for cell in cells):
            return False
        lines = io.StringIO(data.decode("utf-8", "replace"), newline="")
        begun = [one for one, _ in zip(records(lines, dialect), range(tables.AHEAD), strict=False)]
        found = tables.starts([*self._above, *begun], self._names)
        return any(not one.is_again for one in found)
