"""The full set of one-row defects, made again from the file they were made from.

The published set holds, beside two dozen files with a defect of the whole file, one file for every
row and column of the source with a separator too many, a separator too few or a quote too many, and
one for every row with another separator. A folder that holds a sample of them is completed by doing
the same to its ``source.csv``; the published scores of Python's own reader come out the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple


class Polluted(NamedTuple):
    """One file: its name, its text and the rows that a right reading gives."""

    name: str
    text: str
    clean: list[list[str]]


def one_row_defects(source: str, clean: list[list[str]]) -> Iterator[Polluted]:
    """Every file with one defective row that can be made of ``source``, whose rows are ``clean``."""
    lines = source.split("\n")
    for row, line in enumerate(lines[: len(clean)]):
        starts = list(_cell_starts(line))
        for column, at in enumerate(starts):

            def made(kind: str, text: str, rows: list[list[str]], row: int = row) -> Polluted:
                whole = "\n".join([*lines[:row], text, *lines[row + 1 :]])
                return Polluted(kind, whole, rows)

            place = f"row{row}_col{column}.csv"
            yield made(f"row_more_sep_{place}", f"{line[:at]},{line[at:]}", clean)
            if column:
                yield made(f"row_less_sep_{place}", line[: at - 1] + line[at:], clean)
            quoted = [list(one) for one in clean]
            quoted[row][column] = '"' + quoted[row][column]
            text = f'{line[:at]}"{line[at:]}'
            yield made(f"row_extra_quote{row}_col{column}.csv", text, quoted)
        other = list(line)
        for at in starts[1:]:
            other[at - 1] = " "
        yield made(f"row_field_delimiter_{row}_0x20.csv", "".join(other), clean)


def _cell_starts(line: str) -> Iterator[int]:
    """Where each cell of a record of one line begins."""
    yield 0
    inside = False
    for at, letter in enumerate(line):
        if letter == '"':
            inside = not inside
        elif letter == "," and not inside:
            yield at + 1


def clean_rows(text: str) -> list[list[str]]:
    """The rows of a clean file."""
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
