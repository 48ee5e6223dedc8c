"""Write rows as CSV the way each vendor does."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

Row = dict[str, object]


def write_dicts(path: Path, columns: Sequence[str], rows: Iterable[Row], *, quote_all: bool) -> int:
    """Write ``rows`` under ``columns``; a missing column is an empty cell. Returns the row count."""
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    return write_cells(path, columns, cells, quote_all=quote_all)


def write_cells(
    path: Path, header: Sequence[str], cells: Sequence[Sequence[str]], *, quote_all: bool
) -> int:
    """Write ready-made cells; ``header`` may repeat a name. UTF-8, LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(
            file,
            quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
            lineterminator="\n",
        )
        writer.writerow(header)
        writer.writerows(cells)
    return len(cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)


def in_zone(at: datetime, time_zone: str) -> datetime:
    """Naive UTC ``at`` as the wall clock of ``time_zone`` shows it."""
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone))
