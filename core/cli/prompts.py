"""Checking the prompt folders, and measuring what is written from them."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.output import print_json, result, say, table

app = typer.Typer(help="The texts that drafts are written from.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


@app.command()
def check(as_json: Json = False) -> None:
    """Render every prompt folder against its examples; fail with file and line if one is not in order."""
    from core.coaching.voice.check import check_voices  # noqa: PLC0415 - not for --help
    from core.drafting.prompts.check import check_prompts  # noqa: PLC0415

    checked, voices = check_prompts(), check_voices()
    if as_json:
        print_json(
            {
                "kinds": [vars(item) for item in checked],
                "coach": [vars(item) for item in voices],
            }
        )
        return
    table(
        ["Kind", "Version", "Purposes", "Wordings", "Texts", "Refused", "Longest", "Limit"],
        [list(vars(item).values()) for item in checked],
    )
    say("Refused: the example lacks a fact that the purpose needs, and the text was not written.")
    table(
        ["Coach", "Version", "Groups", "Characters ahead", "Words a passage"],
        [list(vars(item).values()) for item in voices],
    )


@app.command()
def evaluate(
    write: Annotated[
        bool, typer.Option("--write/--no-write", help="Write docs/validation/drafting.md.")
    ] = True,
) -> None:
    """Write the golden cases with every writer there is, and measure the texts."""
    from core.cli.evaluation import DOCUMENT, evaluate_all  # noqa: PLC0415 - not for --help

    found = evaluate_all(write=write)
    table(found.columns, found.rows)
    if write:
        result(f"Wrote {DOCUMENT.name}.")
