"""Technical letters about an account: escalation, releases, roadmap, check-in, success review."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.accounts import Account, Json
from core.cli.context import ACTOR, account, fresh, opened
from core.cli.draft_words import show_draft
from core.cli.output import print_json, result, table
from core.errors import MissingFacts

check_ins_app = typer.Typer(help="Check-ins at an interval.", no_args_is_help=True)


def communicate(
    kind: Annotated[
        str,
        typer.Argument(
            help="escalation-outreach, release-notes, roadmap-preview, health-checkin or success-review."
        ),
    ],
    *,
    account_text: Account,
    contact: Annotated[
        str,
        typer.Option(
            "--to", help="Identifier, key or name of a contact; the likeliest reader without."
        ),
    ] = "",
    tone: Annotated[str, typer.Option("--tone", help="warm, concise or formal.")] = "warm",
    length: Annotated[str, typer.Option("--length", help="short or standard.")] = "standard",
    sender: Annotated[
        str,
        typer.Option(
            "--from", help="Address the letter goes out from; the account's owner without."
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """Write a technical letter from today's facts, check every claim, and keep the draft for review."""
    from core.cockpit.communications import communicate as made  # noqa: PLC0415 - heavy
    from core.cockpit.drafts import Asked, draft_json, missing_json  # noqa: PLC0415

    asked = Asked(account_text, contact, "", tone, length, sender)
    with opened() as cockpit:
        try:
            draft = made(cockpit, ACTOR, kind, asked)
        except MissingFacts as missing:
            if as_json:
                print_json({"draft_id": None, "missing": missing_json(missing)})
            raise
        events = cockpit.drafting.events(ACTOR, draft.draft_id)
        shown = draft_json(cockpit.store, ACTOR, draft, events)
    if as_json:
        print_json(shown)
        return
    show_draft(shown)


@check_ins_app.command("list")
def list_check_ins(as_json: Json = False) -> None:
    """When each account's next check-in is due, the longest due first."""
    from core.health.communication.checkin import check_ins  # noqa: PLC0415 - heavy

    with opened() as cockpit:
        found = check_ins(cockpit.store, ACTOR, cockpit.clock.today())
    if as_json:
        shown = [
            {key: value for key, value in vars(one).items() if key != "account_key"}
            for one in found
        ]
        print_json({"items": shown, "total": len(shown)})
        return
    columns = ["Account", "Every", "Last", "Due", "Why not now"]
    rows = [
        [one.account_name, one.every_days or None, one.last_on, one.due_on, one.waits or one.note]
        for one in found
    ]
    table(columns, rows)


@check_ins_app.command("run")
def run(as_json: Json = False) -> None:
    """Draft the check-ins that are due today, as the daily job does."""
    from core.cockpit.communications import draft_check_ins  # noqa: PLC0415 - heavy

    with opened() as cockpit:
        done = draft_check_ins(cockpit, ACTOR)
    if as_json:
        print_json({"drafts": list(done.made), "without_draft": done.refused, "left": done.left})
        return
    result(f"{done.summary}.")


@check_ins_app.command("every")
def every(
    days: Annotated[str, typer.Argument(help="Days between two, 0 for never, or policy.")],
    *,
    account_text: Account,
    reason: Annotated[str, typer.Option("--reason", help="Why this account differs.")],
) -> None:
    """Give an account an interval of its own, or policy's again."""
    from core.errors import InvalidInput  # noqa: PLC0415
    from core.health.communication.checkin import set_interval  # noqa: PLC0415 - heavy

    if days != "policy" and not days.isdigit():
        raise InvalidInput(f"{days!r} is no number of days.", "Give a number, or policy.")
    wanted = None if days == "policy" else int(days)
    with opened() as cockpit:
        fresh(cockpit, cockpit.clock.today())
        found = account(cockpit, account_text)
        set_interval(cockpit.store, ACTOR, found.account_key, wanted, reason)
    result(f"{found.label}: {'as policy says' if wanted is None else f'every {wanted} days'}.")
