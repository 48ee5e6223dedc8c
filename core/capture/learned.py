"""Readings that a person corrected, followed for later files of the same shape.

The shape is the line that names the columns, wherever it stands. What decides how the bytes are cut
(delimiter, quote, which line is the header) is followed and shown; what decides what values mean (encoding,
decimal mark, order of dates, zone) is only offered as the answer when the file asks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.model import FilePlan, ImportOptions
from core.capture.read import SourceTable
from core.errors import NotFound
from core.store import Reader, Row, Store, Transaction

FOLLOWED = ("delimiter", "quote", "escape", "header_rows", "footer_lines")
OFFERED = ("encoding", "decimal_mark", "date_order", "time_zone")


@dataclass(frozen=True)
class Choice:
    """What was said of a file of one shape: ``file_name``, when and by whom, and ``choices``."""

    fingerprint: str
    choices: Mapping[str, Any]
    file_name: str
    saved_at: datetime
    saved_by: str

    @property
    def offered(self) -> dict[str, str]:
        """Answers to offer, by the name of the question."""
        return {name: str(self.choices[name]) for name in OFFERED if name in self.choices}


Known = Mapping[str, Choice]
"""Choices by fingerprint."""


def fingerprint(line: str) -> str:
    """The shape of a file whose columns are named in ``line``."""
    return hashlib.sha256(line.strip().encode()).hexdigest()


def known(reader: Reader) -> dict[str, Choice]:
    """Everything that was learned."""
    rows = reader.rows("SELECT * FROM ops.reading_choice ORDER BY saved_at DESC, fingerprint")
    return {row["fingerprint"]: _choice(row) for row in rows}


def _choice(row: Row) -> Choice:
    return Choice(**{**row, "choices": json.loads(row["choices"])})


def recall(source: SourceTable, choices: Known) -> tuple[Choice, int] | None:
    """What was said of files of this shape, and the line that names the columns here."""
    found = ((choices.get(fingerprint(text)), line) for line, text in source.lines if text.strip())
    return next(((choice, line) for choice, line in found if choice and line), None)


def follow(options: ImportOptions, source: SourceTable, choice: Choice, line: int) -> ImportOptions:
    """``options`` with what was learned, where the file was read otherwise; unchanged where not."""
    read_as = {
        "delimiter": _found(source, "delimiter"),
        "quote": _found(source, "quote"),
        "escape": _found(source, "escape"),
        "header_rows": _header_rows(source),
        "footer_lines": source.footer_lines,
        "header_line": source.header_line,
    }
    wanted = {name: choice.choices[name] for name in FOLLOWED if name in choice.choices}
    wanted["header_line"] = line
    if all(read_as[name] == value for name, value in wanted.items()):
        return options
    return replace(options, **wanted)


def _found(source: SourceTable, part: str) -> Any:
    """What was found in the original; the copy that is read from may be written another way."""
    return source.reading.get("dialect", {}).get(part, {}).get("value")


def _header_rows(source: SourceTable) -> int:
    rows = _found(source, "header")
    return 1 if rows is None else int(rows)


def learn(
    work: Transaction, file: FilePlan, options: ImportOptions, now: datetime, by: str
) -> None:
    """Keep what a person said of ``file``, where its shape is known by a line of names.

    Lines left out at the end are not learned: the next file may have none, and its last records
    would go.
    """
    source = file.source
    if source is None or file.learned or not _header_rows(source):
        return
    line = next((text for number, text in source.lines if number == source.header_line), "")
    said = {name: getattr(options, name) for name in (*FOLLOWED, *OFFERED)}
    said = {name: value for name, value in said.items() if value is not None}
    if said.get("footer_lines"):
        del said["footer_lines"]
    if not line.strip() or not (said or options.header_line):
        return
    row = {
        "shape": fingerprint(line),
        "said": json.dumps(said),
        "file": source.file_name,
        "now": now,
        "by": by,
    }
    work.execute(
        "DELETE FROM ops.reading_choice WHERE fingerprint = $shape", {"shape": row["shape"]}
    )
    work.execute("INSERT INTO ops.reading_choice VALUES ($shape, $said, $file, $now, $by)", row)
    work.touch("ops.reading_choice")


def learned_readings(store: Store, actor: Actor) -> list[Choice]:
    """What was learned, the newest first."""
    require(actor, Permission.IMPORT_READ)
    return list(known(store).values())


def forget_reading(store: Store, actor: Actor, shape: str) -> None:
    """Forget what was learned of files of one shape; they are read by their bytes alone again.

    Raises :class:`~core.errors.NotFound` when nothing was.
    """
    require(actor, Permission.MAPPING_SAVE)
    if shape not in known(store):
        raise NotFound(
            "Nothing was learned of files of this shape.", "It may be forgotten already."
        )
    with store.transaction(actor, "reading.forget", shape[:12]) as work:
        work.execute("DELETE FROM ops.reading_choice WHERE fingerprint = $shape", {"shape": shape})
        work.touch("ops.reading_choice")
