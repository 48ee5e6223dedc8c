"""Writing the database anew, row by row, and putting the new file in the old one's place.

Deleting rows leaves their bytes in free blocks of the file; a file that never held them has none.
The step that counts is one rename. Before it the head file announces the new log's end beside the
old one's, so that whichever file a crash leaves behind is the one its head file promises.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Corrupt
from core.store import audit
from core.store.audit import Event, Head
from core.store.audit_verify import tip_of, verify
from core.store.check import stored_tables
from core.store.database import Store, Transaction

if TYPE_CHECKING:
    import pyarrow as pa

    from core.store.reader import Reader

LOG = ("ops", "audit_event")
_BY_MIGRATION = ("main", "schema_migration")


@dataclass(frozen=True)
class Edit:
    """How the rows of one table are written anew.

    Rows for which ``keep``, a predicate over ``t`` with the parameters ``params``, does not hold
    stay behind; ``cells`` is an Arrow table of ``row_id`` and the columns that get its values;
    ``replaced`` are expressions for columns of every row. Names and expressions are the caller's
    own, never input.
    """

    keep: str = "true"
    params: Mapping[str, Any] = field(default_factory=dict)
    cells: pa.Table | None = None
    replaced: Mapping[str, str] = field(default_factory=dict)


def folder_for(store: Store) -> Path:
    """Where the new file is made; what an interrupted run left there may be deleted."""
    return store.path.with_name(f"{store.path.name}.anew")


def write_anew(
    store: Store,
    edits: Mapping[tuple[str, str], Edit],
    events: Sequence[Event],
    added: Mapping[str, pa.Table],
) -> Path:
    """Write every table to a new file beside the database and return its path; nothing is replaced.

    ``events`` are the whole log of the new file. ``added`` are rows more, by table (``ops.note``).
    """
    folder = folder_for(store)
    shutil.rmtree(folder, ignore_errors=True)
    fresh = folder / store.path.name
    Store.open(fresh, clock=store.clock).close()
    with store.writing_to(fresh) as work:
        for schema, table in stored_tables(work):
            if (schema, table) not in (_BY_MIGRATION, LOG):
                _copy(work, schema, table, edits.get((schema, table), Edit()))
        _write_log(work, events)
        for number, (table, rows) in enumerate(added.items()):
            work.register(f"added_{number}", rows)
            work.execute(f"INSERT INTO fresh.{table} BY NAME SELECT * FROM added_{number}")  # noqa: S608
    audit.replace_head(fresh, Head(events[-1].link))
    with Store.open_copy(fresh) as copy:
        found = verify(copy)
    if not found.ok:
        raise Corrupt(f"The new file's log does not verify: {found.problem}", "Try again.")
    return fresh


def put_in_place(store: Store, fresh: Path) -> None:
    """Let the file at ``fresh`` be the database from now on; a crash leaves the one or the other."""
    with Store.open_copy(fresh) as copy:
        end = tip_of(copy.patient)
    begin = tip_of(store.patient)
    log = store.path.with_name(f"{store.path.name}.wal")

    def swap() -> None:
        if log.exists():
            raise Corrupt("The write-ahead log could not be emptied.", "Stop Rapport; try again.")
        shutil.rmtree(store.path.with_name(f"{store.path.name}.spill"), ignore_errors=True)
        audit.replace_head(store.path, Head(begin, end))
        fresh.replace(store.path)
        audit.sync_folder(store.path.parent)

    store.replace_file(swap)
    audit.replace_head(store.path, Head(end))
    shutil.rmtree(folder_for(store), ignore_errors=True)


def finish_anew(store: Store, files_dir: Path) -> None:
    """Delete what a database written anew replaced; what a crash left is left to the next start."""
    shutil.rmtree(folder_for(store), ignore_errors=True)
    for row in store.patient.rows("SELECT name FROM ops.rewritten_file"):
        (files_dir / Path(row["name"]).name).unlink(missing_ok=True)


def events_of(reader: Reader) -> list[Event]:
    """The whole audit log, in order."""
    rows = reader.rows(
        "SELECT sequence, recorded_at, actor, action, subject, detail::VARCHAR AS detail, previous"
        " FROM ops.audit_event ORDER BY sequence"
    )
    return [Event(**row) for row in rows]


def _copy(work: Transaction, schema: str, table: str, edit: Edit) -> None:
    name = f'"{schema}"."{table}"'
    new = dict(edit.replaced)
    join = ""
    if edit.cells is not None:
        work.register("cells", edit.cells)
        join = " LEFT JOIN cells ON cells.row_id = t.rowid"
        for column in edit.cells.column_names[1:]:
            new[column] = (
                f'CASE WHEN cells.row_id IS NULL THEN t."{column}" ELSE cells."{column}" END'
            )
    listed = ", ".join(f'{value} AS "{column}"' for column, value in new.items())
    select = f"SELECT t.*{f' REPLACE ({listed})' if listed else ''} FROM {name} AS t{join}"  # noqa: S608
    params = dict(edit.params)
    if not work.value(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'fresh'"
        " AND schema_name = $schema AND table_name = $table",
        {"schema": schema, "table": table},
    ):
        work.execute(f"CREATE TABLE fresh.{name} AS SELECT * FROM {name} LIMIT 0")  # noqa: S608
    work.execute(f"DELETE FROM fresh.{name}")  # noqa: S608
    work.execute(f"INSERT INTO fresh.{name} BY NAME {select} WHERE {edit.keep}", params)


def _write_log(work: Transaction, events: Sequence[Event]) -> None:
    import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    work.execute("DELETE FROM fresh.ops.audit_event")
    rows = [{**vars(event), "hash": event.hash} for event in events]
    work.register("events", pa.Table.from_pylist(rows))
    work.execute("INSERT INTO fresh.ops.audit_event BY NAME SELECT * FROM events")
