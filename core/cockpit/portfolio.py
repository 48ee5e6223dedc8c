"""The portfolio as a manager sees it: KPIs against target, RAG distribution, ARR matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import LEVELS, RAGS, Filters
from core.cockpit.freshness import MONTHS_SHOWN, month_ends
from core.cockpit.query import Running, fetch, scope
from core.store import Store, stale_models


@dataclass(frozen=True)
class Kpi:
    """One sponsor KPI over the filtered accounts: ``value = numerator / denominator``.

    ``value`` is empty when there is nothing to divide by. ``unit`` is ``share`` (0 to 1), ``days``
    or ``executives``; ``target`` is in the same unit. ``higher_is_better`` says on which side of
    the target it should be; ``met`` is empty without a value or a target.
    """

    name: str
    label: str
    value: float | None
    numerator: float
    denominator: float
    target: float | None
    unit: str
    higher_is_better: bool
    numerator_label: str
    denominator_label: str
    definition: str

    @property
    def met(self) -> bool | None:
        if self.value is None or self.target is None:
            return None
        return self.value > self.target if self.higher_is_better else self.value < self.target


@dataclass(frozen=True)
class KpiPoint:
    """A KPI at a month-end. ``state``: computed, outdated (newer data since) or missing."""

    name: str
    as_of: date
    value: float | None
    numerator: float
    denominator: float
    state: str


@dataclass(frozen=True)
class RagCount:
    """Accounts of one colour. ``overridden`` of them carry a status set by hand beside it."""

    rag: str
    accounts: int
    at_risk: int
    overridden: int


@dataclass(frozen=True)
class LevelCount:
    """Accounts at one engagement level."""

    level: str
    accounts: int


@dataclass(frozen=True)
class MatrixCell:
    """Accounts and their ARR at one colour, level and currency. ``currency`` empty: none given.

    ``arr`` is in ``currency``; ``without_arr`` of the accounts have none.
    """

    rag: str
    level: str
    currency: str
    accounts: int
    without_arr: int
    arr: Decimal


@dataclass(frozen=True)
class ArrMatrix:
    """ARR by RAG and engagement. Amounts in different currencies are never added."""

    cells: tuple[MatrixCell, ...]
    currencies: tuple[str, ...]
    notice: str

    def accounts(self, rag: str, level: str) -> int:
        """Accounts in a cell, whatever their currency."""
        return sum(cell.accounts for cell in self.cells if (cell.rag, cell.level) == (rag, level))

    def arr(self, rag: str, level: str, currency: str) -> Decimal:
        """ARR of a cell in one currency."""
        return sum(
            (
                cell.arr
                for cell in self.cells
                if (cell.rag, cell.level, cell.currency) == (rag, level, currency)
            ),
            Decimal(0),
        )


def portfolio_kpis(store: Store, actor: Actor, filters: Filters) -> tuple[Kpi, ...]:
    """The five sponsor KPIs of the filtered accounts, in a fixed order."""
    require(actor, Permission.PORTFOLIO_READ)
    return fetch(store, "portfolio_kpis", scope(store, actor, filters), Kpi)


def kpi_trend(
    cockpit: Running, actor: Actor, filters: Filters, months: int = MONTHS_SHOWN
) -> tuple[KpiPoint, ...]:
    """The five KPIs at the month-ends whose rows exist; ``compute_history`` makes the others.

    The filters choose accounts by what they are on the date shown, so that a line follows one set.
    """
    require(actor, Permission.PORTFOLIO_READ)
    store = cockpit.store
    days = month_ends(filters.on(store.clock), months)
    outdated = [day for day in days if stale_models(store, cockpit.models, day)]
    params = {**scope(store, actor, filters), "days": list(days), "outdated": outdated}
    return fetch(store, "kpi_trend", params, KpiPoint)


def rag_distribution(store: Store, actor: Actor, filters: Filters) -> tuple[RagCount, ...]:
    """Accounts by colour; every colour has a row, in the order green, amber, red, grey."""
    require(actor, Permission.PORTFOLIO_READ)
    found = fetch(store, "rag_distribution", scope(store, actor, filters), RagCount)
    by_rag = {count.rag: count for count in found}
    return tuple(by_rag.get(rag, RagCount(rag, 0, 0, 0)) for rag in RAGS)


def level_distribution(store: Store, actor: Actor, filters: Filters) -> tuple[LevelCount, ...]:
    """Accounts by engagement level; every level has a row, best first."""
    require(actor, Permission.PORTFOLIO_READ)
    found = fetch(store, "level_distribution", scope(store, actor, filters), LevelCount)
    by_level = {count.level: count for count in found}
    return tuple(by_level.get(level, LevelCount(level, 0)) for level in LEVELS)


def arr_matrix(store: Store, actor: Actor, filters: Filters) -> ArrMatrix:
    """ARR by RAG and engagement level, one amount a currency."""
    require(actor, Permission.PORTFOLIO_READ)
    cells = fetch(store, "arr_matrix", scope(store, actor, filters), MatrixCell)
    currencies = tuple(sorted({cell.currency for cell in cells if cell.arr}))
    return ArrMatrix(cells, currencies, _notice(cells, currencies))


def _notice(cells: Sequence[MatrixCell], currencies: Sequence[str]) -> str:
    parts: list[str] = []
    if len(currencies) > 1:
        named = ", ".join(currency or "no currency" for currency in currencies)
        parts.append(f"Amounts are in {named} and are not added across currencies.")
    if without := sum(cell.without_arr for cell in cells):
        noun = "account has" if without == 1 else "accounts have"
        parts.append(f"{without} {noun} no ARR and count as accounts only.")
    return " ".join(parts)
