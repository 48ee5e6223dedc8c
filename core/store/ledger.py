"""Which version of its inputs each model was last run on, and what has changed since.

``ops.table_version`` has the last commit that changed a table for any number of accounts,
``ops.account_change`` the last one that changed it for one account alone. The latter table has a
version in the former, whose greatest version is therefore the database's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.store.models import Model, ModelSet
from core.store.reader import Reader, Row
from core.store.statement import load_sql

if TYPE_CHECKING:
    from core.store.database import Transaction

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Ledger:
    """One look at the versions of all tables and at the runs of the dates asked for.

    ``whole`` and ``single`` give a table's data version, ``runs`` a run by date and model table.
    """

    whole: Mapping[str, int]
    single: Mapping[str, int]
    runs: Mapping[tuple[date, str], Row]

    @classmethod
    def read(cls, reader: Reader, days: Sequence[date], account_key: int | None = None) -> Ledger:
        """The ledger as it stands, in two statements however many dates are asked for.

        With an ``account_key``, of changes for single accounts only those of this one are known.
        """
        versions = reader.rows(load_sql(SQL, "versions"), {"account_key": account_key})
        runs = reader.rows(load_sql(SQL, "model_runs"), {"days": list(days)})
        return cls(
            {row["table_name"]: row["data_version"] for row in versions if not row["is_single"]},
            {row["table_name"]: row["data_version"] for row in versions if row["is_single"]},
            {(row["as_of"], row["model"]): row for row in runs},
        )

    def stale_models(self, models: ModelSet, as_of: date) -> list[Model]:
        """Models whose rows for ``as_of`` are missing, or older than a table they reach."""
        stale: list[Model] = []
        for model in models.ordered:
            sources = models.sources[model.name]
            if (
                not self._was_run(model, as_of)
                or self._version(model, as_of) < _newest(self.whole, sources)
                or self._version(model, as_of) < _newest(self.single, sources)
                or any(upstream.table in model.reads for upstream in stale)
            ):
                stale.append(model)
        return stale

    def single_accounts(
        self, reader: Reader, models: ModelSet, stale: Sequence[Model], as_of: date
    ) -> list[int] | None:
        """The accounts for which running ``stale`` again is enough; ``None``: it takes them all."""
        for model in stale:
            if (
                "account_key" not in model.parameters
                or not self._was_run(model, as_of)
                or self._version(model, as_of) < _newest(self.whole, models.sources[model.name])
            ):
                return None
        sources = frozenset[str]().union(*(models.sources[model.name] for model in stale))
        since = min(self._version(model, as_of) for model in stale)
        rows = reader.rows(
            load_sql(SQL, "changed_accounts"), {"tables": sorted(sources), "data_version": since}
        )
        return [row["account_key"] for row in rows]

    def was_filled(self, models: ModelSet, as_of: date) -> bool:
        """Whether every model has rows for ``as_of`` by its present definition, however old."""
        return all(self._was_run(model, as_of) for model in models.ordered)

    def has_rows(self, model: Model, as_of: date) -> bool:
        """Whether the model was ever run for ``as_of``, by whatever definition."""
        return (as_of, model.table) in self.runs

    def _was_run(self, model: Model, as_of: date) -> bool:
        run = self.runs.get((as_of, model.table))
        return run is not None and run["sql_hash"] == model.sql_hash

    def _version(self, model: Model, as_of: date) -> int:
        return int(self.runs[as_of, model.table]["data_version"])


@dataclass(frozen=True)
class Tables:
    """One look at the mart's tables: those that are there, and by which definitions they were filled.

    One for all models: asking for each whether its table is there costs as much as its rows.
    """

    there: set[str]
    hashes: dict[str, set[str]]

    @classmethod
    def read(cls, reader: Reader) -> Tables:
        """The tables as they stand."""
        there = reader.rows(
            "SELECT 'mart.' || table_name AS name FROM duckdb_tables() WHERE schema_name = 'mart'"
        )
        hashes: dict[str, set[str]] = {}
        for run in reader.rows("SELECT DISTINCT model, sql_hash FROM ops.model_run"):
            hashes.setdefault(run["model"], set()).add(run["sql_hash"])
        return cls({row["name"] for row in there}, hashes)

    def is_to_be_made(self, model: Model) -> bool:
        """Whether the model's table is missing or was filled by another definition."""
        return model.table not in self.there or bool(
            self.hashes.get(model.table, set()) - {model.sql_hash}
        )

    def made(self, model: Model) -> None:
        """Take note that the model's table was made anew."""
        self.there.add(model.table)
        self.hashes[model.table] = {model.sql_hash}


def data_version(reader: Reader) -> int:
    """The version of the last commit that changed what a page can show; 0 before the first."""
    return int(reader.value(load_sql(SQL, "data_version")))


def bump(work: Transaction) -> None:
    """Give what the transaction touched the next data version; nothing touched, nothing changed."""
    if not (work.touched or work.touched_accounts):
        return
    version = {"data_version": data_version(work) + 1}
    if work.touched_accounts:
        tables, keys = zip(*sorted(work.touched_accounts), strict=True)
        changes = {"tables": list(tables), "account_keys": list(keys), **version}
        work.execute(load_sql(SQL, "touch_accounts"), changes)
        work.touch("ops.account_change")
    work.execute(load_sql(SQL, "touch_tables"), {"tables": sorted(work.touched), **version})


def _newest(versions: Mapping[str, int], tables: Iterable[str]) -> int:
    return max((versions.get(table, 0) for table in tables), default=0)
