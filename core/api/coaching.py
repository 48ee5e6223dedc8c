"""The coach over the API: guidance for a situation, answered from playbooks, articles and the account's facts."""

from __future__ import annotations

from fastapi import APIRouter

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.coaching_payloads import GuidanceAnswer, GuidanceRequest
from core.api.json_route import JsonRoute
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.guidance import ask
from core.coaching.guidance.as_answer import answer_dict
from core.cockpit.freshness import ensure_fresh


class CoachRoute(JsonRoute):
    """A question may be several paragraphs long."""

    largest_body_bytes = 40_000


router = APIRouter(prefix="/coaching", tags=["coaching"], route_class=CoachRoute)


@router.post("/guidance")
def post_guidance(wanted: GuidanceRequest, cockpit: CockpitHere, actor: Caller) -> GuidanceAnswer:
    """Answer a question, alone or within a conversation of the caller's own; only they can read it later."""
    require(actor, Permission.COACHING_USE)
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    account = find_account(cockpit.store, actor, wanted.account_id) if wanted.account_id else None
    answer = ask(
        cockpit.store,
        actor,
        wanted.question,
        account_key=account.account_key if account else None,
        conversation_id=wanted.conversation_id,
        playbook=wanted.playbook,
        own_names=cockpit.settings.own_names,
        voice=cockpit.coach_voice,
    )
    return GuidanceAnswer(**answer_dict(cockpit.store, actor, answer, today))
