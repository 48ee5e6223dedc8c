"""The portfolio as a manager sees it: KPIs against target, RAG distribution, ARR matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import LEVELS, RAGS, Filters
from core.cockpit.freshness import MONTHS_SHOWN, month_ends
from core.cockpit.listing import check_page
from core.cockpit.query import Running, fetch, fetch_page, scope, statement
from core.errors import InvalidInput
from core.store import Row, Store, stale_dates


@dataclass(frozen=True)
class Measure:
    """What a KPI measures. ``unit`` is ``share`` (0 to 1), ``days`` or ``executives``."""

    name: str
    label: str
    unit: str
    higher_is_better: bool
    numerator_label: str
    denominator_label: str
    definition: str


MEASURES = (
    Measure(
        "exec_engagement_rate",
        "Executive engagement",
        "share",
        True,
        "accounts engaged or champion",
        "accounts",
        "Accounts whose engagement level is engaged or champion, of all accounts.",
    ),
    Measure(
        "avg_days_between_exec_contacts",
        "Days between executive contacts",
        "days",
        False,
        "days between touchpoints",
        "gaps",
        "Mean number of days between consecutive executive touchpoints of an account.",
    ),
    Measure(
        "qbr_exec_attendance",
        "QBRs with an executive",
        "share",
        True,
        "QBRs with an executive",
        "QBRs held",
        "QBRs that at least one executive attended, of those held.",
    ),
    Measure(
        "sponsor_retention_yoy",
        "Sponsor retention",
        "share",
        True,
        "sponsors retained",
        "sponsors a year ago",
        "Sponsors of a year ago who still are, of all sponsors of a year ago.",
    ),
    Measure(
        "multi_thread_score",
        "Executives engaged per account",
        "executives",
        True,
        "executives engaged",
        "accounts",
        "Mean number of executives engaged per account.",
    ),
)
"""The five KPIs in the order they are shown."""


@dataclass(frozen=True)
class Kpi(Measure):
    """One sponsor KPI over the filtered accounts: ``value = numerator / denominator``.

    ``value`` is empty when there is nothing to divide by, and an engagement's also where the level of
    no account is known. ``target`` is in the KPI's unit. ``met`` is empty without a value or a target.
    """

    value: float | None
    numerator: float
    denominator: float
    target: float | None

    @property
    def met(self) -> bool | None:
        if self.value is None or self.target is None:
            return None
        return self.value > self.target if self.higher_is_better else self.value < self.target


@dataclass(frozen=True)
class KpiAccount:
    """What one account adds to a KPI; the sums over all accounts are the KPI's own."""

    account_key: int
    account_id: str
    source_system: str
    name: str
    tier: str | None
    level: str
    numerator: float
    denominator: float
    value: float | None


@dataclass(frozen=True)
class KpiPage:
    """A page of a KPI's accounts, those that pull it from its target first."""

    rows: tuple[KpiAccount, ...]
    total: int
    limit: int
    offset: int


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
    params = scope(store, actor, filters)
    values = {row["name"]: row for row in _values(store, params, [params["as_of"]])}
    targets = {row["name"]: row["value"] for row in store.rows(statement("kpi_targets"))}
    return tuple(_kpi(measure, values.get(measure.name), targets) for measure in MEASURES)


def kpi_accounts(
    store: Store, actor: Actor, filters: Filters, kpi: str, *, limit: int = 50, offset: int = 0
) -> KpiPage:
    """The accounts behind one KPI, each with its own numerator and denominator."""
    require(actor, Permission.PORTFOLIO_READ)
    names = tuple(measure.name for measure in MEASURES)
    if kpi not in names:
        raise InvalidInput(f"There is no KPI {kpi!r}.", f"Choose from {', '.join(names)}.")
    check_page("", ("",), limit, offset)
    params = {**scope(store, actor, filters), "kpi": kpi, "limit": limit, "offset": offset}
    rows, total = fetch_page(store, "kpi_accounts", params, KpiAccount)
    return KpiPage(rows, total, limit, offset)


def kpi_trend(
    cockpit: Running, actor: Actor, filters: Filters, months: int = MONTHS_SHOWN
) -> tuple[KpiPoint, ...]:
    """The five KPIs at month-ends; those whose rows are not there yet have no value.

    ``compute_history`` makes them. The filters choose accounts by what they are on the date shown,
    so that a line follows one set.
    """
    require(actor, Permission.PORTFOLIO_READ)
    store = cockpit.store
    params = scope(store, actor, filters)
    days = month_ends(params["as_of"], months)
    known = {row["as_of"] for row in store.rows(statement("kpi_days"), {"days": list(days)})}
    outdated = set(stale_dates(store, cockpit.models, days)) & known
    state = {
        day: "outdated" if day in outdated else "computed" if day in known else "missing"
        for day in days
    }
    values = {(row["as_of"], row["name"]): row for row in _values(store, params, list(days))}
    return tuple(
        _point(measure.name, day, state[day], values.get((day, measure.name)))
        for measure in MEASURES
        for day in days
    )


def _values(store: Store, params: Row, days: Sequence[date]) -> list[Row]:
    asked = {name: value for name, value in params.items() if name != "days"}
    return store.rows(statement("kpi_values"), {**asked, "days": list(days)})


def _kpi(measure: Measure, row: Row | None, targets: Mapping[str, float]) -> Kpi:
    found = row or {"value": None, "numerator": 0.0, "denominator": 0.0}
    target = targets.get(f"{measure.name}_target")
    if target is not None and measure.unit == "share":
        target = target / 100
    return Kpi(
        **vars(measure),
        value=found["value"],
        numerator=found["numerator"],
        denominator=found["denominator"],
        target=target,
    )


def _point(name: str, day: date, state: str, row: Row | None) -> KpiPoint:
    if row is None:
        return KpiPoint(name, day, None, 0.0, 0.0, state)
    return KpiPoint(name, day, row["value"], row["numerator"], row["denominator"], state)


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
