"""What could be built with customers, for whoever owns the deal: the other cards of the Today page."""

from __future__ import annotations

from datetime import date

from core.actor import Actor
from core.cockpit.filters import Filters
from core.cockpit.query import scope, statement
from core.health.profile import RULES, Opportunity, codevelopment_cards
from core.store import Store

_ORDER = {rule.name: place for place, rule in enumerate(RULES)}


def opportunities_today(
    store: Store, actor: Actor, filters: Filters, *, closed: bool = False
) -> tuple[Opportunity, ...]:
    """Opportunities sales was told of, of the filtered accounts and those addressed to the actor.

    The actor's own come first, then the most telling rules, then the deal to close next. Filters hold for
    the actor's own, too, where the account is one the actor sees.
    """
    as_of = filters.on(store.clock)
    cards = codevelopment_cards(store, actor, as_of, closed=closed)
    if not cards:
        return ()
    rows = store.rows(statement("filtered_keys"), scope(store, actor, filters))
    shown = {row["account_key"] for row in rows if row["is_shown"]}
    seen = {row["account_key"] for row in rows}
    return tuple(
        sorted(
            (
                card
                for card in cards
                if card.account_key in shown
                or (card.account_key not in seen and card.for_email == actor.email.lower())
            ),
            key=lambda card: (
                card.for_email != actor.email.lower(),
                _ORDER.get(card.rule, len(_ORDER)),
                card.deal_close_on or date.max,
                card.account_name,
                card.reference,
            ),
        )
    )
