"""The relationship profile of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Account, AsOf, Json
from core.cli.context import ACTOR, account, day, fresh, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from core.health.profile import RelationshipProfile


def profile(
    account_text: Account,
    as_of: AsOf = None,
    to_notion: Annotated[
        bool, typer.Option("--to-notion", help="Also write it to the account's page in Notion.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Who is how technical, what they run and use, what was said, what to build together."""
    from core.health.profile import profile as made  # noqa: PLC0415 - heavy; --help needs none of it
    from core.health.profile.as_json import as_json as shown  # noqa: PLC0415
    from core.health.profile.page import write_page  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        found = account(cockpit, account_text)
        fresh(cockpit, on)
        profiled = made(cockpit.store, ACTOR, found.account_key, on)
        if to_notion:
            write_page(cockpit.store, cockpit.settings, ACTOR, found.account_key, on)
    if as_json:
        print_json(shown(profiled))
        return
    result(f"{found.label} on {on}")
    _people(profiled)
    _product(profiled)
    _ahead(profiled)
    for line in profiled.missing:
        result(f"Missing: {line}")
    if to_notion:
        result("The account's page in Notion says so too.")


def _people(found: RelationshipProfile) -> None:
    rows = [
        [
            person.full_name,
            person.title,
            person.maturity.level or None,
            person.maturity.source,
            person.maturity.why,
        ]
        for person in found.stakeholders
        if person.status == "active"
    ]
    table(["Person", "Title", "Maturity", "From", "Why"], rows)


def _product(found: RelationshipProfile) -> None:
    columns = ["Integration", "State", "Depth", "Days of 30", "Calls a day", "Tickets"]
    table(
        columns,
        [
            [
                item.integration,
                item.state,
                item.depth,
                item.reporting_days,
                item.calls_per_day,
                item.tickets,
            ]
            for item in found.integrations
        ],
    )
    table(
        ["Feature", "State", "Since", "Last used", "Tickets"],
        [
            [item.feature, item.state, item.first_seen_on, item.last_seen_on, item.tickets]
            for item in found.features
        ],
    )
    table(
        ["Their system", "Category", "Reached by", "Note"],
        [[item.application, item.category, item.integration, item.note] for item in found.systems],
    )


def _ahead(found: RelationshipProfile) -> None:
    table(
        ["Planned item", "On", "Alignment", "Speaks for it"],
        [
            [item.title, item.planned_on, item.alignment, ", ".join(item.reasons)]
            for item in found.roadmap
        ],
    )
    table(
        ["To build together", "Found", "Next step", "For", "State"],
        [
            [item.title, item.reason, item.next_step, item.for_email, item.state]
            for item in found.opportunities
        ],
    )
