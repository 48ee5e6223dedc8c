"""Reading tickets straight from the ticket systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import print_json, progress, say, table
from core.errors import InvalidInput, RapportError

if TYPE_CHECKING:
    from core.capture.poll import PollReport, Source
    from core.wiring import Cockpit

Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


def poll(
    source: Annotated[
        str, typer.Argument(help="jira, kayako or kayako-classic; without it, all that are set up.")
    ] = "",
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything, not only what changed since last time.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read what changed in the ticket systems since the last poll, and import it.

    A poll that fails imports nothing and does not stop the others; then the exit code is 12.
    """
    with opened() as cockpit:
        reports, failures = _poll(cockpit, chosen(cockpit, source), full=full)
    if as_json:
        print_json(
            {
                "polls": [report.to_dict() for report in reports],
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


def chosen(cockpit: Cockpit, name: str) -> tuple[Source, ...]:
    """The source of that name, or all that are set up; raises :class:`InvalidInput` without any."""
    from core.capture.poll import Source, configured  # noqa: PLC0415 - heavy, and --help needs none

    if not name:
        if not (found := configured(cockpit.settings)):
            raise InvalidInput(
                "No ticket system is set up to be polled.",
                "Set RAPPORT_JIRA_URL, RAPPORT_KAYAKO_URL or RAPPORT_KAYAKO_CLASSIC_URL (docs/polling.md).",
            )
        return found
    try:
        return (Source(name.lower().replace("_", "-")),)
    except ValueError as error:
        known = ", ".join(Source)
        raise InvalidInput(f"There is no source {name}.", f"Give one of {known}.") from error


def _poll(
    cockpit: Cockpit, sources: tuple[Source, ...], *, full: bool
) -> tuple[list[PollReport], list[tuple[str, RapportError]]]:
    from core.capture.poll import poll as read  # noqa: PLC0415 - see chosen

    reports, failures = [], list[tuple[str, RapportError]]()
    with progress() as shown:
        task = shown.add_task("Polling", total=len(sources))
        for source in sources:
            shown.update(task, description=f"Polling {source}")
            try:
                reports.append(read(cockpit.store, cockpit.settings, ACTOR, source, full=full))
            except RapportError as error:
                failures.append((source.value, error))
            shown.update(task, advance=1)
    return reports, failures


def _show(reports: list[PollReport]) -> None:
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
