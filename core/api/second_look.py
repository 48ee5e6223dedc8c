"""Green accounts that may not be, and statements that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from core.api.callers import Caller, CockpitHere
from core.api.payloads import AsOf, Strict
from core.cockpit.filters import Filters
from core.cockpit.freshness import ensure_fresh
from core.cockpit.second_look import (
    contradiction_json,
    contradictions,
    watermelon_json,
    watermelons,
)

router = APIRouter(tags=["health"])


class SecondLook(Strict):
    """What calls for a second look among the accounts the caller may see."""

    as_of: date = Field(description="End of this day, UTC.")
    watermelons: list[dict[str, Any]] = Field(
        description="Green accounts with account_id, name, sources, and signals with title, says, evidence."
    )
    contradictions: list[dict[str, Any]] = Field(
        description="account_id, name, rule, title, and two sides with says and evidence."
    )


@router.get("/second-look")
def get_second_look(
    cockpit: CockpitHere, actor: Caller, query: Annotated[AsOf, Query()]
) -> SecondLook:
    """Signals against green accounts, and contradictions, each with the rows on either side."""
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    filters = Filters(as_of=as_of)
    return SecondLook(
        as_of=as_of,
        watermelons=[watermelon_json(one) for one in watermelons(cockpit.store, actor, filters)],
        contradictions=[
            contradiction_json(one) for one in contradictions(cockpit.store, actor, filters)
        ],
    )
