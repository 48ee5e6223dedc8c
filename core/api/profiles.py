"""The relationship profile of an account, and remarks on its lines."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.customers import CustomerId
from core.api.json_route import JsonRoute
from core.api.payloads import AsOf
from core.api.profile_payload import RelationshipProfile, Remark, RemarkRequest
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.freshness import ensure_fresh
from core.health.profile import profile, remark
from core.health.profile.as_json import as_json

router = APIRouter(prefix="/customers", tags=["customers"])
remarks = APIRouter(prefix="/customers", tags=["customers"], route_class=JsonRoute)


@router.get("/{customer_id}/relationship-profile")
def get_relationship_profile(
    customer_id: CustomerId,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[AsOf, Query()],
) -> RelationshipProfile:
    """Who is how technical, what they run and use, what was said, what could be built together."""
    found = find_account(cockpit.store, actor, customer_id)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    return RelationshipProfile(**as_json(profile(cockpit.store, actor, found.account_key, as_of)))


@remarks.post("/{customer_id}/relationship-profile/remarks", status_code=201)
def remark_on_relationship_profile(
    customer_id: CustomerId, wanted: RemarkRequest, cockpit: CockpitHere, actor: Caller
) -> Remark:
    """Note how a conversation went, how much a planned item matters, or what became of an opportunity."""
    require(actor, Permission.ACCOUNT_NOTE)
    found = find_account(cockpit.store, actor, customer_id)
    said = remark(
        cockpit.store,
        actor,
        found.account_key,
        about=wanted.about,
        subject=wanted.reference,
        value=wanted.value,
        note=wanted.note,
    )
    return Remark.of(said)
