"""The demonstration portfolio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.context import ACTOR, day, opened
from core.cli.output import progress, result

if TYPE_CHECKING:
    from datetime import date

    from core.wiring import Cockpit

app = typer.Typer(help="Demonstration data: invented accounts in vendors' formats.")


@app.command()
def load(
    end_date: Annotated[
        str | None,
        typer.Option(help="Last day of its eighteen months (YYYY-MM-DD); today without."),
    ] = None,
) -> None:
    """Write exports of about sixty invented accounts and import them like any others."""
    with opened() as cockpit:
        load_into(cockpit, day(end_date, cockpit, "--end-date"))
    result("The demonstration is loaded. Remove it with: python -m core demo clear")


@app.command()
def clear() -> None:
    """Undo the imports of the demonstration; nothing else is touched."""
    from core.demo import clear as clear_demo  # noqa: PLC0415 - heavy, and --help needs none of it

    with opened() as cockpit, _steps("Taking back") as step:
        clear_demo(cockpit, ACTOR, step)
    result("The demonstration is gone.")


def load_into(cockpit: Cockpit, end: date | None = None) -> None:
    """Load the demonstration, telling each step to whoever watches."""
    from core.demo import load as load_demo  # noqa: PLC0415 - see clear

    with _steps("Demonstration") as step:
        load_demo(cockpit, ACTOR, end, progress=step)


@contextmanager
def _steps(title: str) -> Iterator[Callable[[str], None]]:
    with progress() as shown:
        task = shown.add_task(title, total=None)
        yield lambda step: shown.update(task, description=step)
