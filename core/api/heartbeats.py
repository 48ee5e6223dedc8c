"""Intake of heartbeats from integrations."""

from __future__ import annotations

from datetime import UTC

from fastapi import APIRouter, Response

from core.api.callers import Caller, CockpitHere
from core.api.json_route import JsonRoute
from core.api.payloads import Heartbeat, HeartbeatReceipt
from core.capture.heartbeat import post_heartbeat

router = APIRouter(prefix="/heartbeats", tags=["heartbeats"], route_class=JsonRoute)


@router.post("", status_code=201)
def post(
    heartbeat: Heartbeat, response: Response, cockpit: CockpitHere, actor: Caller
) -> HeartbeatReceipt:
    """Record that an integration is alive. 201 the first time, 200 when it was here already."""
    seen_at = heartbeat.seen_at and heartbeat.seen_at.astimezone(UTC).replace(tzinfo=None)
    receipt = post_heartbeat(
        cockpit.store,
        actor,
        heartbeat.account_id,
        heartbeat.integration,
        seen_at=seen_at,
        api_calls=heartbeat.api_calls,
    )
    if not receipt.recorded:
        response.status_code = 200
    return HeartbeatReceipt(**vars(receipt))
