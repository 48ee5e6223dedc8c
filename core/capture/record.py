"""One record of an imported file as it was read: where every fact here comes from."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.refuse import labels
from core.capture.statement import statement
from core.errors import NotFound
from core.store import Store


def raw_record(
    store: Store, actor: Actor, batch_id: int, source_line: int
) -> dict[str, str | None]:
    """The cells of a record by column name, read again from the kept file.

    A repeated column is numbered. Raises :class:`~core.errors.NotFound` for a batch or line that is
    not there, or when the kept file is gone.
    """
    require(actor, Permission.ACCOUNT_READ)
    batch = store.one(
        "SELECT reading FROM crm.import_batch WHERE batch_id = $batch_id", {"batch_id": batch_id}
    )
    if batch is None:
        raise NotFound(f"There is no batch {batch_id}.", "See `imports list`.")
    reading: dict[str, Any] = json.loads(batch["reading"])
    folder = store.path.parent / f"{store.path.name}.files"
    path = folder / Path(reading["csv"]).name
    if not path.is_file():
        raise NotFound(
            "The imported file is no longer kept.", "Restore it from a backup, or import it again."
        )
    skip, offset = _place(folder, reading, source_line)
    header: list[str] = reading["header"]
    params = {
        "path": str(path),
        "columns": {f"c{index}": "VARCHAR" for index in range(len(header))},
        "delimiter": reading["delimiter_character"],
        "quote": reading["quote"],
        "escape": reading["escape"],
        "skip": skip,
        "longest": max(reading["longest_record_bytes"] + 1024, 2_097_152),
        "offset": offset,
    }
    rows = store.patient.rows(statement("raw_record"), params)
    if not rows:
        raise NotFound(f"Line {source_line} holds no record.", "Check the line.")
    return dict(zip(labels(header), rows[0].values(), strict=True))


def _place(folder: Path, reading: dict[str, Any], source_line: int) -> tuple[int, int]:
    """Lines to skip and then records to pass over; a file of one-line records is skipped into."""
    if not reading["lines"]:
        return reading["skip_lines"] + max(source_line - reading["first_line"], 0), 0
    lines = array("Q", (folder / Path(reading["lines"]).name).read_bytes())
    number = bisect_left(lines, source_line)
    if number == len(lines) or lines[number] != source_line:
        raise NotFound(f"No record begins in line {source_line}.", "Check the line.")
    return reading["skip_lines"], number
