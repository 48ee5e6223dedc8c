"""A second look: green accounts that may not be, and statements that contradict each other."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.accounts import AsOf, Json
from core.cli.context import ACTOR, account, day, fresh, opened
from core.cli.output import print_json, table


def look(
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account; all without.")
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Green accounts that several sources speak against, and statements that cannot both be so."""
    from core.cockpit.filters import Filters  # noqa: PLC0415 - heavy, and --help needs none of it
    from core.cockpit.second_look import (  # noqa: PLC0415
        contradiction_json,
        contradictions,
        watermelon_json,
        watermelons,
    )

    with opened() as cockpit:
        on = day(as_of, cockpit)
        key = account(cockpit, account_text).account_key if account_text else None
        fresh(cockpit, on)
        melons = watermelons(cockpit.store, ACTOR, Filters(as_of=on))
        both = contradictions(cockpit.store, ACTOR, Filters(as_of=on))
    melons = tuple(one for one in melons if key in (None, one.account.account_key))
    both = tuple(one for one in both if key in (None, one.account.account_key))
    if as_json:
        print_json(
            {
                "as_of": on,
                "watermelons": [watermelon_json(one) for one in melons],
                "contradictions": [contradiction_json(one) for one in both],
            }
        )
        return
    table(
        ["Account", "Source", "Signal", "Says"],
        [
            [melon.account.name, signal.source, signal.title, signal.says]
            for melon in melons
            for signal in melon.signals
        ],
        title=f"{len(melons)} green accounts that may not be, on {on}",
    )
    table(
        ["Account", "What", "One side", "The other"],
        [[one.account.name, one.title, one.says_one, one.says_other] for one in both],
        title=f"{len(both)} contradictions",
    )
