"""The import's hook: a file received again does not bring an erased person back.

The person's own records are refused with the reason, mentions elsewhere are replaced, and the file
is kept only so.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.capture.erased.columns import Finder, PersonColumns, person_columns
from core.capture.erased.kept import Form, Rewritten, rewrite
from core.capture.erased.marks import load_marks
from core.capture.erased.mentions import MARKER
from core.capture.model import FilePlan
from core.capture.read import Ragged, SourceTable
from core.store import Reader

REASON = "The record is about a person who was erased here."


def replacement(reader: Reader, path: Path, files_dir: Path) -> Path:
    """The file to read for ``path``: the rewritten one when exactly these bytes were rewritten."""
    rows = reader.rows("SELECT name, new_name FROM ops.rewritten_file WHERE new_name IS NOT NULL")
    if not rows or not path.is_file():
        return path
    followed = {row["name"]: row["new_name"] for row in rows}
    with path.open("rb") as file:
        name = hashlib.file_digest(file, "sha256").hexdigest()
    if name not in followed:
        return path
    while name in followed:  # one person after another
        name = followed[name]
    return files_dir / name if (files_dir / name).is_file() else path


def withheld(reader: Reader, file: FilePlan, received: Path) -> FilePlan:
    """``file`` with every erased person refused or cleaned; nothing to do in most installations."""
    source = file.source
    marks = load_marks(reader) if source else None
    if source is None or marks is None:
        return file
    source = replace(source, file_name=received.name)
    columns = person_columns(file.mapping, source.header)
    # Identifiers are known by hash only: with a column of them, every record is looked at.
    finder: Finder = _Every(marks) if columns.has_ids else marks
    folder = source.csv_path.parent
    found = rewrite(folder, Form.of(source), finder, columns)
    if found is None:
        return replace(file, source=source)
    return replace(file, source=_cleaned(source, found, marks, columns))


class _Every:
    """A finder that looks into every record."""

    def __init__(self, finder: Finder) -> None:
        self.clean, self.owns_email, self.owns_id = (
            finder.clean,
            finder.owns_email,
            finder.owns_id,
        )

    def touches(self, text: str) -> bool:
        """Every record may concern the person."""
        return bool(text)


def _cleaned(
    source: SourceTable, found: Rewritten, finder: Finder, columns: PersonColumns
) -> SourceTable:
    folder = source.csv_path.parent
    known = {one.record_no for one in source.ragged}
    own = [Ragged(one, 0, 0, REASON, "") for one in found.own if one not in known]
    ragged = [one._replace(text=finder.clean(one.text)) for one in source.ragged]
    if found.changed:
        fresh = {found.name, found.lines}
        for path in (source.csv_path, source.line_map, folder / source.file_sha256):
            if path and path.name not in fresh:
                path.unlink(missing_ok=True)
        source = replace(
            source,
            csv_path=folder / found.name,
            line_map=folder / found.lines if found.lines else None,
            file_sha256=found.name,
            file_bytes=found.size,
        )
    return replace(
        source,
        ragged=tuple(sorted([*ragged, *own])),
        sample=tuple(_sampled(row, finder, columns) for row in source.sample),
        reading=cleaned_json(source.reading, finder),
        lines=tuple((number, finder.clean(text)) for number, text in source.lines),
    )


def _sampled(row: tuple[str, ...], finder: Finder, columns: PersonColumns) -> tuple[str, ...]:
    places = (*columns.emails, *sum(columns.identities, ()))
    if len(row) > max(places, default=-1) and columns.is_about(row, finder):
        return tuple(cell and MARKER for cell in row)
    return tuple(finder.clean(cell) for cell in row)


def cleaned_json(value: Any, finder: Finder) -> Any:
    """A JSON-able value with every text in it cleaned."""
    if isinstance(value, str):
        return finder.clean(value)
    if isinstance(value, list | tuple):
        return [cleaned_json(item, finder) for item in value]
    if isinstance(value, dict):
        return {finder.clean(name): cleaned_json(item, finder) for name, item in value.items()}
    return value
