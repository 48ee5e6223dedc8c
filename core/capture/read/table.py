"""What reading a file gives: tables that DuckDB can read, or a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Ragged(NamedTuple):
    """A record that must be refused as it stands, because its cells cannot be told apart surely.

    ``record_no`` counts from 0 in the order of ``SourceTable.csv_path``; ``line`` is the 1-based
    line (or sheet row) of the original; ``cell_count`` is what was found there (0 when it could not
    be counted); ``reason`` is a sentence; ``text`` the beginning of the record as received.
    """

    record_no: int
    line: int
    cell_count: int
    reason: str
    text: str


@dataclass(frozen=True)
class SourceTable:
    r"""One table of a received file, ready for ``read_csv`` with an explicit dialect.

    ``csv_path`` is UTF-8, its records end with ``csv_newline``, which is written as DuckDB's
    ``new_line`` option takes it (``\n`` or ``\r\n``) and must be passed: DuckDB guesses it from the
    first line end even inside a cell. After ``skip_lines`` lines it holds exactly ``records`` records of
    ``len(header)`` cells, in the order of the original; blank lines between them (which DuckDB
    skips) are no records. Records listed in ``ragged`` are among them, cut or padded to the
    header's width so that positions stay true: refuse them by ``record_no``. The list is complete.

    ``line_map`` is ``None`` when record ``n`` (from 0) stands in line ``first_line + n`` of the
    original; otherwise a file of ``records`` little-endian unsigned 64-bit integers, the original
    line (for a workbook: the sheet row) of each record.

    ``lines`` are lines of the original as they stand there, for a person to look at: the first ones,
    those around the header and the last ones, cut to a length, each with its number from 1 (0 where
    that is not known). ``reading`` says in JSON-able form how the bytes were understood; its keys are
    listed at :func:`core.capture.read.read`.
    """

    file_name: str
    member_name: str
    file_sha256: str
    file_bytes: int
    csv_path: Path
    delimiter: str
    quote: str
    escape: str
    csv_newline: str
    header: tuple[str, ...]
    header_line: int
    first_line: int
    skip_lines: int
    footer_lines: int
    records: int
    line_map: Path | None
    encoding: str
    newline: str
    longest_record_bytes: int
    ragged: tuple[Ragged, ...]
    sample: tuple[tuple[str, ...], ...]
    reading: dict[str, Any] = field(hash=False)
    lines: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """A received file, or a member of it, that holds no table: why, and what to do about it.

    ``lines`` are its first lines, where it is text; see :class:`SourceTable`.
    """

    file_name: str
    member_name: str
    reason: str
    remedy: str
    lines: tuple[tuple[int, str], ...] = ()
