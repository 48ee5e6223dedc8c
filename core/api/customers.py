"""Accounts: list, detail, executive summary, recomputation of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.payloads import (
    AsOf,
    Customer,
    CustomerDetail,
    CustomerPage,
    CustomerQuery,
    Refreshed,
    RefreshedEscalations,
)
from core.api.summary_payload import ExecutiveSummary
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.account import account_detail
from core.cockpit.escalations import scan_one
from core.cockpit.executive_summary import executive_summary
from core.cockpit.freshness import ensure_fresh
from core.cockpit.listing import account_list

router = APIRouter(prefix="/customers", tags=["customers"])
CustomerId = Annotated[
    str,
    Path(description="As imported, `system:identifier`, or a name that only one account has."),
]


@router.get("")
def list_customers(
    cockpit: CockpitHere, actor: Caller, query: Annotated[CustomerQuery, Query()]
) -> CustomerPage:
    """The accounts the caller may see, filtered, sorted and paged."""
    filters = query.filters()
    as_of = filters.on(cockpit.clock)
    ensure_fresh(cockpit, actor, as_of)
    page = account_list(
        cockpit.store,
        actor,
        filters,
        sort=query.sort,
        descending=query.descending,
        limit=query.limit,
        offset=query.offset,
    )
    return CustomerPage(
        as_of=as_of,
        total=page.total,
        limit=page.limit,
        offset=page.offset,
        items=[Customer.of(row) for row in page.rows],
    )


@router.get("/{customer_id}")
def get_customer(
    customer_id: CustomerId,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[AsOf, Query()],
) -> CustomerDetail:
    """One account with its scores and the facts of its page's head."""
    found = find_account(cockpit.store, actor, customer_id)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    detail = account_detail(cockpit.store, actor, found.account_key, as_of)
    return CustomerDetail.of_detail(detail)


@router.get("/{customer_id}/executive-summary")
def get_executive_summary(
    customer_id: CustomerId,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[AsOf, Query()],
) -> ExecutiveSummary:
    """What an executive conversation starts from: money, people, outcomes, next steps, evidence."""
    found = find_account(cockpit.store, actor, customer_id)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    return ExecutiveSummary.of(executive_summary(cockpit.store, actor, found.account_key, as_of))


@router.post("/{customer_id}/refresh")
def refresh_customer(customer_id: CustomerId, cockpit: CockpitHere, actor: Caller) -> Refreshed:
    """Compute one account's scores anew for today, whatever the size of the rest.

    An escalation that this opens is told to the account's people, and its outreach waits for review.
    """
    # Before the account is looked up: whoever may not refresh is told that, not what exists.
    require(actor, Permission.ACCOUNT_REFRESH)
    found = find_account(cockpit.store, actor, customer_id)
    today = cockpit.clock.today()
    done = scan_one(cockpit, actor, found.account_key)
    detail = account_detail(cockpit.store, actor, found.account_key, today)
    return Refreshed(
        as_of=today,
        models=list(done.refreshed.ran),
        customer=Customer.of(detail.row),
        escalations=RefreshedEscalations(
            opened=list(done.observed.opened),
            worsened=list(done.observed.worsened),
            recovered=list(done.observed.recovered),
            drafts=list(done.drafted.made),
        ),
    )
