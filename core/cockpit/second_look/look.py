"""Looking again: one SQL file a signal or rule, over the accounts that the viewer's filters leave."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.cockpit.query import SQL as COCKPIT_SQL
from core.cockpit.query import scope
from core.cockpit.second_look.catalogue import catalogue
from core.cockpit.second_look.model import Contradiction, Looked, Signal, Watermelon
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"


def watermelons(store: Store, actor: Actor, filters: Filters) -> tuple[Watermelon, ...]:
    """Green accounts against which enough independent sources speak, most sources first.

    The mart must be fresh for the filters' date.
    """
    require(actor, Permission.PORTFOLIO_READ)
    params = scope(store, actor, filters)
    accounts, least = _accounts(store, params)
    found: dict[int, list[Signal]] = {}
    for row in store.rows(_all("signal", tuple(catalogue().signal)), params):
        rule = catalogue().signal[row["name"]]
        signal = Signal(row["name"], rule.title, rule.source, row["says"], tuple(row["evidence"]))
        found.setdefault(row["account_key"], []).append(signal)
    melons = [
        Watermelon(accounts[key], tuple(sorted(signals, key=_listed)), _sources(signals))
        for key, signals in found.items()
        if len(_sources(signals)) >= least[key]
    ]
    return tuple(sorted(melons, key=_most_telling))


def contradictions(store: Store, actor: Actor, filters: Filters) -> tuple[Contradiction, ...]:
    """Statements about the filtered accounts that cannot both be so, largest accounts first.

    The mart must be fresh for the filters' date.
    """
    require(actor, Permission.PORTFOLIO_READ)
    params = scope(store, actor, filters)
    accounts, _ = _accounts(store, params)
    rows = store.rows(_all("contradiction", tuple(catalogue().contradiction)), params)
    found = [_contradiction(accounts[row["account_key"]], row) for row in rows]
    return tuple(sorted(found, key=lambda one: (*_largest(one.account), one.rule, one.evidence)))


def _accounts(store: Store, params: Mapping[str, Any]) -> tuple[dict[int, Looked], dict[int, int]]:
    accounts, least = {}, {}
    for row in store.rows(_statement("accounts"), params):
        least[row["account_key"]] = row.pop("min_sources")
        accounts[row["account_key"]] = Looked(**row)
    return accounts, least


def _contradiction(account: Looked, row: Row) -> Contradiction:
    rule = catalogue().contradiction[row["name"]]
    return Contradiction(
        account=account,
        rule=row["name"],
        title=rule.title,
        one=rule.one,
        says_one=row["says_one"],
        evidence_one=tuple(row["evidence_one"]),
        other=rule.other,
        says_other=row["says_other"],
        evidence_other=tuple(row["evidence_other"]),
    )


@cache
def _statement(name: str) -> str:
    """A file with what all of them begin from: the filtered accounts, their thresholds, sure deals."""
    return f"WITH\n{_FIRST}{_steps(name)}"


@cache
def _all(folder: str, names: tuple[str, ...]) -> str:
    """All files of a folder as one statement, so that the accounts are looked up once for all."""
    parts = [
        f"SELECT '{name}' AS name, found.* FROM (\nWITH\n{_steps(f'{folder}/{name}')}\n) AS found"  # noqa: S608 - our own files
        for name in names
    ]
    together = "\nUNION ALL BY NAME\n".join(parts)
    return (
        f"WITH\n{_FIRST}every AS (\n{together}\n)\n\nSELECT * FROM every ORDER BY name, account_key"
    )


def _steps(name: str) -> str:
    return load_sql(SQL, name).partition("\nWITH\n")[2]


_FIRST = "".join(
    f"{step} AS (\n{load_sql(folder, step)}\n),\n\n"
    for step, folder in (
        ("filtered_account", COCKPIT_SQL),
        ("threshold", SQL),
        ("account", SQL),
        ("sure_deal", SQL),
    )
)


def _listed(signal: Signal) -> int:
    return list(catalogue().signal).index(signal.name)


def _sources(signals: list[Signal]) -> tuple[str, ...]:
    return tuple(sorted({signal.source for signal in signals}))


def _largest(account: Looked) -> tuple[float, str, int]:
    return (-float(account.arr_amount or 0), account.name, account.account_key)


def _most_telling(melon: Watermelon) -> tuple[int, int, float, str, int]:
    return (-len(melon.sources), -len(melon.signals), *_largest(melon.account))
