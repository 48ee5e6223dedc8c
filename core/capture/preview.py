"""A file as it would be read: its first rows, and its lines with what each is taken for.

Nothing is written and nothing kept: the file is read in a folder that is gone afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Literal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.erased.marks import load_marks
from core.capture.erased.withhold import withheld
from core.capture.explained import Part, explain, sentence
from core.capture.model import FilePlan, FileReport, ImportOptions
from core.capture.read import SourceTable, Unreadable
from core.capture.receiving import Received, place, receive
from core.errors import NotFound
from core.store import Store

ROWS = 12
EXCERPT_OVER = 16 * 1024 * 1024
"""Text files beyond this size are previewed by their beginning."""

EXCERPT_BYTES = 4 * 1024 * 1024
_PACKED = (b"PK", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")

Kind = Literal["above", "header", "record", "refused", "below", ""]


@dataclass(frozen=True)
class Line:
    """A line of the file: its number (0 where not known), its text, what it is taken for."""

    number: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class Preview:
    """One table as it would be read; ``problem`` says why it cannot be.

    ``tables`` are all tables of the same file, member or sheet, by their names.
    """

    member: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    records: int = 0
    refused: int = 0
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    summary: str = ""
    notes: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""
    tables: tuple[str, ...] = ()
    is_excerpt: bool = False


def preview(
    store: Store, actor: Actor, path: Path, member: str = "", *, options: ImportOptions
) -> Preview:
    """The table ``member`` of the file at ``path`` as ``options`` would have it read.

    Raises :class:`~core.errors.NotFound` when the file has gone.
    """
    require(actor, Permission.IMPORT_READ)
    if not path.is_file():
        raise NotFound(f"The file {path.name} is gone.", "Choose it again.")
    with TemporaryDirectory(dir=store.path.parent, prefix=".preview-") as folder:
        excerpt = _excerpt(path, Path(folder))
        found = receive(
            store,
            excerpt or path,
            Path(folder) / "files",
            options,
            corrections={},
            choices={},
        )
        here = [one for one in found if place(one.table.member_name) == place(member)] or found
        chosen = next((one for one in here if one.table.member_name == member), here[0])
        shown = of_table(_withheld(store, chosen, path), chosen.options.to_dict())
        names = tuple(one.table.member_name for one in here)
        return replace(shown, tables=names, is_excerpt=excerpt is not None)


def _excerpt(path: Path, folder: Path) -> Path | None:
    """The beginning of a large text file, up to the end of a line."""
    if path.stat().st_size <= EXCERPT_OVER:
        return None
    with path.open("rb") as file:
        head = file.read(EXCERPT_BYTES)
    if head.startswith(_PACKED):
        return None
    end = head.rfind(b"\n") + 1 or len(head)
    target = folder / path.name
    target.write_bytes(head[: end + end % 2] if b"\0" in head[:4] else head[:end])
    return target


def _withheld(store: Store, one: Received, path: Path) -> SourceTable | Unreadable:
    """The table without people who were erased here."""
    if isinstance(one.table, SourceTable):
        file = withheld(store, FilePlan(FileReport(str(path)), one.table), path)
        return file.source or one.table
    marks = load_marks(store)
    if marks is None:
        return one.table
    return replace(one.table, lines=tuple((n, marks.clean(text)) for n, text in one.table.lines))


def of_table(
    table: SourceTable | Unreadable, told: Mapping[str, Any] = MappingProxyType({})
) -> Preview:
    """What was read of one table, as a preview of it; ``told`` are the options that were given."""
    if isinstance(table, Unreadable):
        lines = tuple(Line(number, text, "") for number, text in table.lines)
        problem = f"{table.reason} {table.remedy}".strip()
        return Preview(table.member_name, lines=lines, problem=problem, tables=(table.member_name,))
    return Preview(
        table.member_name,
        table.header,
        table.sample[:ROWS],
        table.records,
        len(table.ragged),
        _marked(table),
        explain(table.reading, told),
        sentence(table.reading),
        tuple(table.reading.get("notes", ())),
        table.reading,
        tables=(table.member_name,),
    )


def _marked(table: SourceTable) -> tuple[Line, ...]:
    """Each line kept of the file with what it is taken for."""
    names = int(table.reading.get("dialect", {}).get("header", {}).get("value", 1))
    last = _last_line(table)
    refused = {one.line for one in table.ragged}
    below = {text.strip() for text in table.reading.get("footer", ()) if text.strip()}

    def kind(number: int, text: str) -> Kind:
        if not number:
            return "below" if text.strip() in below else "record"
        if number < table.header_line:
            return "above"
        if number < table.first_line and names:
            return "header"
        if number in refused:
            return "refused"
        if number > last and (table.footer_lines or text.strip() in below):
            return "below"
        return "record"

    return tuple(Line(number, text, kind(number, text)) for number, text in table.lines)


def _last_line(table: SourceTable) -> int:
    """The line where the last record begins."""
    if table.line_map is None:
        return table.first_line + table.records - 1
    if not table.records or not table.line_map.is_file():
        return table.first_line
    with table.line_map.open("rb") as file:
        file.seek(8 * (table.records - 1))
        return int.from_bytes(file.read(8), "little")
