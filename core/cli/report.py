"""The Executive Sponsor Report: write it, verify a pack, and ask what the loss of a person would do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Account, AsOf, Json
from core.cli.context import ACTOR, account, day, fresh, opened
from core.cli.files import deliver
from core.cli.output import number, print_json, result, table
from core.errors import InvalidInput

if TYPE_CHECKING:
    from core.sponsors.report import Loss, Standing, Verified

app = typer.Typer(help="The Executive Sponsor Report.", no_args_is_help=True)
_LARGEST = 50_000_000


@app.command("sponsor")
def sponsor(
    account_text: Account,
    form: Annotated[str, typer.Option("--format", help="md, html, pdf, ics or json.")] = "md",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="File or folder to write to; standard output without."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the report of an account; the HTML file can be verified later."""
    from core.sponsors.report import export  # noqa: PLC0415 - heavy, and --help needs none of it

    with opened() as cockpit:
        on = day(as_of, cockpit)
        found = account(cockpit, account_text)
        fresh(cockpit, on)
        made = export(cockpit.store, ACTOR, found.account_key, on, form)
    deliver(made.content, made.file_name, out, is_text=form != "pdf")


@app.command("verify")
def verify_pack(
    file: Annotated[Path, typer.Argument(help="An HTML report.")],
    as_json: Json = False,
) -> None:
    """Make an HTML report anew from its manifest and compare byte for byte; exit code 1 if it differs."""
    from core.sponsors.report import read_manifest, verify  # noqa: PLC0415 - see sponsor

    content = _read(file)
    manifest = read_manifest(content)[0]
    with opened() as cockpit:
        fresh(cockpit, manifest.on)
        found = verify(cockpit.store, ACTOR, content)
    if as_json:
        print_json(
            {
                "same": found.is_same,
                "account": found.account,
                "as_of": found.as_of,
                "differences": [vars(item) for item in found.differences],
            }
        )
    else:
        _say_verified(found)
    if not found.is_same:
        raise typer.Exit(1)


@app.command("without")
def without_person(
    account_text: Account,
    contact: Annotated[
        str, typer.Option("--contact", help="Identifier, key or name of a contact.")
    ],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """What the account would lose with a person: score, threads, revenue and deals; nothing is changed."""
    from core.sponsors.report import (  # noqa: PLC0415 - see sponsor
        find_person,
        loss_json,
        without,
    )

    with opened() as cockpit:
        on = day(as_of, cockpit)
        found = account(cockpit, account_text)
        fresh(cockpit, on)
        person = find_person(cockpit.store, ACTOR, found.account_key, contact, on)
        loss = without(cockpit.store, ACTOR, found.account_key, person, on)
    if as_json:
        print_json(loss_json(loss))
        return
    _say_loss(loss)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise InvalidInput(f"{file} is too large for a report.", "Give an HTML report.")
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{file} cannot be read ({error.strerror}).", "Give an HTML report."
        ) from error


def _say_verified(found: Verified) -> None:
    if found.is_same:
        result(f"{found.account} on {found.as_of}: the same, byte for byte.")
        return
    result(f"{found.account} on {found.as_of}: different.")
    rows = [[item.what, item.name, item.before, item.after] for item in found.differences]
    table(["What", "Name", "In the file", "Now"], rows)


def _say_loss(loss: Loss) -> None:
    result(f"{loss.account} without {loss.person}")
    before, after = _words(loss.before), _words(loss.after)
    table(["", "Today", "Without"], [[name, before[name], after[name]] for name in before])
    if loss.arr is not None:
        exposed = "exposed" if loss.is_exposed else "not exposed by this person alone"
        result(f"Recurring revenue: {number(float(loss.arr))} {loss.currency or ''} {exposed}")
    for currency, amount in loss.deals_by_currency:
        result(f"Open opportunities with them: {number(float(amount))} {currency}")
    for goal in loss.goals:
        if goal.is_theirs:
            result(f"Their own priority: {goal.priority} ({goal.initiative})")


def _words(standing: Standing) -> dict[str, str]:
    return {
        "Score": "none" if standing.score is None else number(standing.score),
        "Level": standing.level,
        "Risk": standing.risk,
        "Executives engaged": f"{standing.threads} of {standing.executives}",
        "Primary sponsor": standing.primary or "none",
        "Backup sponsor": standing.backup or "none",
    }
