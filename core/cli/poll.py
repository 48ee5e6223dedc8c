"""Reading tickets straight from the ticket systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import table
from core.cli.sources import Json, Named, chosen, each, tell

if TYPE_CHECKING:
    from core.capture.poll import PollReport, Source


def poll(
    source: Named = "",
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything, not only what changed since last time.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read what changed in the ticket systems since the last poll, and import it.

    A poll that fails imports nothing and does not stop the others; then the exit code is 12.
    """
    from core.capture.poll import poll as read  # noqa: PLC0415 - heavy, and --help needs none

    with opened() as cockpit:

        def one(source: Source) -> PollReport:
            return read(cockpit.store, cockpit.settings, ACTOR, source, full=full)

        reports, failures = each(chosen(cockpit, source), "Polling", one)
    tell("polls", reports, failures, _show, as_json=as_json)


def _show(reports: Sequence[PollReport]) -> None:
    rows: list[list[Any]] = [
        [
            report.source.value,
            report.since.isoformat(sep=" ", timespec="minutes") if report.since else None,
            report.tickets,
            report.events,
            sum(file.new for file in report.files),
            sum(file.changed for file in report.files),
            sum(file.refused for file in report.files),
            report.import_id,
        ]
        for report in reports
    ]
    head = ["Source", "Since (UTC)", "Tickets", "Events", "New", "Changed", "Refused", "Import"]
    if rows:
        table(head, rows)
