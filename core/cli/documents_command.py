"""The command that makes the generated documents."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.documents import outdated, write
from core.cli.output import result, say


def docs(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when a document is outdated.")
    ] = False,
) -> None:
    """Write the documents that are made from the code."""
    if not check:
        for path in write():
            result(f"Wrote {path}")
        return
    if found := outdated():
        for path in found:
            say(f"{path} is not what the code says.")
        say("Run: python -m core docs")
        raise typer.Exit(1)
