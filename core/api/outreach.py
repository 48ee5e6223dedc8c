"""Executive outreach for an account: facts, letter, claim gate, kept as a draft."""

from __future__ import annotations

from fastapi import APIRouter

from core.api.callers import Caller, CockpitHere
from core.api.customers import CustomerId
from core.api.draft_payloads import DraftDetail, OutreachRequest
from core.api.drafts import shown
from core.api.json_route import JsonRoute
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.drafts import Asked, request_of
from core.cockpit.freshness import ensure_fresh

router = APIRouter(prefix="/customers", tags=["drafts"], route_class=JsonRoute)


@router.post("/{customer_id}/executive-outreach", status_code=201)
def draft_executive_outreach(
    customer_id: CustomerId, wanted: OutreachRequest, cockpit: CockpitHere, actor: Caller
) -> DraftDetail:
    """Write to an executive from today's facts and keep the letter for review; nothing is sent.

    422 names the facts that the purpose needs and nothing imported supplies (`missing`).
    """
    require(actor, Permission.DRAFT_WRITE)
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    asked = Asked(
        customer_id, wanted.contact, wanted.purpose, wanted.tone, wanted.length, wanted.sender
    )
    request = request_of(cockpit.store, actor, asked, today)
    return shown(cockpit, actor, cockpit.drafting.make(actor, request))
