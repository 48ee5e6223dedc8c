"""Every row of a text file as the reader finds it, before any is refused.

The tables are those of :mod:`core.capture.read.text`, but records that do not fit are given with
the cells they have, or with those they were probably meant to have, and a header that stands again
begins another table. For comparing readers, and for showing a person what was refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from core.capture.read import header, layout, tables
from core.capture.read.mend import mended
from core.capture.read.outcome import Options
from core.capture.read.records import Dialect, Record, records
from core.capture.read.source import open_source, text_of


@dataclass(frozen=True)
class Rows:
    """One table: the rows that name its columns, none or more, and its records."""

    header: list[list[str]]
    records: list[list[str]]


def rows_of(path: Path, options: Options) -> list[Rows]:
    """The tables of a text file that fits into memory, in order; none in an empty file."""
    if not path.read_bytes().strip():
        return []
    opened = open_source(path, options)
    dialect = opened.found.dialect
    with text_of(path, opened.bom, opened.guess.encoding) as stream:
        found = list(records(stream, dialect))
    if opened.declared:
        found = found[1:]
    widths = Counter(len(record.cells) for record in found if len(record.cells) > 1)
    width = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))[0]
    found = [_fitted(record, dialect, width) for record in found]
    where = header.find_table(found, options.header_line, options.header_rows)
    if where.header < 0:
        return []
    return list(_tables(found, where, options))


def _fitted(record: Record, dialect: Dialect, width: int) -> Record:
    if not record.text or (len(record.cells) == width and not record.fault):
        return record
    cells = mended(record, dialect, width)
    if cells is None:
        cells = record.cells or record.text.split(dialect.delimiter)
    return record._replace(cells=cells, fault="")


def _tables(found: list[Record], where: layout.Layout, options: Options) -> list[Rows]:
    first = found[where.header].line
    names = header.names(found, where)
    top = header.header_records(found, where)
    below = top[-1].line if top else first - 1
    body = [record for record in found if record.line > below]
    begun = list(tables.starts(body, names))
    ends = [one.line for one in begun] + [0]
    told = [_table([*top, *[r for r in body if not ends[0] or r.line < ends[0]]], where, options)]
    for start, end in zip(begun, ends[1:], strict=True):
        part = [r for r in body if r.line >= start.header and (not end or r.line < end)]
        width = len(part[0].cells)
        told.append(_table(part, header.counted(part, layout.Layout(0, width, True, "")), options))
    return told


def _table(part: list[Record], where: layout.Layout, options: Options) -> Rows:
    where = replace(where, header=0)
    top = header.header_records(part, where)
    body = part[len(top) :]
    stop = layout.footer_start(body, where.width, options.footer_lines)
    kept = [record.cells for record in body[:stop] if record.cells]
    return Rows([record.cells for record in top], kept)
