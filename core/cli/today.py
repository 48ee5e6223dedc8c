"""What to do today: the cards of the Today page, ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.accounts import AsOf, Json
from core.cli.context import ACTOR, day, fresh, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cockpit.today import Card
    from core.store import Store

MOST_LINES = 50
"""Escalations named on the screen; there may be as many as accounts."""


def today(
    as_of: AsOf = None,
    filters: Annotated[
        str, typer.Option("--filters", help="Filters as an address has them: tier=smb&rag=red.")
    ] = "",
    closed: Annotated[
        bool, typer.Option("--closed", help="Also what was snoozed, done or not useful.")
    ] = False,
    as_json: Json = False,
) -> None:
    """What calls for an executive today, by priority, with the reason and whom to write to."""
    from core.cockpit import Filters  # noqa: PLC0415 - heavy, and --help needs none of it
    from core.cockpit.today import today as cards_of  # noqa: PLC0415
    from core.cockpit.today.escalations import (  # noqa: PLC0415
        cards_json,
        escalation_cards,
        event_cards,
    )

    with opened() as cockpit:
        on = day(as_of, cockpit)
        fresh(cockpit, on)
        chosen = Filters.from_query(f"{filters}&as_of={on}")
        cards = cards_of(cockpit.store, ACTOR, chosen, closed=closed)
        escalated = escalation_cards(cockpit.store, ACTOR, chosen)
        if as_json:
            told = event_cards(cockpit.store, ACTOR, seen=closed)
            rest = cards_json(escalated, told)
            print_json({"as_of": on, "cards": _json(cockpit.store, cards), **rest})
            return
    for one in escalated[:MOST_LINES]:
        about = one.escalation
        result(f"{about.severity.value} escalation: {about.account_name}. {one.wants}")
    if len(escalated) > MOST_LINES:
        result(f"{len(escalated) - MOST_LINES} more escalations, less severe; --json has them.")
    _show(cards)


def _show(cards: Sequence[Card]) -> None:
    columns = ["Priority", "Account", "Write to", "Purpose", "Why now", "Due"]
    rows = [
        [
            card.priority.score,
            card.account.name,
            card.contact.name if card.contact else None,
            card.purpose.replace("_", " "),
            card.reason,
            card.due_on,
        ]
        for card in cards
    ]
    table(columns, rows)
    result(f"{len(rows)} suggestion{'' if len(rows) == 1 else 's'}.")


def _json(store: Store, cards: Sequence[Card]) -> list[dict[str, Any]]:
    """Each card with its factors and the rows it rests on."""
    from core.cockpit.drafts import contact_ids  # noqa: PLC0415 - see today
    from core.cockpit.drafts import opened as rows_of  # noqa: PLC0415

    references = dict.fromkeys(name for card in cards for name in card.evidence)
    rows = rows_of(store, ACTOR, list(references))
    contacts = contact_ids(store, [card.contact.contact_key for card in cards if card.contact])
    return [
        {
            "rule": card.rule,
            "title": card.title,
            "reason": card.reason,
            "why": card.why,
            "purpose": card.purpose,
            "account_id": card.account.account_id,
            "source_system": card.account.source_system,
            "account_name": card.account.name,
            "owner_email": card.account.owner_email,
            "contact_id": contacts.get(card.contact.contact_key) if card.contact else None,
            "contact_name": card.contact.name if card.contact else None,
            "due_on": card.due_on,
            "priority": card.priority.score,
            "factors": [vars(factor) for factor in card.priority.factors],
            "state": card.state,
            "until_on": card.until_on,
            "occurrence": card.occurrence,
            "evidence": [rows[name] for name in card.evidence if name in rows],
        }
        for card in cards
    ]
