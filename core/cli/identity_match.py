"""Looking for records of one company or person."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import print_json, progress, result

app = typer.Typer(help="One company, one person, once: find duplicates.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


@app.command("match")
def match(
    *,
    entity: Annotated[
        str, typer.Option(help="account or contact; without it, accounts and then contacts.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Compare all records and keep the pairs that may be the same; nothing is merged by it.

    The model is learned from the records themselves; the same records give the same pairs.
    """
    from dataclasses import asdict  # noqa: PLC0415 - with what follows

    from core.capture.identity.matching import match as match_records  # noqa: PLC0415 - heavy

    with opened() as cockpit, progress() as shown:
        task = shown.add_task("matching", total=None)
        runs = [
            match_records(
                cockpit.store,
                ACTOR,
                name,
                progress=lambda words: shown.update(task, description=words),
            )
            for name in ([entity] if entity else ["account", "contact"])
        ]
    if as_json:
        print_json({"runs": [asdict(run) for run in runs]})
        return
    for run in runs:
        result(run.summary)
