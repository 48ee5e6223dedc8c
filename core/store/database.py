"""The one place that talks to DuckDB: open, read, and write inside a transaction.

One root connection a process, one cursor a call (a connection shared between threads loses
writes), and one writer at a time. A write is a use case: its rows, its audit event and the new data
version commit together or not at all.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from core.clock import Clock
from core.errors import DatabaseBusy, InvalidInput
from core.store import audit, migrate
from core.store.connect import open_root

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from core.actor import Actor

Params = Mapping[str, Any]
Row = dict[str, Any]


class Reader:
    """Reading calls, shared by the store and a transaction. Parameters are named: ``$as_of``."""

    def _execute(self, sql: str, params: Params | None) -> duckdb.DuckDBPyConnection:
        raise NotImplementedError

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """All rows as dictionaries by column name."""
        result = self._execute(sql, params)
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def one(self, sql: str, params: Params | None = None) -> Row | None:
        """The only row, or ``None``; more than one is a defect of the statement."""
        found = self.rows(sql, params)
        if len(found) > 1:
            raise InvalidInput(f"Expected one row and found {len(found)}.")
        return found[0] if found else None

    def value(self, sql: str, params: Params | None = None) -> Any:
        """The first column of the first row, or ``None`` without rows."""
        row = self._execute(sql, params).fetchone()
        return row[0] if row else None

    def arrow(self, sql: str, params: Params | None = None) -> pa.Table:
        """The result as an Arrow table: the cheapest form for a page."""
        return self._execute(sql, params).to_arrow_table()

    def frame(self, sql: str, params: Params | None = None) -> pd.DataFrame:
        """The result as a pandas data frame."""
        return self._execute(sql, params).df()


class Transaction(Reader):
    """One use case's writes. Made by :meth:`Store.transaction`, never directly."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.touched: set[str] = set()
        self.detail: dict[str, Any] = {}

    def _execute(self, sql: str, params: Params | None) -> duckdb.DuckDBPyConnection:
        return self._cursor.execute(sql, params)

    def execute(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""
        self._execute(sql, params)

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable as ``name`` within this transaction."""
        self._cursor.register(name, table)

    def touch(self, *tables: str) -> None:
        """Say which tables (``crm.account``) changed: pages and models that read them follow."""
        self.touched.update(tables)

    def note(self, **detail: Any) -> None:
        """Add particulars to the transaction's audit event."""
        self.detail.update(detail)


class Store(Reader):
    """An open database. Make one with :meth:`open`; close it when done."""

    def __init__(self, root: duckdb.DuckDBPyConnection, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self._root = root
        self._writer = threading.RLock()
        self._local = threading.local()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        memory_limit: str = "2GB",
        spill_limit: str = "20GB",
        threads: int = 0,
    ) -> Store:
        """Open or create the database at ``path`` and bring its schema up to date.

        Raises :class:`~core.errors.DatabaseBusy` when another process holds it.
        """
        root = open_root(path, memory_limit=memory_limit, spill_limit=spill_limit, threads=threads)
        store = cls(root, path, clock or Clock())
        migrate.apply_all(root.cursor())
        return store

    def close(self) -> None:
        """Write what is in the log to the file and let go of it."""
        with self._writer:
            self._root.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _execute(self, sql: str, params: Params | None) -> duckdb.DuckDBPyConnection:
        return self._root.cursor().execute(sql, params)

    @property
    def data_version(self) -> int:
        """Grows with each commit that changes what a page can show."""
        return int(self.value("SELECT coalesce(max(data_version), 0) FROM ops.table_version") or 0)

    @contextmanager
    def transaction(self, actor: Actor, action: str, subject: str = "") -> Iterator[Transaction]:
        """One use case: commits with its audit event at the end, rolls back on any exception.

        ``action`` is ``noun.verb`` and ``subject`` what it concerns. Not re-entrant: a use case
        that needs another's work calls a function that takes the open transaction.
        """
        with self._writer:
            if getattr(self._local, "busy", False):
                raise DatabaseBusy("A transaction is already open in this thread.")
            self._local.busy = True
            cursor = self._root.cursor()
            try:
                cursor.execute("BEGIN TRANSACTION")
                work = Transaction(cursor)
                yield work
                self._bump(work)
                event = audit.append(
                    cursor,
                    recorded_at=self.clock.now(),
                    actor=actor.name,
                    action=action,
                    subject=subject,
                    detail=json.dumps(work.detail, sort_keys=True, default=str),
                )
                audit.write_intent(self.path, event)
                cursor.execute("COMMIT")
            except BaseException:
                _rollback(cursor)
                raise
            finally:
                self._local.busy = False
            audit.write_head(self.path, event)

    def bookkeep(self, sql: str, params: Params | None = None) -> None:
        """A write that is nobody's act and no page shows, e.g. when a session was last used.

        It leaves no audit event and no new data version; anything a person does is a
        :meth:`transaction`.
        """
        with self._writer:
            self._root.cursor().execute(sql, params)

    def _bump(self, work: Transaction) -> None:
        if not work.touched:
            return
        version = work.value("SELECT coalesce(max(data_version), 0) + 1 FROM ops.table_version")
        for table in sorted(work.touched):
            work.execute(
                "INSERT OR REPLACE INTO ops.table_version VALUES ($table, $version)",
                {"table": table, "version": version},
            )


def _rollback(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        # The engine has already rolled back (a failed commit leaves no transaction open).
        return
