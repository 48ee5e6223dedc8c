"""Looking for tickets that are gone from the ticket systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import print_json, progress, say, table
from core.cli.poll import Json, chosen
from core.errors import RapportError

if TYPE_CHECKING:
    from core.capture.poll import Source, SweepReport
    from core.wiring import Cockpit


def sweep(
    source: Annotated[
        str, typer.Argument(help="jira, kayako or kayako-classic; without it, all that are set up.")
    ] = "",
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
    with opened() as cockpit:
        reports, failures = _sweep(cockpit, chosen(cockpit, source), however_many=however_many)
    if as_json:
        print_json(
            {
                "sweeps": [report.to_dict() for report in reports],
                "failed": [
                    {"source": name, "message": error.message, "remedy": error.remedy}
                    for name, error in failures
                ],
            }
        )
    else:
        _show(reports)
    for name, error in failures:
        say(f"{name}: {error}")
    if failures:
        raise typer.Exit(failures[0][1].exit_code)


def _sweep(
    cockpit: Cockpit, sources: tuple[Source, ...], *, however_many: bool
) -> tuple[list[SweepReport], list[tuple[str, RapportError]]]:
    from core.capture.poll import sweep as look  # noqa: PLC0415 - heavy, and --help needs none

    reports, failures = [], list[tuple[str, RapportError]]()
    with progress() as shown:
        task = shown.add_task("Sweeping", total=len(sources))
        for source in sources:
            shown.update(task, description=f"Sweeping {source}")
            try:
                reports.append(
                    look(cockpit.store, cockpit.settings, ACTOR, source, however_many=however_many)
                )
            except RapportError as error:
                failures.append((source.value, error))
            shown.update(task, advance=1)
    return reports, failures


def _show(reports: list[SweepReport]) -> None:
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
