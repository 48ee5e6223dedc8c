"""Duplicates over the API: what waits, what was decided, what follows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from core.actor import Actor
from core.api.callers import Caller, CockpitHere
from core.api.identity_payloads import (
    Clusters,
    Decided,
    DecisionRequest,
    Decisions,
    GoldenRecord,
    ListQuery,
    OneRecord,
    PairQuery,
    PairSeen,
    TwoRecords,
    Waitings,
    Withdrawal,
)
from core.api.json_route import JsonRoute
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture import identity
from core.capture.identity import as_json
from core.capture.identity.find import find_record
from core.wiring import Cockpit

router = APIRouter(prefix="/identity", tags=["identity"])
acts = APIRouter(prefix="/identity", tags=["identity"], route_class=JsonRoute)

DecisionId = Annotated[int, Path(description="Number of the decision.", ge=1, le=2**62)]


@router.get("/pairs")
def get_pairs(
    cockpit: CockpitHere, actor: Caller, query: Annotated[PairQuery, Query()]
) -> Waitings:
    """Pairs that wait for a person, both records of which the caller sees, the likeliest first."""
    require(actor, Permission.IDENTITY_READ)
    found = identity.queue(
        cockpit.store,
        actor,
        query.entity,
        min_probability=query.min_probability,
        search=query.search,
        limit=query.limit,
        offset=query.offset,
    )
    items = [as_json.queued_json(row) for row in found.rows]
    return Waitings.model_validate({"total": found.total, "items": items})


@router.get("/pair")
def get_pair(
    cockpit: CockpitHere, actor: Caller, query: Annotated[TwoRecords, Query()]
) -> PairSeen:
    """Two records side by side, the evidence, and what making them one would do."""
    require(actor, Permission.IDENTITY_READ)
    left, right = _keys(cockpit, actor, query.entity, query.left, query.right)
    found = identity.pair(cockpit.store, actor, query.entity, left, right)
    return PairSeen.model_validate(as_json.pair_json(found))


@router.get("/record")
def get_record(
    cockpit: CockpitHere, actor: Caller, query: Annotated[OneRecord, Query()]
) -> GoldenRecord:
    """The golden record that a record is part of, each field with its source."""
    require(actor, Permission.IDENTITY_READ)
    (key,) = _keys(cockpit, actor, query.entity, query.record)
    fields = identity.golden_fields(cockpit.store, actor, query.entity, key)
    golden = as_json.golden_json(fields)
    return GoldenRecord.model_validate({"entity": query.entity, "golden": golden})


@router.get("/clusters")
def get_clusters(
    cockpit: CockpitHere, actor: Caller, query: Annotated[ListQuery, Query()]
) -> Clusters:
    """Records that are one."""
    require(actor, Permission.IDENTITY_READ)
    found = identity.clusters(
        cockpit.store,
        actor,
        query.entity,
        search=query.search,
        limit=query.limit,
        offset=query.offset,
    )
    items = [as_json.cluster_json(row) for row in found.rows]
    return Clusters.model_validate({"total": found.total, "items": items})


@router.get("/decisions")
def get_decisions(
    cockpit: CockpitHere, actor: Caller, query: Annotated[ListQuery, Query()]
) -> Decisions:
    """What was decided, the newest first, withdrawn decisions among them."""
    require(actor, Permission.IDENTITY_READ)
    found = identity.history(
        cockpit.store,
        actor,
        query.entity,
        search=query.search,
        limit=query.limit,
        offset=query.offset,
    )
    items = [as_json.decision_json(row) for row in found.rows]
    return Decisions.model_validate({"total": found.total, "items": items})


@acts.post("/decisions", status_code=201)
def decide(wanted: DecisionRequest, cockpit: CockpitHere, actor: Caller) -> Decided:
    """Say of pairs that both records are the same, or different."""
    require(actor, Permission.IDENTITY_DECIDE)
    pairs = []
    for pair in wanted.pairs:
        left, right = _keys(cockpit, actor, wanted.entity, pair.left, pair.right)
        pairs.append((left, right))
    done = identity.decide(
        cockpit.store, actor, wanted.entity, pairs, wanted.verdict, wanted.reason
    )
    return Decided(decision_ids=list(done.decision_ids), withdrawn=list(done.withdrawn))


@acts.post("/decisions/{decision_id}/withdraw", status_code=204)
def withdraw(
    decision_id: DecisionId, wanted: Withdrawal, cockpit: CockpitHere, actor: Caller
) -> None:
    """Take a decision back: everything is as if it had not been made."""
    require(actor, Permission.IDENTITY_DECIDE)
    identity.withdraw(cockpit.store, actor, decision_id, wanted.reason)


def _keys(cockpit: Cockpit, actor: Actor, entity: str, *texts: str) -> list[int]:
    return [find_record(cockpit.store, actor, entity, text) for text in texts]
