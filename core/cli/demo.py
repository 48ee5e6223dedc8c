"""The demonstration portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import progress, result

if TYPE_CHECKING:
    from core.wiring import Cockpit

app = typer.Typer(help="Demonstration data: invented accounts in vendors' formats.")


@app.command()
def load() -> None:
    """Write exports of about sixty invented accounts, ending today, and import them."""
    with opened() as cockpit:
        load_into(cockpit)
    result("The demonstration is loaded. Remove it with: python -m core demo clear")


@app.command()
def clear() -> None:
    """Undo the imports of the demonstration; nothing else is touched."""
    from core.demo import clear as clear_demo  # noqa: PLC0415 - heavy, and --help needs none of it

    with opened() as cockpit:
        clear_demo(cockpit, ACTOR)
    result("The demonstration is gone.")


def load_into(cockpit: Cockpit) -> None:
    """Load the demonstration with a progress bar."""
    from core.demo import load as load_demo  # noqa: PLC0415 - see clear

    with progress() as shown:
        task = shown.add_task("Demonstration", total=None)
        load_demo(cockpit, ACTOR, progress=lambda step: shown.update(task, description=str(step)))
