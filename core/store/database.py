"""The one place that talks to DuckDB: open, read, and write inside a transaction.

One root connection a process, one cursor a call (a connection shared between threads loses
writes), and one writer at a time. A write is a use case: its rows, its audit event and the new data
version commit together or not at all.

A store that must not be written (the disk is full, the audit log is not the one its head file
promises) goes on reading; ``refusal`` says why.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

import duckdb

from core.clock import Clock
from core.errors import Corrupt, DatabaseBusy, DiskFull, QueryTimeout, ReadOnly
from core.store import audit, audit_verify, ledger, migrate
from core.store.connect import RESTORE, Limits, explained, is_damage, quoted
from core.store.engine import Engine
from core.store.place import Place, copy_of, embedded
from core.store.reader import Cursor, Params, Reader, Row, bound, deadline
from core.store.space import MIN_FREE_BYTES, disk_full, free_bytes, is_disk_full

if TYPE_CHECKING:
    import pyarrow as pa

    from core.actor import Actor

__all__ = ["Reader", "Row", "Store", "Transaction"]

T = TypeVar("T")
Beforehand = Callable[["Transaction"], None]
_OPEN: WeakSet[Store] = WeakSet()


class Transaction(Reader):
    """One use case's writes. Made by :meth:`Store.transaction`, never directly."""

    def __init__(self, cursor: Cursor, clock: Clock) -> None:
        self._cursor = cursor
        self.clock = clock
        self.touched: set[str] = set()
        self.touched_accounts: set[tuple[str, int]] = set()
        self.detail: dict[str, Any] = {}

    def _run(self, sql: str, params: Params | None, fetch: Callable[[Cursor], T]) -> T:
        return fetch(self._cursor.execute(sql, bound(params)))

    def execute(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""
        self._cursor.execute(sql, bound(params))

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable as ``name`` within this transaction."""
        self._cursor.register(name, table)

    def touch(self, *tables: str) -> None:
        """Say which tables (``crm.account``) changed: pages and models that read them follow."""
        self.touched.update(tables)

    def touch_account(self, table: str, account_key: int) -> None:
        """Say that ``table`` changed in rows of this account only: no other's scores follow."""
        self.touched_accounts.add((table, account_key))

    def note(self, **detail: Any) -> None:
        """Add particulars to the transaction's audit event."""
        self.detail.update(detail)


class Store(Reader):
    """An open database. Make one with :meth:`open`; close it when done.

    ``query_timeout_seconds`` bounds each reading call on the store; transactions and
    :attr:`patient` are not bounded.
    """

    def __init__(
        self,
        path: Path,
        place: Place,
        *,
        clock: Clock | None = None,
        query_timeout_seconds: float | None = None,
    ) -> None:
        """Open ``place`` and bring its schema up to date; ``path`` names the files beside it."""
        self.path = path
        self.clock = clock or Clock()
        self.query_timeout_seconds = query_timeout_seconds
        self.patient: Reader = _Patient(self)
        self._place = place
        self._writer = threading.RLock()
        self._local = threading.local()
        self._refusal: ReadOnly | None = None
        self._engine = Engine(lambda: place.open(False), prepare=place.prepare)
        _OPEN.add(self)
        try:
            self._inspect()
        except duckdb.Error as error:
            self.close()
            raise explained(path, error) from error
        except BaseException:
            # An interrupted start must not keep the file: nobody else could open it.
            self.close()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        memory_limit: str = "2GB",
        spill_limit: str = "20GB",
        threads: int = 0,
        query_timeout_seconds: float | None = None,
    ) -> Store:
        """Open or create the database at ``path`` and bring its schema up to date.

        Raises :class:`~core.errors.DatabaseBusy` when another process holds it and
        :class:`~core.errors.Corrupt` when it is damaged.
        """
        limits = Limits(memory_limit, spill_limit, threads)
        place = embedded(path, limits)
        return cls(path, place, clock=clock, query_timeout_seconds=query_timeout_seconds)

    @classmethod
    def open_copy(cls, path: Path) -> Store:
        """Open a copy of a database for reading only, e.g. a backup; nothing is changed in it."""
        return cls(path, copy_of(path))

    def close(self) -> None:
        """Write what is in the log to the file and let go of it."""
        with self._writer:
            self._engine.close()
            self._place.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        return self._engine.is_open

    @property
    def is_file(self) -> bool:
        """Whether the tables are in the file at ``path``, not on a lake."""
        return self._place.is_file

    @property
    def refusal(self) -> ReadOnly | None:
        """Why the store takes no writes now, with the remedy; ``None`` when it takes them."""
        return self._refusal

    @property
    def _in_transaction(self) -> bool:
        return getattr(self._local, "busy", False)

    @property
    def data_version(self) -> int:
        """Grows with each commit that changes what a page can show."""
        return ledger.data_version(self)

    @contextmanager
    def transaction(
        self, actor: Actor, action: str, subject: str = "", *, beforehand: Beforehand | None = None
    ) -> Iterator[Transaction]:
        """One use case: commits with its audit event at the end, rolls back on any exception.

        ``action`` is ``noun.verb`` and ``subject`` what it concerns. ``beforehand`` may make
        temporary tables for it and nothing else: what a transaction itself wrote, one thread reads.
        Not re-entrant: who needs another's work calls a function that takes the open transaction.
        """
        with self._writer:
            if self._in_transaction:
                raise DatabaseBusy("A transaction is already open in this thread.")
            self._require_writable()
            self._local.busy = True
            try:
                with self._engine.cursor() as cursor, _rolled_back_on_error(cursor):
                    work = Transaction(cursor, self.clock)
                    if beforehand:
                        beforehand(work)
                    cursor.execute("BEGIN TRANSACTION")
                    yield work
                    self._commit(cursor, work, actor, action, subject)
            except (duckdb.Error, OSError) as error:
                self._explain_failure(error)
                raise
            finally:
                self._local.busy = False

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold back every writer, e.g. while the file is copied."""
        with self._writer:
            if self._in_transaction:
                raise DatabaseBusy("A transaction is already open in this thread.")
            yield

    def checkpoint(self) -> None:
        """Move what is in the write-ahead log into the file."""
        # Refused while someone reads an older state; the log then keeps what it has.
        with self._writer, self._engine.cursor() as cursor, suppress(duckdb.TransactionException):
            cursor.execute("CHECKPOINT")

    def reopen(self) -> None:
        """Close every cursor and the file and open anew; for reading only while the disk is full."""
        with self._writer:
            try:
                self._engine.reopen(lambda: self._place.open(False))
                self._inspect()
            except (ReadOnly, duckdb.Error) as error:
                if not is_disk_full(error):
                    raise
                self._engine.reopen(lambda: self._place.open(True))
                self._refusal = disk_full(self.path.parent)

    @contextmanager
    def writing_to(self, fresh: Path) -> Iterator[Transaction]:
        """A transaction that reads this database and writes to the closed one at ``fresh`` alone.

        Its tables are ``fresh.crm.account`` and so on; it ends with everything in the file. Nothing
        is audited here: whoever writes a database anew writes its log too.
        """
        with self._writer, self._engine.cursor() as cursor:
            cursor.execute(f"ATTACH '{quoted(fresh)}' AS fresh")
            try:
                with _rolled_back_on_error(cursor):
                    cursor.execute("BEGIN TRANSACTION")
                    yield Transaction(cursor, self.clock)
                    cursor.execute("COMMIT")
                cursor.execute("CHECKPOINT fresh")
            finally:
                cursor.execute("DETACH fresh")

    def replace_file(self, put_in_place: Callable[[], None]) -> None:
        """Close the file, let ``put_in_place`` put another in its place, and open what is there.

        When it raises, the file that then has the name is opened and the error goes on.
        """

        def opened() -> Cursor:
            put_in_place()
            return self._place.open(False)

        with self._writer:
            try:
                self._engine.reopen(opened)
            except BaseException:
                # Interrupted or not, the store stays usable on the database it had.
                self.reopen()
                raise
            self._inspect()

    def bookkeep(self, sql: str, params: Params | None = None) -> None:
        """A write that is nobody's act and no page shows, e.g. when a session was last used.

        It leaves no audit event and no new data version, and is left out while the store takes no
        writes or another thread writes: a page must not wait for an import to keep its books.
        Anything a person does is a :meth:`transaction`.
        """
        if self._refusal is not None or not self._writer.acquire(blocking=False):
            return
        try:
            with self._engine.cursor() as cursor:
                cursor.execute(sql, bound(params))
        except duckdb.Error as error:
            self._explain_failure(error)
            raise
        finally:
            self._writer.release()

    def _inspect(self) -> None:
        with self._engine.cursor() as cursor:
            if self._place.migrate:
                migrate.apply_all(cursor, adapt=self._place.adapt)
            tip = audit.tip(cursor)
        found = audit_verify.against_head(self.path, tip)
        self._refusal = None if found.ok else ReadOnly(found.problem, audit.REMEDY)

    def _run(self, sql: str, params: Params | None, fetch: Callable[[Cursor], T]) -> T:
        return self._read(sql, params, fetch, self.query_timeout_seconds)

    def _read(
        self, sql: str, params: Params | None, fetch: Callable[[Cursor], T], seconds: float | None
    ) -> T:
        generation = self._engine.generation
        try:
            return self._attempt(sql, params, fetch, seconds)
        except duckdb.FatalException:
            # The engine refuses everything after a failed write until the file is opened anew.
            if self._in_transaction:
                raise
            with self._writer:
                if generation == self._engine.generation:
                    self.reopen()
            return self._attempt(sql, params, fetch, seconds)

    def _attempt(
        self, sql: str, params: Params | None, fetch: Callable[[Cursor], T], seconds: float | None
    ) -> T:
        expired = threading.Event()
        try:
            with self._engine.cursor() as cursor, deadline(cursor, seconds) as expired:
                return fetch(cursor.execute(sql, bound(params)))
        except duckdb.InterruptException as error:
            if expired.is_set():
                raise QueryTimeout(
                    f"The query took longer than {seconds:g} seconds and was stopped.",
                    "Narrow the filters or the period, or raise RAPPORT_QUERY_TIMEOUT_SECONDS.",
                ) from error
            raise ReadOnly("The database is being opened anew.", "Try again.") from error
        except duckdb.FatalException:
            raise
        except duckdb.Error as error:
            self._explain_damage(error)
            raise

    def _require_writable(self) -> None:
        if isinstance(self._refusal, DiskFull) and free_bytes(self.path.parent) >= MIN_FREE_BYTES:
            self.reopen()
        if self._refusal is not None:
            raise type(self._refusal)(self._refusal.message, self._refusal.remedy)

    def _commit(
        self, cursor: Cursor, work: Transaction, actor: Actor, action: str, subject: str
    ) -> None:
        ledger.bump(work)
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
        try:
            audit.write_head(self.path, event)
        except OSError as error:
            # The commit stands and the intent vouches for it; only the next write is refused.
            if is_disk_full(error):
                self._refusal = disk_full(self.path.parent)

    def _explain_failure(self, error: duckdb.Error | OSError) -> None:
        """Raise what a person can act on, if a write failed for the disk's sake."""
        fatal = isinstance(error, duckdb.FatalException)
        if is_disk_full(error):
            self._refusal = disk_full(self.path.parent)
        if fatal:
            self.reopen()
        if is_disk_full(error):
            self._refusal = disk_full(self.path.parent)
            raise type(self._refusal)(self._refusal.message, self._refusal.remedy) from error
        if isinstance(error, duckdb.Error):
            self._explain_damage(error)

    def _explain_damage(self, error: duckdb.Error) -> None:
        if is_disk_full(error):
            raise disk_full(self.path.parent) from error
        if is_damage(error):
            raise Corrupt(f"The database {self.path} is damaged.", RESTORE) from error


class _Patient(Reader):
    """Reading calls without a time limit: for imports, checks and jobs, never for a page."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _run(self, sql: str, params: Params | None, fetch: Callable[[Cursor], T]) -> T:
        return self._store._read(sql, params, fetch, None)


@contextmanager
def _rolled_back_on_error(cursor: Cursor) -> Iterator[None]:
    try:
        yield
    except BaseException:
        # The engine may have rolled back already: a failed commit leaves no transaction open.
        with suppress(duckdb.Error):
            cursor.execute("ROLLBACK")
        raise


def is_open_here(path: Path) -> bool:
    """Whether a store of this process has the database at ``path`` open."""
    return any(store.is_open and store.path.resolve() == path.resolve() for store in list(_OPEN))
