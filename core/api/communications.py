"""Technical letters for an account: facts, letter, claim gate, kept as a draft."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from core.api.callers import Caller, CockpitHere
from core.api.customers import CustomerId
from core.api.draft_payloads import DraftDetail
from core.api.drafts import shown
from core.api.json_route import JsonRoute
from core.api.payloads import Strict
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.communications import communicate
from core.cockpit.drafts import Asked
from core.drafting.kind import Length, Tone

router = APIRouter(prefix="/customers", tags=["drafts"], route_class=JsonRoute)


class Communication(StrEnum):
    """The five technical communications."""

    ESCALATION_OUTREACH = "escalation-outreach"
    RELEASE_NOTES = "release-notes"
    ROADMAP_PREVIEW = "roadmap-preview"
    HEALTH_CHECKIN = "health-checkin"
    SUCCESS_REVIEW = "success-review"


class CommunicationRequest(Strict):
    """A technical letter that is wanted."""

    contact: str = Field(
        default="",
        max_length=255,
        examples=["C1", "Robert Kim"],
        description="Identifier as imported, `system:identifier`, or the name of one contact; by default "
        "the likeliest reader.",
    )
    tone: Tone = Field(default=Tone.WARM, description="How it speaks.")
    length: Length = Field(default=Length.STANDARD, description="How long it is.")
    sender: str = Field(
        default="",
        max_length=320,
        description="Address it would go out from; by default the caller's own, else the account owner's.",
    )


@router.post("/{customer_id}/communications/{kind}", status_code=201)
def draft_communication(
    customer_id: CustomerId,
    kind: Annotated[Communication, Path(description="Which of the five.")],
    wanted: CommunicationRequest,
    cockpit: CockpitHere,
    actor: Caller,
) -> DraftDetail:
    """Write a technical letter from today's facts and keep it for review; nothing is sent.

    422 names the facts that the letter needs and nothing imported supplies (`missing`), or says that nobody
    at the account may be written to.
    """
    require(actor, Permission.DRAFT_WRITE)
    asked = Asked(customer_id, wanted.contact, "", wanted.tone, wanted.length, wanted.sender)
    return shown(cockpit, actor, communicate(cockpit, actor, kind.value, asked))
