"""Service levels: promises broken and about to be, and how many were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.accounts import AsOf, Json
from core.cli.context import ACTOR, account, day, fresh, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cockpit.sla import SlaKept, SlaRow
    from core.store import Store


def sla(
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account's tickets.")
    ] = None,
    standings: Annotated[
        list[str] | None,
        typer.Option(
            "--standing",
            help="breached, about_to_breach, on_track or paused; may be given again. "
            "The first two without.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(help="Rows at most.", min=1, max=1000)] = 200,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Broken promises on open tickets and those about to be, and how many were kept."""
    from core.cockpit import Filters  # noqa: PLC0415 - heavy, and --help needs none of it
    from core.cockpit import sla as levels  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        key = account(cockpit, account_text).account_key if account_text else None
        fresh(cockpit, on)
        filters = Filters(as_of=on)
        page = levels.sla_list(
            cockpit.store,
            ACTOR,
            filters,
            standings=tuple(standings or levels.LISTED),
            account_key=key,
            limit=limit,
        )
        kept = levels.sla_kept(cockpit.store, ACTOR, filters, account_key=key)
        since = levels.window(cockpit.store, ACTOR, filters)
        if as_json:
            clocks = _opened(cockpit.store, page.rows)
            read = {"as_of": on, "read_at": page.moment, "total": page.total, "clocks": clocks}
            print_json({**read, "kept_since": since, "kept": [_public(row) for row in kept]})
            return
    _show(page.rows)
    result(f"{page.total} clock{'' if page.total == 1 else 's'}, read at {page.moment} UTC.")
    _show_kept(kept)
    result(f"Promises kept and broken since {since}.")


def _public(row: SlaRow | SlaKept) -> dict[str, Any]:
    """A row without internal keys; keys are only ever added."""
    return {name: value for name, value in vars(row).items() if not name.endswith("_key")}


def _opened(store: Store, rows: Sequence[SlaRow]) -> list[dict[str, Any]]:
    """Each clock with the imported row of its ticket."""
    from core.cockpit.drafts import opened as rows_of  # noqa: PLC0415 - see sla

    found = rows_of(store, ACTOR, list(dict.fromkeys(row.evidence for row in rows)))
    return [
        {**_public(row), "evidence": [found[row.evidence]] if row.evidence in found else []}
        for row in rows
    ]


def _show(rows: Sequence[SlaRow]) -> None:
    columns = ["Account", "Ticket", "Priority", "Clock", "Stands", "Hours left", "Of", "Due"]
    table(
        columns,
        [
            [
                row.name,
                row.ticket_id,
                row.priority,
                row.clock.replace("_", " "),
                row.standing.replace("_", " "),
                row.left_hours,
                row.target_hours,
                row.due_at,
            ]
            for row in rows
        ],
    )


def _show_kept(rows: Sequence[SlaKept]) -> None:
    columns = ["Clock", "Priority", "Kept", "Broken", "Share %", "Low %", "High %", "Median h"]
    table(
        columns,
        [
            [
                row.clock.replace("_", " "),
                row.priority,
                row.kept,
                row.broken,
                row.kept_pct,
                row.low_pct,
                row.high_pct,
                row.median_hours,
            ]
            for row in rows
        ],
    )
