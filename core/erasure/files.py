"""The kept import files without the person, and what their imports then say of their file."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.capture.erased import Rewritten, form_of_batch, person_columns, rewrite
from core.capture.erased.columns import PERSON_TABLES
from core.capture.mapping.registry import Registry
from core.erasure.cells import clean_json
from core.erasure.holding import holds
from core.erasure.person import Person
from core.erasure.report import FileCount
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
REASON = "a person was erased"


@dataclass
class FileEdits:
    """``new`` are values of ``crm.import_batch`` by batch, ``gone`` old names with their new one.

    ``strays`` are files of no import that hold the person.
    """

    new: dict[int, dict[str, Any]] = field(default_factory=dict)
    gone: dict[str, str | None] = field(default_factory=dict)
    counts: list[FileCount] = field(default_factory=list)
    strays: list[Path] = field(default_factory=list)


def person_batches(reader: Reader, registry: Registry) -> frozenset[int]:
    """Imports whose records are people."""
    rows = reader.rows("SELECT batch_id, kind FROM crm.import_batch")
    return frozenset(row["batch_id"] for row in rows if _is_of_people(registry, row["kind"]))


def edit_files(
    reader: Reader, registry: Registry, person: Person, folder: Path, *, when: str, dry: bool
) -> FileEdits:
    """Write every kept file that holds the person anew, beside the old one.

    ``when`` is the time as the imports will tell it. With ``dry`` nothing is written.
    """
    found = FileEdits()
    batches = reader.rows(load_sql(SQL, "batches"))
    by_csv: dict[str, list[Row]] = {}
    for batch in batches:
        batch["reading"] = json.loads(batch["reading"])
        by_csv.setdefault(Path(batch["reading"]["csv"]).name, []).append(batch)
    own_lines = _own_lines(reader, person)
    for name, those in by_csv.items():
        if (folder / name).is_file():
            known = _known_records(folder, those, own_lines)
            mapping = registry.mappings.get(those[0]["kind"])
            columns = person_columns(mapping, those[0]["reading"]["header"])
            form = form_of_batch(those[0]["reading"], those[0]["read_rows"])
            made = rewrite(folder, form, person.mentions, columns, known=known, dry=dry)
            if made and made.changed:
                _follow(found, person, name, those, made, when=when)
    _drop_originals(found, person, folder, batches)
    _find_strays(found, person, folder, batches)
    return found


def _follow(
    found: FileEdits,
    person: Person,
    name: str,
    batches: Sequence[Row],
    made: Rewritten,
    *,
    when: str,
) -> None:
    """Let the imports of a table name its new file."""
    for batch in batches:
        reading = {
            **batch["reading"],
            "csv": made.name,
            "lines": made.lines,
            "rewritten": {"at": when, "because": REASON, "records": made.changed},
        }
        found.new[batch["batch_id"]] = {
            "file_sha256": made.name,
            "file_bytes": made.size,
            "reading": clean_json(json.dumps(reading), person.mentions),
        }
    found.gone[name] = made.name
    if (lines := batches[0]["reading"]["lines"]) and made.lines:
        found.gone[Path(lines).name] = made.lines
    numbers = tuple(batch["batch_id"] for batch in batches)
    own = len(made.own)
    found.counts.append(FileCount(name, made.name, numbers, own, made.changed - own))


def _drop_originals(found: FileEdits, person: Person, folder: Path, batches: Sequence[Row]) -> None:
    """A file that is read through a copy goes when a copy changed or anything in it tells.

    Archives, workbooks and other encodings are not rewritten in their own form: their copies, which
    hold every record, take their place.
    """
    copies: dict[str, set[str]] = {}
    for batch in batches:
        copies.setdefault(batch["file_sha256"], set()).add(Path(batch["reading"]["csv"]).name)
    for original, names in copies.items():
        path = folder / original
        if original in names or not path.is_file():
            continue
        if names & set(found.gone) or holds(path, person.mentions):
            found.gone[original] = None
            numbers = tuple(one["batch_id"] for one in batches if one["file_sha256"] == original)
            found.counts.append(FileCount(original, "", numbers, 0, 0))


def _find_strays(found: FileEdits, person: Person, folder: Path, batches: Sequence[Row]) -> None:
    named = {batch["file_sha256"] for batch in batches}
    named |= {Path(batch["reading"]["csv"]).name for batch in batches}
    named |= {
        Path(batch["reading"]["lines"]).name for batch in batches if batch["reading"]["lines"]
    }
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in named and holds(path, person.mentions):
            found.strays.append(path)
            found.counts.append(FileCount(path.name, "", (), 0, 0))


def _own_lines(reader: Reader, person: Person) -> dict[int, set[int]]:
    """Lines of the person's rows in the files they came from, by batch."""
    rows = reader.rows(
        load_sql(SQL, "own_lines"),
        {
            "contact_keys": sorted(person.contact_keys),
            "lead_keys": sorted(person.lead_keys),
            "references": person.references,
        },
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["batch_id"], set()).add(row["source_line"])
    return found


def _known_records(
    folder: Path, batches: Sequence[Row], own_lines: Mapping[int, set[int]]
) -> frozenset[int]:
    wanted = {line for batch in batches for line in own_lines.get(batch["batch_id"], ())}
    reading = batches[0]["reading"]
    if not wanted or not reading["lines"]:
        return frozenset(line - reading["first_line"] for line in wanted)
    lines = array("Q", (folder / Path(reading["lines"]).name).read_bytes())
    places = ((bisect_left(lines, line), line) for line in wanted)
    return frozenset(at for at, line in places if at < len(lines) and lines[at] == line)


def _is_of_people(registry: Registry, kind: str) -> bool:
    mapping = registry.mappings.get(kind)
    return bool(mapping and any(fill.table in PERSON_TABLES for fill in mapping.target))
