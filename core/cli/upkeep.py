"""Looking after an installation: backup, restore, audit log, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.context import ACTOR, opened
from core.cli.output import print_json, result, say, table

UNSOUND_EXIT_CODE = 8
audit_app = typer.Typer(help="The audit log.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


def backup() -> None:
    """Make a backup, verify it by reading all of it, and keep the newest ones."""
    from core.cockpit.maintenance import back_up  # noqa: PLC0415 - heavy, and --help needs none

    with opened() as cockpit:
        made = back_up(cockpit, ACTOR)
    result(f"Backup {made.folder}, {made.size_bytes:,} bytes, verified.")


def restore(
    file: Annotated[
        str,
        typer.Argument(help="Name or folder of a backup; without it, the newest that is sound."),
    ] = "",
) -> None:
    """Put a backup in place of the database, which is kept aside. Stop the server first."""
    from core.cockpit.maintenance import restore_backup  # noqa: PLC0415 - see backup
    from core.settings import Settings  # noqa: PLC0415

    name, folder, given = file, None, Path(file)
    if file and given.exists():
        made = (given if given.is_dir() else given.parent).resolve()
        name, folder = made.name, made.parent
    done = restore_backup(Settings(), ACTOR, name, folder=folder)
    for reason in done.skipped:
        say(f"Skipped: {reason}")
    result(f"Restored {done.backup.name} ({done.backup.made_at:%Y-%m-%d %H:%M} UTC).")
    if done.kept_aside:
        result(f"The database before it is kept as {done.kept_aside}.")


@audit_app.command()
def verify(as_json: Json = False) -> None:
    """Recompute the hash chain and compare its end with the head kept beside the database."""
    from core.cockpit.maintenance import verify_log  # noqa: PLC0415 - see backup

    with opened() as cockpit:
        found = verify_log(cockpit, ACTOR)
    if as_json:
        print_json(
            {
                "ok": found.ok,
                "events": found.events,
                "first_bad": found.first_bad,
                "problem": found.problem,
            }
        )
    elif found.ok:
        result(f"The audit log is whole: {found.events:,} events.")
    if not found.ok:
        say(f"The audit log is not what was written: {found.problem}")
        say("See docs/runbook.md, section audit log.")
        raise typer.Exit(UNSOUND_EXIT_CODE)


@audit_app.command()
def accept(
    reason: Annotated[str, typer.Option(help="Why the difference may stand; kept on record.")],
) -> None:
    """Let a log that differs from its head file stand, e.g. after a restored disk."""
    from core.cockpit.maintenance import accept_log  # noqa: PLC0415 - see backup

    with opened() as cockpit:
        found = accept_log(cockpit, ACTOR, reason)
    result(f"Accepted: {found.events:,} events.")


def move_to_lake() -> None:
    """Copy the database to the empty lake that the settings name. Stop the server first."""
    from core.cockpit.maintenance import move_to_lake as move  # noqa: PLC0415 - see backup
    from core.settings import Settings  # noqa: PLC0415

    result(f"{move(Settings(), ACTOR):,} rows are in the lake.")


def doctor(as_json: Json = False) -> None:
    """Check the installation: stored data, writing, audit log, disk, backups."""
    from core.cockpit.maintenance import doctor as examine  # noqa: PLC0415 - see backup

    with opened() as cockpit:
        findings = examine(cockpit, ACTOR)
    if as_json:
        print_json({"findings": [vars(finding) for finding in findings]})
    else:
        table(
            ["Check", "Sound", "Finding", "What to do"],
            [[item.name, item.ok, item.message, item.remedy or None] for item in findings],
        )
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
