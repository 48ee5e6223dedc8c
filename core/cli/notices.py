"""Notices to one's own people: what was told, what waits, and whether the channels work."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.channels.notices import NoticeDelivery

app = typer.Typer(help="Alerts to one's own people, by channel.", no_args_is_help=True)


@app.command("list")
def listed(
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account's.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Rows at most.", min=1, max=1000)] = 50,
    as_json: Json = False,
) -> None:
    """Notices by channel, the newest first: delivered, or why not and when next."""
    from core.channels.notices import deliveries  # noqa: PLC0415 - opens the store's libraries

    with opened() as cockpit:
        key = account(cockpit, account_text).account_key if account_text else None
        _show(deliveries(cockpit.store, ACTOR, account_key=key, limit=limit), as_json=as_json)


@app.command("deliver")
def deliver(as_json: Json = False) -> None:
    """Try every notice that is due, as the server does every minute."""
    from core.channels.notices import deliver_due  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        _show(deliver_due(cockpit.store, cockpit.settings, ACTOR), as_json=as_json)


@app.command("channels")
def channels(as_json: Json = False) -> None:
    """Which channels are set up, and what the others lack; nothing is asked of anybody."""
    from core.channels.notices import channel_states, route  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        states = channel_states(cockpit.store, cockpit.settings)
    if as_json:
        print_json([asdict(one) | {"is_configured": one.is_configured} for one in states])
        return
    rows = [[route(one.name, one.webhook), "yes" if one.is_configured else "no", one.where or one.missing]
            for one in states]  # fmt: skip
    table(["Channel", "Set up", "Where, or what is missing"], rows)


@app.command("test")
def test(
    channel: Annotated[str, typer.Argument(help="email, chat or crm_page.")],
    to: Annotated[
        str,
        typer.Option("--to", help="Whom the mail goes to, for email; which webhook, for chat."),
    ] = "",
) -> None:
    """Send a test by one channel; Notion is asked who we are."""
    from core.channels.notices import ChannelName, probe  # noqa: PLC0415 - see listed
    from core.errors import InvalidInput  # noqa: PLC0415

    if channel not in list(ChannelName):
        raise InvalidInput(f"There is no channel {channel!r}.", "Name email, chat or crm_page.")
    with opened() as cockpit:
        result(probe(cockpit.store, cockpit.settings, ACTOR, ChannelName(channel), to=to))


@app.command("page")
def page(
    account_text: Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account.")],
    address: Annotated[
        str | None,
        typer.Argument(help="The page's address or id in Notion; empty text forgets it."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show which page in Notion is the account's, or say which it is."""
    from core.channels.notion import crm_page, set_crm_page  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        key = account(cockpit, account_text).account_key
        if address is not None:
            set_crm_page(cockpit.store, ACTOR, key, address)
        found = crm_page(cockpit.store, ACTOR, key)
    if as_json:
        print_json(asdict(found) | {"link": found.link} if found else None)
    else:
        result(f"{found.link} ({found.found_by})" if found else "No page is known.")


def _show(rows: Sequence[NoticeDelivery], *, as_json: bool) -> None:
    if as_json:
        print_json([_public(row) for row in rows])
        return
    columns = ["Queued", "Account", "Notice", "Channel", "State", "Tries", "Why not, or next"]
    table(columns, [_row(row) for row in rows])


def _row(row: NoticeDelivery) -> list[Any]:
    from core.channels.notices import route  # noqa: PLC0415 - see listed

    waits = row.state.value in ("waiting", "not_configured")
    said = f"{row.error} Next at {row.next_at:%Y-%m-%d %H:%M}." if waits else row.error
    queued = f"{row.queued_at:%Y-%m-%d %H:%M}"
    return [
        queued, row.account_name, row.title, route(row.channel, row.webhook), row.state.value, row.attempts,
        said.strip(),
    ]  # fmt: skip


def _public(row: NoticeDelivery) -> dict[str, Any]:
    shown = asdict(row)
    del shown["account_key"]  # a hash: accounts are named by what was imported
    return shown
