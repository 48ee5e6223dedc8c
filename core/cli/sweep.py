"""Looking for tickets that are gone from the ticket systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import say, table
from core.cli.sources import Json, Named, chosen, each, tell

if TYPE_CHECKING:
    from core.capture.poll import Source, SweepReport


def sweep(
    source: Named = "",
    *,
    however_many: Annotated[
        bool,
        typer.Option(
            "--however-many", help="Believe the list even where many tickets are missing."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """List all tickets of the ticket systems, and flag those that are gone and those that are back.

    Each missing ticket is asked for singly. A list that breaks off concludes nothing, and the exit code
    is 12; one that lacks many tickets at once concludes nothing either and says so.
    """
    from core.capture.poll import sweep as look  # noqa: PLC0415 - heavy, and --help needs none

    with opened() as cockpit:

        def one(source: Source) -> SweepReport:
            return look(cockpit.store, cockpit.settings, ACTOR, source, however_many=however_many)

        reports, failures = each(chosen(cockpit, source), "Sweeping", one)
    tell("sweeps", reports, failures, _show, as_json=as_json)


def _show(reports: Sequence[SweepReport]) -> None:
    rows: list[list[Any]] = [
        [
            report.source.value,
            report.known,
            report.listed,
            report.missing,
            len(report.gone),
            len(report.returned),
            report.import_id,
        ]
        for report in reports
    ]
    if rows:
        table(["Source", "Known", "Listed", "Missing", "Gone", "Back", "Import"], rows)
    for report in reports:
        for ticket, why in report.gone.items():
            say(f"{report.source}: {ticket} is gone: {why}")
        if report.problem:
            say(f"{report.source}: {report.problem} Where that is so, sweep with --however-many.")
