"""Bearer tokens of the API."""

from __future__ import annotations

from typing import Annotated

import typer

from core.actor import Role
from core.cli.context import ACTOR, opened
from core.cli.output import print_json, say, table

app = typer.Typer(help="Tokens of the JSON API.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What the token is for.")],
    role: Annotated[
        list[Role], typer.Option("--role", help="What it may do; may be given several times.")
    ],
    days: Annotated[int, typer.Option(help="Days it lasts.")] = 90,
    acts_for: Annotated[
        str, typer.Option(help="Whose accounts a CSM's or manager's token sees (e-mail).")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a token. It is shown once, alone on standard output, and kept as a hash."""
    from core.auth.tokens import create_token  # noqa: PLC0415 - heavy, and --help needs none

    with opened() as cockpit:
        made = create_token(cockpit.store, ACTOR, name, role, days=days, acts_for=acts_for)
    if as_json:
        print_json({"token_id": made.token_id, "token": made.secret, "expires_at": made.expires_at})
        return
    say(f"Token {made.token_id}, until {made.expires_at:%Y-%m-%d}. It is not shown again:")
    typer.echo(made.secret)


@app.command("list")
def list_all(as_json: Json = False) -> None:
    """All tokens, without their secrets."""
    from core.auth.tokens import list_tokens  # noqa: PLC0415 - see create

    with opened() as cockpit:
        found = [vars(token) for token in list_tokens(cockpit.store, ACTOR)]
    if as_json:
        print_json({"tokens": found})
        return
    columns = ["token_id", "name", "acts_for", "created_at", "expires_at", "revoked_at"]
    table([*columns, "roles"], [[*(token[c] for c in columns), _roles(token)] for token in found])


@app.command()
def revoke(token_id: Annotated[int, typer.Argument(help="As `list` shows it.")]) -> None:
    """Refuse a token from now on."""
    from core.auth.tokens import revoke_token  # noqa: PLC0415 - see create

    with opened() as cockpit:
        revoke_token(cockpit.store, ACTOR, token_id)
    say(f"Token {token_id} is revoked.")


def _roles(token: dict[str, object]) -> str:
    roles = token["roles"]
    return ", ".join(sorted(roles)) if isinstance(roles, frozenset) else ""
