"""What a poll reads, written as a file like any other that is imported.

Records are spooled to disk as they come; of those with one identifier the newest stays. A column may
repeat, as in Jira's exports: a record gives a list of cells for it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Self

LONGEST_CELL = 100_000
"""Characters; a log pasted into a reply can be any size."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Cells = Mapping[str, str | Sequence[str]]


class Sheet:
    """One file in the making. ``len()`` is the number of records it will hold."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path = path
        self._header = dict.fromkeys(header, 1)
        self._places: dict[str, tuple[str, int]] = {}
        self._spool: IO[bytes] = path.with_suffix(".spool").open("w+b")

    def __len__(self) -> int:
        return len(self._places)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._spool.close()

    def add(self, identifier: str, version: str, cells: Cells) -> bool:
        """Keep a record unless a newer ``version`` of it is here; whether it was kept."""
        known = self._places.get(identifier)
        if known is not None and known[0] > version:
            return False
        record = {name: _cells(given) for name, given in cells.items()}
        for name, values in record.items():
            self._header[name] = max(self._header.get(name, 1), len(values))
        place = self._spool.seek(0, 2)
        self._spool.write(json.dumps(record).encode() + b"\n")
        self._places[identifier] = (version, place)
        return True

    def write(self) -> Path:
        """Write the records, in the order of their identifiers, and return the file's path."""
        columns = [name for name, count in self._header.items() for _ in range(count)]
        with self.path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            for identifier in sorted(self._places):
                self._spool.seek(self._places[identifier][1])
                record = json.loads(self._spool.readline())
                writer.writerow(
                    cell
                    for name, count in self._header.items()
                    for cell in (record.get(name, []) + [""] * count)[:count]
                )
        return self.path


def _cells(given: str | Sequence[str]) -> list[str]:
    return [_plain(given)] if isinstance(given, str) else [_plain(cell) for cell in given]


def _plain(text: str) -> str:
    """Text that a file can carry: no control characters, one kind of line end, a bounded length."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Half of a character pair is no text, and no file can hold it.
    plain = plain.encode("utf-8", "replace").decode()
    return plain if len(plain) <= LONGEST_CELL else f"{plain[: LONGEST_CELL - 1]}…"
