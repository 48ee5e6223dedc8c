"""Any table of the cockpit as a CSV file that says what it shows.

The rows are all that the filters leave, not only the page on screen. Below them stand the filters,
the data's date and the policy in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.cockpit.changes import (
    ImportChange,
    ScoreChange,
    changes,
    changes_since_last_scan,
    recent_changes,
)
from core.cockpit.coaching_export import COACHING_TABLES
from core.cockpit.csv_text import to_csv
from core.cockpit.escalated import (
    EscalationLine,
    LikelyLine,
    escalation_lines,
    likely_lines,
)
from core.cockpit.filters import Filters
from core.cockpit.freshness import data_date
from core.cockpit.health import BoardRow, RuleCount, health_board, rules_tripped
from core.cockpit.history import ScorePoint, score_history
from core.cockpit.listing import LARGEST_STEP, AccountRow, account_list
from core.cockpit.notes import Note, notes
from core.cockpit.operations import (
    Integration,
    Ticket,
    TimelineEntry,
    integrations,
    tickets,
    timeline,
)
from core.cockpit.portfolio import (
    Kpi,
    MatrixCell,
    RagCount,
    arr_matrix,
    portfolio_kpis,
    rag_distribution,
)
from core.cockpit.profile_export import PROFILE_TABLES
from core.cockpit.query import Running
from core.cockpit.releases import NoteLine, note_lines
from core.cockpit.second_look import (
    ContradictionRow,
    WatermelonRow,
    contradiction_rows,
    watermelon_rows,
)
from core.cockpit.sla import (
    AccountClock,
    SlaKept,
    SlaRow,
    account_clocks,
    sla_kept,
    sla_list,
)
from core.cockpit.sponsors import (
    HeatCell,
    SponsorGap,
    SponsorRow,
    executives,
    sponsor_gaps,
    sponsor_heat_map,
    sponsor_list,
)
from core.errors import InvalidInput
from core.store import Store

_SERIES = ("series", "critical_series", "open_series", "api_call_series", "days")


@dataclass(frozen=True)
class Exported:
    """A file to download."""

    file_name: str
    content: bytes
    rows: int


@dataclass(frozen=True)
class _Table:
    """An exportable table: the type of its rows and how to get them all."""

    kind: type[Any]
    rows: Callable[..., Iterable[Any]]


@dataclass(frozen=True)
class _AccountTable:
    """An exportable table of one account."""

    kind: type[Any]
    rows: Callable[[Store, Actor, int, Filters], Iterable[Any]]


def _all_pages(page: Callable[[int], Sequence[Any]]) -> Iterable[Any]:
    offset = 0
    while found := page(offset):
        yield from found
        if len(found) < LARGEST_STEP:
            return
        offset += LARGEST_STEP


def _accounts(store: Store, actor: Actor, filters: Filters) -> Iterable[Any]:
    return _all_pages(
        lambda offset: account_list(store, actor, filters, limit=LARGEST_STEP, offset=offset).rows
    )


def _sponsors(store: Store, actor: Actor, filters: Filters, **narrowed: Any) -> Iterable[Any]:
    return _all_pages(
        lambda offset: (
            sponsor_list(store, actor, filters, **narrowed, limit=LARGEST_STEP, offset=offset).rows
        )
    )


def _gaps(store: Store, actor: Actor, filters: Filters) -> Iterable[Any]:
    return _all_pages(
        lambda offset: sponsor_gaps(store, actor, filters, limit=LARGEST_STEP, offset=offset)
    )


def _board(store: Store, actor: Actor, filters: Filters) -> Iterable[Any]:
    return _all_pages(
        lambda offset: health_board(store, actor, filters, limit=LARGEST_STEP, offset=offset).rows
    )


def _sla(store: Store, actor: Actor, filters: Filters, **narrowed: Any) -> Iterable[Any]:
    return _all_pages(
        lambda offset: (
            sla_list(store, actor, filters, **narrowed, limit=LARGEST_STEP, offset=offset).rows
        )
    )


def _clocks(store: Store, actor: Actor, key: int, filters: Filters) -> Iterable[Any]:
    return account_clocks(store, actor, key, filters.on(store.clock), closed=True)


def _recent(store: Store, actor: Actor, filters: Filters) -> Iterable[Any]:
    return _all_pages(
        lambda offset: recent_changes(store, actor, filters, limit=LARGEST_STEP, offset=offset)
    )


def _tickets(store: Store, actor: Actor, key: int, filters: Filters) -> Iterable[Any]:
    day = filters.on(store.clock)
    return _all_pages(
        lambda offset: tickets(store, actor, key, day, limit=LARGEST_STEP, offset=offset)
    )


def _timeline(store: Store, actor: Actor, key: int, filters: Filters) -> Iterable[Any]:
    day = filters.on(store.clock)
    return _all_pages(
        lambda offset: timeline(store, actor, key, day, limit=LARGEST_STEP, offset=offset).entries
    )


def _changes(store: Store, actor: Actor, key: int, filters: Filters) -> Iterable[Any]:
    day = filters.on(store.clock)
    return _all_pages(
        lambda offset: changes(store, actor, key, day, limit=LARGEST_STEP, offset=offset)
    )


TABLES: dict[str, _Table] = {
    "accounts": _Table(AccountRow, _accounts),
    "sponsors": _Table(SponsorRow, _sponsors),
    "sponsor_gaps": _Table(SponsorGap, _gaps),
    "sponsor_heat_map": _Table(HeatCell, sponsor_heat_map),
    "health": _Table(BoardRow, _board),
    "rules_tripped": _Table(RuleCount, rules_tripped),
    "escalations": _Table(EscalationLine, escalation_lines),
    "likely_escalations": _Table(LikelyLine, likely_lines),
    "sla": _Table(SlaRow, _sla),
    "sla_kept": _Table(SlaKept, sla_kept),
    "release_notes": _Table(NoteLine, note_lines),
    "kpis": _Table(Kpi, portfolio_kpis),
    "rag": _Table(RagCount, rag_distribution),
    "arr_matrix": _Table(MatrixCell, lambda *scope: arr_matrix(*scope).cells),
    "scan_changes": _Table(ScoreChange, lambda *scope: changes_since_last_scan(*scope).changes),
    "import_changes": _Table(ImportChange, _recent),
    "watermelons": _Table(WatermelonRow, watermelon_rows),
    "contradictions": _Table(ContradictionRow, contradiction_rows),
    **{name: _Table(*table) for name, table in COACHING_TABLES.items()},
}
"""Tables over the filtered accounts."""

ACCOUNT_TABLES: dict[str, _AccountTable] = {
    "executives": _AccountTable(
        SponsorRow,
        lambda store, actor, key, filters: executives(store, actor, key, filters.on(store.clock)),
    ),
    "tickets": _AccountTable(Ticket, _tickets),
    "ticket_clocks": _AccountTable(AccountClock, _clocks),
    "integrations": _AccountTable(
        Integration,
        lambda store, actor, key, filters: integrations(store, actor, key, filters.on(store.clock)),
    ),
    "timeline": _AccountTable(TimelineEntry, _timeline),
    "score_history": _AccountTable(
        ScorePoint,
        lambda store, actor, key, filters: score_history(
            store, actor, key, filters.on(store.clock)
        ),
    ),
    "changes": _AccountTable(ImportChange, _changes),
    "notes": _AccountTable(
        Note,
        lambda store, actor, key, _filters: notes(store, actor, key, limit=LARGEST_STEP),
    ),
    **{name: _AccountTable(*table) for name, table in PROFILE_TABLES.items()},
}
"""Tables of one account."""


def export_table(
    cockpit: Running,
    actor: Actor,
    table: str,
    filters: Filters,
    *,
    account_key: int | None = None,
    narrowed: Mapping[str, Any] = MappingProxyType({}),
) -> Exported:
    """A table of TABLES, or of ACCOUNT_TABLES with its account, as CSV.

    ``narrowed`` are a table's own filters beside the shared ones, e.g. the cadence of ``sponsors``.
    """
    store = cockpit.store
    about: list[tuple[str, str]] = [("Table", table)]
    if table in TABLES:
        kind, found = TABLES[table].kind, TABLES[table].rows(store, actor, filters, **narrowed)
    elif table in ACCOUNT_TABLES and account_key is not None:
        about.append(("Account", require_account(store, actor, account_key).label))
        account_table = ACCOUNT_TABLES[table]
        kind, found = account_table.kind, account_table.rows(store, actor, account_key, filters)
    else:
        known = ", ".join((*TABLES, *ACCOUNT_TABLES))
        raise InvalidInput(f"No table {table!r} can be exported so.", f"Choose from {known}.")
    columns = _columns(kind)
    rows = [[getattr(row, column) for column in columns] for row in found]
    about += context(cockpit, actor, filters)
    about += [(f"Filter {name}", _said(value)) for name, value in narrowed.items() if value]
    content = to_csv(columns, rows, about)
    return Exported(f"rapport-{table}-{filters.on(cockpit.clock)}.csv", content, len(rows))


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "yes" if value is True else str(value)


def context(cockpit: Running, actor: Actor, filters: Filters) -> list[tuple[str, str]]:
    """What a table shows, as name and value: date, last import, policy, filters."""
    data = data_date(cockpit, actor, filters.on(cockpit.clock))
    imported = f"{data.last_imported_at:%Y-%m-%d %H:%M} UTC" if data.last_imported_at else "never"
    policy = f"{data.policy_version} ({data.policy_hash})" if data.policy_version else "none"
    chosen = [(f"Filter {name}", value) for name, value in filters.describe()]
    return [
        ("As of", data.as_of.isoformat()),
        ("Last import", imported),
        ("Policy version", policy),
        ("Period", f"{filters.period_days} days"),
        *(chosen or [("Filters", "none: all accounts you may see")]),
    ]


def _columns(kind: type[Any]) -> list[str]:
    return [
        field.name
        for field in fields(kind)
        if not field.name.endswith("_key") and field.name not in _SERIES
    ]
