"""What commands over ticket systems share: which are meant, each in turn, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from core.cli.output import print_json, progress, say
from core.errors import InvalidInput, RapportError

if TYPE_CHECKING:
    from core.capture.poll import Source
    from core.wiring import Cockpit

Named = Annotated[
    str, typer.Argument(help="jira, kayako or kayako-classic; without it, all that are set up.")
]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


class Report(Protocol):
    """What is said of one source."""

    def to_dict(self) -> dict[str, object]:
        """As the JSON output shows it."""


R = TypeVar("R", bound=Report)
Failures = list[tuple[str, RapportError]]


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


def each(
    sources: Sequence[Source], doing: str, act: Callable[[Source], R]
) -> tuple[list[R], Failures]:
    """``act`` on every source; one that fails does not stop the others. ``doing`` is shown meanwhile."""
    reports, failures = list[R](), Failures()
    with progress() as shown:
        task = shown.add_task(doing, total=len(sources))
        for source in sources:
            shown.update(task, description=f"{doing} {source}")
            try:
                reports.append(act(source))
            except RapportError as error:
                failures.append((source.value, error))
            shown.update(task, advance=1)
    return reports, failures


def tell(
    name: str,
    reports: Sequence[R],
    failures: Failures,
    show: Callable[[Sequence[R]], None],
    *,
    as_json: bool,
) -> None:
    """Print the reports, as JSON under ``name`` or by ``show``; exits with the first failure's code."""
    if as_json:
        failed = [
            {"source": source, "message": error.message, "remedy": error.remedy}
            for source, error in failures
        ]
        print_json({name: [report.to_dict() for report in reports], "failed": failed})
    else:
        show(reports)
    for source, error in failures:
        say(f"{source}: {error}")
    if failures:
        raise typer.Exit(failures[0][1].exit_code)
