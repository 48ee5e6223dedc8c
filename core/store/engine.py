"""The root connection and the cursors in use: handed out one a call, closed when the call ends.

A fatal error (a full disk, a damaged file) leaves the engine unusable until every cursor and the
root are closed and the file is opened anew, so cursors are counted and nobody keeps one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

from core.errors import ReadOnly

_RELEASE_SECONDS = 30.0


class Engine:
    """Cursors of one root connection. ``prepare`` is a statement each new cursor begins with."""

    def __init__(
        self, opener: Callable[[], duckdb.DuckDBPyConnection], *, prepare: str = ""
    ) -> None:
        self._opener = opener
        self._prepare = prepare
        self._state = threading.Condition()
        self._in_use: list[duckdb.DuckDBPyConnection] = []
        self._root: duckdb.DuckDBPyConnection | None = opener()
        self.generation = 1

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one call or one transaction, closed at the end of the block."""
        with self._state:
            if self._root is None:
                raise ReadOnly("The database is closed.", "Start Rapport again.")
            cursor = self._root.cursor()
            self._in_use.append(cursor)
        try:
            if self._prepare:
                cursor.execute(self._prepare)
            yield cursor
        finally:
            cursor.close()
            with self._state:
                self._in_use = [other for other in self._in_use if other is not cursor]
                self._state.notify_all()

    def reopen(self, opener: Callable[[], duckdb.DuckDBPyConnection] | None = None) -> None:
        """Interrupt what runs, close everything and open again; new calls wait meanwhile.

        ``opener`` replaces the way of opening, e.g. for reading only. When opening fails the
        engine stays closed and the error is raised.
        """
        with self._state:
            self._shut()
            self._opener = opener or self._opener
            self._root = self._opener()
            self.generation += 1

    @property
    def is_open(self) -> bool:
        return self._root is not None

    def close(self) -> None:
        """Interrupt what runs, write the log to the file and let go of it."""
        with self._state:
            self._shut()

    def _shut(self) -> None:
        for cursor in self._in_use:
            cursor.interrupt()
        if not self._state.wait_for(lambda: not self._in_use, timeout=_RELEASE_SECONDS):
            raise ReadOnly(
                "The database could not be closed: a query does not end.", "Start Rapport again."
            )
        if self._root is not None:
            root, self._root = self._root, None
            root.close()
