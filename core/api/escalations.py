"""Escalations: those that last, what to say of them, who is next, how right the rules are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from core.accounts import find_account
from core.actor import Actor
from core.api.callers import Caller, CockpitHere
from core.api.escalation_payloads import (
    EscalationDecision,
    EscalationDetail,
    EscalationItem,
    EscalationList,
    EscalationNotice,
    EscalationQuery,
    EscalationRule,
    EscalationSaid,
    LikelyAccount,
    LikelyList,
    LikelySign,
    PrecisionList,
    PrecisionMonth,
    RulePrecision,
    SuggestedLimit,
    fields,
)
from core.api.json_route import JsonRoute
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.escalated import likely_list, notices_of
from core.cockpit.filters import Filters
from core.cockpit.freshness import ensure_fresh
from core.health.escalation import decide, decisions_of, escalation, escalations, rules_of
from core.health.escalation.likely import Likely
from core.health.escalation.precision import Precision, precision
from core.wiring import Cockpit

router = APIRouter(prefix="/escalations", tags=["escalations"])
acts = APIRouter(prefix="/escalations", tags=["escalations"], route_class=JsonRoute)
EscalationId = Annotated[int, Path(ge=1, le=2**53, description="Number of the escalation.")]


@router.get("")
def list_escalations(
    cockpit: CockpitHere, actor: Caller, query: Annotated[EscalationQuery, Query()]
) -> EscalationList:
    """The escalations of the accounts the caller may see, the severest first."""
    account = find_account(cockpit.store, actor, query.account) if query.account else None
    page = escalations(
        cockpit.store,
        actor,
        states=query.state,
        severities=query.severity,
        account_key=account.account_key if account else None,
        standing=query.standing,
        limit=query.limit,
        offset=query.offset,
    )
    return EscalationList(
        total=page.total,
        limit=page.limit,
        offset=page.offset,
        items=[EscalationItem(**fields(one, EscalationItem)) for one in page.rows],
    )


@router.get("/likely")
def list_likely(cockpit: CockpitHere, actor: Caller) -> LikelyList:
    """Accounts likely to escalate next, as many as the team can look after."""
    require(actor, Permission.PORTFOLIO_READ)
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    found = likely_list(cockpit.store, actor, Filters())
    return LikelyList(
        as_of=today,
        capacity=found.capacity,
        beyond=found.beyond,
        items=[_likely(one) for one in found.rows],
    )


@router.get("/precision")
def get_precision(cockpit: CockpitHere, actor: Caller) -> PrecisionList:
    """How often people agreed with each rule, and the limit that would have spared false ones."""
    return PrecisionList(items=[_precision(one) for one in precision(cockpit.store, actor)])


@router.get("/{escalation_id}")
def get_escalation(
    escalation_id: EscalationId, cockpit: CockpitHere, actor: Caller
) -> EscalationDetail:
    """One escalation with its rules, what was said of it, and who was told by which channel."""
    return _detail(cockpit, actor, escalation_id)


@acts.post("/{escalation_id}/decisions")
def decide_escalation(
    escalation_id: EscalationId, said: EscalationDecision, cockpit: CockpitHere, actor: Caller
) -> EscalationDetail:
    """Acknowledge, disagree, snooze, take that back (`open`), or note an update to the customer."""
    # Before the escalation is looked up: whoever may not decide is told that, not what exists.
    require(actor, Permission.ESCALATION_DECIDE)
    decide(
        cockpit.store,
        actor,
        escalation_id,
        said.decision.value,
        reason=said.reason,
        until_on=said.until_on,
    )
    return _detail(cockpit, actor, escalation_id)


def _detail(cockpit: Cockpit, actor: Actor, escalation_id: int) -> EscalationDetail:
    store = cockpit.store
    found = escalation(store, actor, escalation_id)
    said = decisions_of(store, actor, escalation_id)
    told = notices_of(store, actor, escalation_id)
    shown = fields(found, EscalationItem)
    rules = [EscalationRule(**vars(rule)) for rule in rules_of(store, actor, escalation_id)]
    return EscalationDetail(
        **{**shown, "rules": rules},
        decisions=[EscalationSaid(**fields(one, EscalationSaid)) for one in said],
        notices=[EscalationNotice(**fields(one, EscalationNotice)) for one in told],
    )


def _likely(one: Likely) -> LikelyAccount:
    signs = [LikelySign(**fields(sign, LikelySign)) for sign in one.signs]
    return LikelyAccount(**{**fields(one, LikelyAccount), "signs": signs})


def _precision(one: Precision) -> RulePrecision:
    limit = one.suggestion
    return RulePrecision(
        **{
            **fields(one, RulePrecision),
            "months": [PrecisionMonth(**vars(month)) for month in one.months],
            "suggestion": None
            if limit is None
            else SuggestedLimit(**{**vars(limit), "values": dict(limit.values)}),
        }
    )
