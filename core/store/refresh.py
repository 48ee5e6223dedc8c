"""Bring the mart up to date for a date: run the models whose inputs changed, in order.

Rows of a model are kept per ``as_of``, so any past date is replayed by the same SQL beside today's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.actor import Actor
from core.store.database import Reader, Store, Transaction
from core.store.models import Model, ModelSet


@dataclass(frozen=True)
class RefreshReport:
    """Which models ran and which were already up to date."""

    as_of: date
    ran: tuple[str, ...]
    fresh: tuple[str, ...]


def stale_models(reader: Reader, models: ModelSet, as_of: date) -> list[Model]:
    """Models whose rows for ``as_of`` are missing, or older than a table they reach."""
    versions = {
        row["table_name"]: row["data_version"]
        for row in reader.rows("SELECT table_name, data_version FROM ops.table_version")
    }
    runs = {
        row["model"]: row
        for row in reader.rows(
            "SELECT model, data_version, sql_hash FROM ops.model_run WHERE as_of = $as_of",
            {"as_of": as_of},
        )
    }
    stale: list[Model] = []
    for model in models.ordered:
        run = runs.get(model.table)
        newest = max((versions.get(table, 0) for table in models.sources[model.name]), default=0)
        if (
            run is None
            or run["sql_hash"] != model.sql_hash
            or run["data_version"] < newest
            or any(upstream.table in model.reads for upstream in stale)
        ):
            stale.append(model)
    return stale


def refresh(
    store: Store,
    models: ModelSet,
    as_of: date,
    actor: Actor,
    *,
    progress: Callable[[str], None] = lambda _model: None,
) -> RefreshReport:
    """Run the stale models for ``as_of`` in one transaction; nothing stale, nothing written."""
    if not (stale := stale_models(store, models, as_of)):
        return RefreshReport(as_of, (), tuple(model.table for model in models.ordered))
    with store.transaction(actor, "mart.refresh", as_of.isoformat()) as work:
        stale = stale_models(work, models, as_of)
        version = work.value("SELECT coalesce(max(data_version), 0) FROM ops.table_version")
        made = _made(work, models)
        for model in stale:
            progress(model.table)
            _run(work, model, {"as_of": as_of, "account_key": None}, is_made=model.table in made)
            _record(work, store, model, as_of, version)
        ran = tuple(model.table for model in stale)
        work.touch(*ran)
        work.note(models=len(ran))
    fresh = tuple(model.table for model in models.ordered if model.table not in ran)
    return RefreshReport(as_of, ran, fresh)


def refresh_account(
    store: Store, models: ModelSet, as_of: date, account_key: int, actor: Actor
) -> RefreshReport:
    """Recompute one account's rows for ``as_of``, whatever the size of the rest.

    Models that take no ``$account_key`` are left to the next full refresh. When the mart has never
    been filled for ``as_of``, everything is run instead.
    """
    if len(stale_models(store, models, as_of)) == len(models.ordered):
        return refresh(store, models, as_of, actor)
    narrow = [model for model in models.ordered if "account_key" in model.parameters]
    with store.transaction(actor, "mart.refresh_account", str(account_key)) as work:
        made = _made(work, models)
        for model in narrow:
            values = {"as_of": as_of, "account_key": account_key}
            _run(work, model, values, is_made=model.table in made)
        work.touch(*(model.table for model in narrow))
    return RefreshReport(as_of, tuple(model.table for model in narrow), ())


def rebuild(store: Store, models: ModelSet, actor: Actor) -> None:
    """Drop every mart table; the next refresh makes them anew."""
    with store.transaction(actor, "mart.drop") as work:
        for model in reversed(models.ordered):
            work.execute(f"DROP TABLE IF EXISTS {model.table}")
        work.execute("DELETE FROM ops.model_run")
        work.touch(*(model.table for model in models.ordered))


def run_all(work: Transaction, ordered: Sequence[Model], as_of: date) -> None:
    """Run models without looking at the ledger, e.g. on a lakehouse catalog."""
    for model in ordered:
        _run(work, model, {"as_of": as_of, "account_key": None})


def _made(work: Transaction, models: ModelSet) -> set[str]:
    """Models whose table is there and was made by the present definition.

    One look at the ledger for all: planning a model only to find its table there costs as much as
    refreshing one account.
    """
    rows = work.rows(
        "SELECT run.model, list(DISTINCT run.sql_hash) AS hashes FROM ops.model_run AS run"
        " JOIN information_schema.tables AS made"
        " ON made.table_schema = 'mart' AND run.model = 'mart.' || made.table_name"
        " GROUP BY run.model"
    )
    hashes = {row["model"]: row["hashes"] for row in rows}
    return {model.table for model in models.ordered if hashes.get(model.table) == [model.sql_hash]}


def _run(work: Transaction, model: Model, values: dict[str, Any], *, is_made: bool = False) -> None:
    params = {name: values[name] for name in model.parameters}
    # Names come from file names, never from input; values are parameters.
    if not is_made:
        if _definition_changed(work, model):
            work.execute(f"DROP TABLE IF EXISTS {model.table}")
            work.execute("DELETE FROM ops.model_run WHERE model = $model", {"model": model.table})
        work.execute(
            f"CREATE TABLE IF NOT EXISTS {model.table} AS SELECT * FROM ({model.sql}) LIMIT 0",  # noqa: S608
            params,
        )
    scope = "as_of = $as_of"
    key = {"as_of": values["as_of"]}
    if values["account_key"] is not None:
        scope += " AND account_key = $account_key"
        key["account_key"] = values["account_key"]
    work.execute(f"DELETE FROM {model.table} WHERE {scope}", key)  # noqa: S608
    work.execute(f"INSERT INTO {model.table} BY NAME {model.sql}", params)


def _definition_changed(work: Transaction, model: Model) -> bool:
    return bool(
        work.value(
            "SELECT count(*) FROM ops.model_run WHERE model = $model AND sql_hash <> $sql_hash",
            {"model": model.table, "sql_hash": model.sql_hash},
        )
    )


def _record(work: Transaction, store: Store, model: Model, as_of: date, version: int) -> None:
    work.execute(
        "MERGE INTO ops.model_run AS run"
        " USING (SELECT $model AS model, $as_of::DATE AS as_of) AS key USING (model, as_of)"
        " WHEN MATCHED THEN UPDATE SET"
        " data_version = $version, sql_hash = $sql_hash, ran_at = $ran_at"
        " WHEN NOT MATCHED THEN INSERT VALUES ($model, $as_of, $version, $sql_hash, $ran_at)",
        {
            "model": model.table,
            "as_of": as_of,
            "version": version,
            "sql_hash": model.sql_hash,
            "ran_at": store.clock.now(),
        },
    )
