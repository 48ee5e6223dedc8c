"""Service levels over all accounts, and the clocks of one account's tickets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.customers import CustomerId
from core.api.sla_payloads import (
    SlaClock,
    SlaKept,
    SlaPage,
    SlaQuery,
    TicketClock,
    TicketClockQuery,
    TicketClocks,
)
from core.cockpit.freshness import ensure_fresh
from core.cockpit.sla import account_clocks, sla_kept, sla_list, window
from core.health.clocks import moment_of

router = APIRouter(tags=["service levels"])


@router.get("/sla")
def get_sla(cockpit: CockpitHere, actor: Caller, query: Annotated[SlaQuery, Query()]) -> SlaPage:
    """Promises on open tickets that are broken or about to be, and how many were kept."""
    filters = query.filters()
    as_of = filters.on(cockpit.clock)
    ensure_fresh(cockpit, actor, as_of)
    page = sla_list(
        cockpit.store,
        actor,
        filters,
        standings=tuple(query.standing),
        only=tuple(query.clock),
        limit=query.limit,
        offset=query.offset,
    )
    kept = sla_kept(cockpit.store, actor, filters, moment=page.moment)
    return SlaPage(
        as_of=as_of,
        read_at=page.moment,
        total=page.total,
        limit=page.limit,
        offset=page.offset,
        items=[SlaClock.of(row) for row in page.rows],
        kept_since=window(cockpit.store, actor, filters),
        kept=[SlaKept(**vars(row)) for row in kept],
    )


@router.get("/customers/{customer_id}/ticket-clocks")
def get_ticket_clocks(
    customer_id: CustomerId,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[TicketClockQuery, Query()],
) -> TicketClocks:
    """First reply, next reply, requester wait, agent work and resolution of each ticket."""
    found = find_account(cockpit.store, actor, customer_id)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    moment = moment_of(cockpit.clock, as_of)
    clocks = account_clocks(
        cockpit.store, actor, found.account_key, as_of, closed=query.closed, moment=moment
    )
    return TicketClocks(
        as_of=as_of, read_at=moment, items=[TicketClock.of(clock) for clock in clocks]
    )
