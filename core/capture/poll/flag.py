"""What a sweep found, kept as an import: a file that says it, a batch, and an event a ticket.

Thereby it is among the imports, is undone like them, and each event names the line it came from.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from core.actor import Actor
from core.capture.batch import new_batch, record_batch
from core.capture.mapping.model import Mapping
from core.capture.model import FilePlan, FileReport, ImportOptions
from core.capture.poll.runs import SQL
from core.capture.read import SourceTable, Unreadable, read
from core.errors import Corrupt
from core.store import Transaction, load_sql

_AS_WRITTEN = ImportOptions(encoding="utf-8", delimiter=",", header_line=1)
_GONE, _BACK = "disappeared", "reappeared"


@dataclass(frozen=True)
class Found:
    """Tickets that are gone, each with the reason, and those that are back. ``at`` is naive UTC."""

    at: datetime
    gone: Dictionary[str, str]
    returned: tuple[str, ...]

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Identifier, event and reason, in the order of the file's lines."""
        gone = [(ticket, _GONE, why) for ticket, why in sorted(self.gone.items())]
        return gone + [(ticket, _BACK, "") for ticket in self.returned]


def keep(found: Found, name: str, column: str, folder: Path) -> SourceTable:
    """Write what was found as a file of this name and keep it in ``folder`` as an import's."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".work-") as work:
        path = Path(work) / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow((column, "Found", "Why"))
            writer.writerows(found.rows)
        (table,) = read(path, folder, **_AS_WRITTEN.reading)
    if isinstance(table, Unreadable):
        raise Corrupt(f"What a sweep found cannot be read: {table.reason}", table.remedy)
    return table


def flag(
    work: Transaction, actor: Actor, found: Found, table: SourceTable, mapping: Mapping
) -> int:
    """Flag the tickets of ``mapping``'s system in the open transaction; returns the import's number."""
    import_id = int(work.value("SELECT coalesce(max(import_id), 0) + 1 FROM crm.import_batch"))
    batch = new_batch(work, found.at)
    rows = found.rows
    report = FileReport(
        table.file_name, read=len(rows), accepted=len(rows), disappeared=len(found.gone)
    )
    record_batch(
        work, FilePlan(report, table, mapping), report, batch,
        import_id=import_id, options=_AS_WRITTEN, imported=(found.at, actor.name),
    )  # fmt: skip
    work.execute(
        load_sql(SQL, "flag_swept"),
        {
            "tickets": [ticket for ticket, _field, _why in rows],
            "fields": [field for _ticket, field, _why in rows],
            "reasons": [why for _ticket, _field, why in rows],
            "lines": [table.first_line + number for number in range(len(rows))],
            "system": mapping.system,
            "observed_at": found.at,
            "batch_id": batch["batch_id"],
        },
    )
    work.touch("crm.change_event", "crm.import_batch")
    return import_id
