"""Erasing a person at a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import print_json, result, say, table

if TYPE_CHECKING:
    from core.erasure import ErasureReport


def erase(
    person: Annotated[
        str,
        typer.Argument(
            metavar="EMAIL", help="E-mail address; or system:identifier, or the full name."
        ),
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change and where; write nothing.")
    ] = False,
    backups: Annotated[
        bool,
        typer.Option(
            "--backups",
            help="Then make a backup and delete every earlier one: they hold the person.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The result as JSON on standard output.")
    ] = False,
) -> None:
    """Erase a person at a customer from the database and the kept import files.

    Stop the server first. The audit log keeps that it was done, not to whom. Imports refuse the
    person's records from then on.
    """
    from core.erasure import erase as erase_person  # noqa: PLC0415 - heavy; --help needs none of it
    from core.erasure import survey  # noqa: PLC0415

    with opened() as cockpit:
        folder = cockpit.settings.backup_dir
        if dry_run:
            found = survey(cockpit.store, ACTOR, person, folder)
        else:
            found = erase_person(cockpit.store, ACTOR, person, folder, with_copies=backups)
    _show(found, as_json=as_json)
    if dry_run:
        say("Dry run: nothing was written.")
    elif not as_json:
        result(f"Erased; the audit log calls them person {found.person}.")


def _show(found: ErasureReport, *, as_json: bool) -> None:
    if as_json:
        print_json(found.to_dict())
    else:
        rows: list[list[object]] = [[one.table, one.removed, one.cleaned] for one in found.tables]
        rows += [[f"file {one.old_name[:16]}", one.own, one.cleaned] for one in found.files]
        rows += [["audit events", 0, len(found.events)]] if found.events else []
        table(["Where", "Removed", "Cleaned"], rows)
    for name in found.removed_copies:
        say(f"Deleted: {name}, which held the person.")
    for name in found.still_held:
        say(f"Still holds the person: {name}.")
    if found.namesakes:
        say("Someone else bears the same name: where nothing but the name stands, it was left.")
