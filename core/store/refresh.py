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
from core.store.ledger import SQL, Ledger, Tables, data_version
from core.store.models import Model, ModelSet
from core.store.statement import load_sql

ACCOUNTS_AS_ONE = 500
"""Running the models for so many accounts together takes about as long as for one alone."""


@dataclass(frozen=True)
class RefreshReport:
    """Which models ran and which were already up to date."""

    as_of: date
    ran: tuple[str, ...]
    fresh: tuple[str, ...]


def stale_models(reader: Reader, models: ModelSet, as_of: date) -> list[Model]:
    """Models whose rows for ``as_of`` are missing, or older than a table they reach."""
    return Ledger.read(reader, [as_of]).stale_models(models, as_of)


def stale_dates(reader: Reader, models: ModelSet, days: Sequence[date]) -> list[date]:
    """Those of ``days`` for which any model is stale, in their order."""
    ledger = Ledger.read(reader, days)
    return [day for day in days if ledger.stale_models(models, day)]


def has_rows(reader: Reader, as_of: date) -> bool:
    """Whether anything was ever worked out for ``as_of``, up to date or not."""
    return bool(Ledger.read(reader, [as_of]).runs)


def refresh(
    store: Store,
    models: ModelSet,
    as_of: date,
    actor: Actor,
    *,
    progress: Callable[[str], None] = lambda _model: None,
) -> RefreshReport:
    """Run the stale models for ``as_of`` in one transaction; nothing stale, nothing written.

    What changed for a few accounts alone is run for those; the report names the models all the same.
    """
    if not stale_models(store, models, as_of):
        return _report(models, as_of, [])
    # Pages that see the same staleness wait here for the first of them, and then find it gone.
    with store.exclusive():
        ledger = Ledger.read(store, [as_of])
        stale = ledger.stale_models(models, as_of)
        if stale:
            with store.transaction(actor, "mart.refresh", as_of.isoformat()) as work:
                _run_stale(work, models, as_of, ledger, stale, progress=progress)
                _record(work, store, stale, as_of)
    return _report(models, as_of, stale)


def _report(models: ModelSet, as_of: date, ran: Sequence[Model]) -> RefreshReport:
    names = tuple(model.table for model in ran)
    fresh = tuple(model.table for model in models.ordered if model.table not in names)
    return RefreshReport(as_of, names, fresh)


def _run_stale(
    work: Transaction,
    models: ModelSet,
    as_of: date,
    ledger: Ledger,
    stale: Sequence[Model],
    *,
    progress: Callable[[str], None],
) -> None:
    scopes = _scopes(work, ledger, models, stale, as_of)
    tables = Tables.read(work)
    for model in stale:
        progress(model.table)
        for key in scopes:
            values = {"as_of": as_of, "account_key": key}
            if tables.is_to_be_made(model):
                _make(work, model, values, tables)
            else:
                _fill(work, model, values, has_rows=ledger.has_rows(model, as_of))
    work.touch(*(model.table for model in stale))
    work.note(models=len(stale), accounts="all" if scopes == [None] else len(scopes))


def _scopes(
    work: Transaction, ledger: Ledger, models: ModelSet, stale: Sequence[Model], as_of: date
) -> Sequence[int | None]:
    """The accounts to run ``stale`` for, one by one, or ``None`` for all of them together."""
    accounts = ledger.single_accounts(work, models, stale, as_of)
    known = int(work.value("SELECT count(*) FROM crm.account"))
    if accounts is None or len(accounts) > 1 + known // ACCOUNTS_AS_ONE:
        return [None]
    return accounts


def refresh_account(
    store: Store, models: ModelSet, as_of: date, account_key: int, actor: Actor
) -> RefreshReport:
    """Run the models that are stale for one account for it alone, whatever the size of the rest.

    Stale for it are those that read what changed for it, or for any number of accounts, since they
    were last run; nothing stale, nothing written. Models that take no ``$account_key`` are left to the
    next full refresh. When the mart has never been filled for ``as_of``, everything is run instead.
    """
    with store.exclusive():
        ledger = Ledger.read(store, [as_of], account_key)
        if not ledger.was_filled(models, as_of):
            return refresh(store, models, as_of, actor)
        stale = [
            model
            for model in ledger.stale_models(models, as_of)
            if "account_key" in model.parameters
        ]
        if stale:
            with store.transaction(actor, "mart.refresh_account", str(account_key)) as work:
                for model in stale:
                    _fill(work, model, {"as_of": as_of, "account_key": account_key})
                work.touch(*(model.table for model in stale))
    return _report(models, as_of, stale)


def rebuild(store: Store, models: ModelSet, actor: Actor) -> None:
    """Drop every mart table; the next refresh makes them anew."""
    with store.transaction(actor, "mart.drop") as work:
        for model in reversed(models.ordered):
            work.execute(f"DROP TABLE IF EXISTS {model.table}")
        work.execute("DELETE FROM ops.model_run")
        work.touch(*(model.table for model in models.ordered))


def _make(work: Transaction, model: Model, values: dict[str, Any], tables: Tables) -> None:
    """Make a model's table anew with its rows; what it was filled with before is gone."""
    # Names come from file names, never from input; values are parameters.
    if model.table in tables.there:
        work.execute(f"DROP TABLE {model.table}")
    if model.table in tables.hashes:
        work.execute("DELETE FROM ops.model_run WHERE model = $model", {"model": model.table})
    params = {name: values[name] for name in model.parameters}
    work.execute(f"CREATE TABLE {model.table} AS {model.sql}", params)
    tables.made(model)


def _fill(
    work: Transaction, model: Model, values: dict[str, Any], *, has_rows: bool = True
) -> None:
    """Fill a model's rows for a date, of one account or all; without ``has_rows`` there are none yet."""
    if has_rows:
        scope = "as_of = $as_of"
        key = {"as_of": values["as_of"]}
        if values["account_key"] is not None:
            scope += " AND account_key = $account_key"
            key["account_key"] = values["account_key"]
        work.execute(f"DELETE FROM {model.table} WHERE {scope}", key)  # noqa: S608
    params = {name: values[name] for name in model.parameters}
    work.execute(f"INSERT INTO {model.table} BY NAME {model.sql}", params)


def _record(work: Transaction, store: Store, ran: Sequence[Model], as_of: date) -> None:
    work.execute(
        load_sql(SQL, "record_runs"),
        {
            "models": [model.table for model in ran],
            "sql_hashes": [model.sql_hash for model in ran],
            "as_of": as_of,
            "data_version": data_version(work),
            "ran_at": store.clock.now(),
        },
    )
