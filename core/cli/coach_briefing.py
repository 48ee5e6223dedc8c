"""Briefings from the command line: what is ahead, and what to know, to say and to watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, fresh, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.coaching.briefing import Briefing, Occasion
    from core.coaching.model import Line


def briefings(
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account's.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What is ahead: reviews, renewals, escalations and meetings with executives."""
    from core.coaching.briefing import occasions  # noqa: PLC0415 - heavy, --help needs none of it
    from core.coaching.briefing.as_json import occasion_dict  # noqa: PLC0415

    with opened() as cockpit:
        today = cockpit.clock.today()
        fresh(cockpit, today)
        key = account(cockpit, account_text).account_key if account_text else None
        found = occasions(cockpit.store, ACTOR, today, account_key=key)
    if as_json:
        print_json([occasion_dict(one) for one in found])
        return
    _show(found)


def brief(
    occasion: Annotated[str, typer.Argument(help="Key of the occasion, from `coach briefings`.")],
    as_json: Json = False,
) -> None:
    """The briefing for an occasion, kept among your turns with the coach."""
    from core.coaching.briefing import brief as brief_for  # noqa: PLC0415 - see briefings
    from core.coaching.briefing.as_json import to_dict  # noqa: PLC0415

    with opened() as cockpit:
        today = cockpit.clock.today()
        fresh(cockpit, today)
        names = cockpit.settings.own_names
        made = brief_for(cockpit.store, ACTOR, occasion, today, own_names=names)
    if as_json:
        print_json(to_dict(made))
        return
    _tell(made)


def _show(found: Sequence[Occasion]) -> None:
    rows = [
        [one.on, one.kind.value.replace("_", " "), one.account_name, one.contact_name, one.key]
        for one in found
    ]
    table(["On", "What", "Account", "With", "Key"], rows)
    result(f"{len(rows)} occasion{'' if len(rows) == 1 else 's'}.")


def _tell(made: Briefing) -> None:
    one = made.occasion
    result(f"{made.title}: {one.account_name}, {one.on}")
    _part("What to know", made.know)
    _part("What to say", made.say)
    _part("Watch out for", made.watch_outs)
    if made.playbook:
        result(f"\nPlaybook: {made.playbook.title} ({made.playbook.ref})")


def _part(title: str, lines: Sequence[Line]) -> None:
    if lines:
        result(f"\n{title}")
    for line in lines:
        cited = ", ".join(one.title for one in line.citations)
        result(f"- {line.text} [{cited}]" if cited else f"- {line.text}")
