"""What the child process tells its parent about one file, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from core.capture.read import limits
from core.capture.read.table import Ragged


class Refused(Exception):
    """The file holds no table that can be trusted."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass
class Options:
    """What a person said about the file; ``None`` means: find out.

    ``delimiter`` has one character or more; ``quote`` is empty when nothing is quoted; ``escape``
    is the character before a quote inside a cell (the quote itself when quotes are doubled).
    ``header_line`` is the line, from 1, of the header's first row; ``header_rows`` how many rows it
    has, 0 for a table without names. ``footer_lines`` records are left out at the end. ``table``
    picks one of several tables, from 1.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header_line: int | None = None
    header_rows: int | None = None
    footer_lines: int | None = None
    table: int | None = None


@dataclass
class Finding:
    """One table. ``csv`` and ``line_map`` name files in the work folder.

    An empty ``csv`` says that the input itself is plain.
    """

    header: list[str]
    header_line: int
    first_line: int
    records: int
    sheet: str = ""
    csv: str = ""
    line_map: str = ""
    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    csv_newline: str = r"\n"
    skip_lines: int = 0
    footer_lines: int = 0
    encoding: str = "utf-8"
    newline: str = "lf"
    longest_record_bytes: int = 0
    ragged: list[Ragged] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    reading: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """A dictionary for :func:`json.dumps`."""
        return {**asdict(self), "ragged": [list(one) for one in self.ragged]}


def sample_of(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The first rows, cells cut, within the limits of what a page is sent."""
    kept: list[list[str]] = []
    size = 0
    for row in rows[: limits.SAMPLE_RECORDS]:
        cut = [cell[: limits.SAMPLE_CELL_CHARS] for cell in row]
        size += sum(map(len, cut))
        if size > limits.SAMPLE_CHARS and kept:
            break
        kept.append(cut)
    return kept


def counted(number: int, noun: str) -> str:
    """``1 line``, ``1,200 lines``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def repeated(header: Sequence[str]) -> list[str]:
    """Column names that occur more than once, in order."""
    return [name for name, count in Counter(header).items() if count > 1 and name]
