"""Reading calls, shared by the store and a transaction; each closes what it opened."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb
from duckdb.sqltypes import UBIGINT

from core.errors import InvalidInput
from core.store.watchdog import WATCHDOG

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")
Cursor = duckdb.DuckDBPyConnection
Params = Mapping[str, Any]
Row = dict[str, Any]


class Reader(ABC):
    """Parameters are named, ``$as_of``. Results are complete: nothing is fetched afterwards."""

    @abstractmethod
    def _run(self, sql: str, params: Params | None, fetch: Callable[[Cursor], T]) -> T:
        """Execute ``sql`` and return what ``fetch`` takes from the cursor."""

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """All rows as dictionaries by column name."""
        return self._run(sql, params, _dictionaries)

    def one(self, sql: str, params: Params | None = None) -> Row | None:
        """The only row, or ``None``; more than one is a defect of the statement."""
        found = self.rows(sql, params)
        if len(found) > 1:
            raise InvalidInput(f"Expected one row and found {len(found)}.")
        return found[0] if found else None

    def value(self, sql: str, params: Params | None = None) -> Any:
        """The first column of the first row, or ``None`` without rows."""
        row = self._run(sql, params, lambda cursor: cursor.fetchone())
        return row[0] if row else None

    def arrow(self, sql: str, params: Params | None = None) -> pa.Table:
        """The result as an Arrow table: the cheapest form for a page."""
        return self._run(sql, params, lambda cursor: cursor.to_arrow_table())

    def frame(self, sql: str, params: Params | None = None) -> pd.DataFrame:
        """The result as a pandas data frame."""
        return self._run(sql, params, lambda cursor: cursor.df())


def bound(params: Params | None) -> Params | None:
    """The parameters as the engine is given them: those named ``*_key`` as unsigned, as keys are.

    A plain integer below 2^63 would be signed, and comparing it with a column of keys would convert
    every row of the table to a third type instead of passing over those that cannot match.
    """
    if not params:
        return params
    return {
        name: _unsigned(value) if _is_key(name, value) else value for name, value in params.items()
    }


def _is_key(name: str, value: object) -> bool:
    return name.endswith("_key") and type(value) is int and 0 <= value < 2**64


def _unsigned(value: int) -> duckdb.Value:
    return duckdb.Value(value, UBIGINT)


def _dictionaries(cursor: Cursor) -> list[Row]:
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def deadline(cursor: Cursor, seconds: float | None) -> Iterator[threading.Event]:
    """Interrupt ``cursor`` after ``seconds``; the event yielded then tells that it was this."""
    expired = threading.Event()
    if seconds is None:
        yield expired
        return

    def expire() -> None:
        expired.set()
        # The call may end, and the cursor be closed, at this very moment.
        with suppress(duckdb.Error):
            cursor.interrupt()

    watch = WATCHDOG.watch(seconds, expire)
    try:
        yield expired
    finally:
        watch.end()
