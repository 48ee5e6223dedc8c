"""What would turn an account green, and what other thresholds would change. Nothing is saved."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.customers import CustomerId
from core.api.json_route import JsonRoute
from core.api.payloads import AsOf
from core.api.simulation_payloads import Simulated, SimulationRequest, SmallestChange
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.freshness import ensure_fresh
from core.cockpit.simulation import past_warnings, simulation, smallest_change
from core.health import simulator

router = APIRouter(tags=["customers"])
policies = APIRouter(prefix="/policy", tags=["policy"], route_class=JsonRoute)


@router.get("/customers/{customer_id}/smallest-change")
def get_smallest_change(
    customer_id: CustomerId,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[AsOf, Query()],
) -> SmallestChange:
    """The cheapest tickets to close and integrations to restore that turn the account green."""
    found = find_account(cockpit.store, actor, customer_id)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    return SmallestChange.of(smallest_change(cockpit, actor, found.account_key, as_of))


@policies.post("/simulation")
def simulate_policy(wanted: SimulationRequest, cockpit: CockpitHere, actor: Caller) -> Simulated:
    """Which accounts would change status under other thresholds, and what the past would have flagged.

    Nothing is saved. A year of the past takes some seconds.
    """
    require(actor, Permission.POLICY_READ)
    as_of = wanted.as_of or cockpit.clock.today()
    changes = wanted.changes()
    found = simulation(cockpit, actor, changes, as_of)
    past = {}
    if wanted.weeks:
        for name, values in (("in_force", ()), ("supposed", changes)):
            scanned = past_warnings(cockpit, actor, values, as_of, weeks=wanted.weeks)
            past[name] = simulator.backtest_json(scanned)
    return Simulated.model_validate({**simulator.simulation_json(found), "past": past})
