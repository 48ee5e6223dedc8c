"""The registry of drafts: each kind with who gathers its facts. Its words are in ``prompts/<kind>/``."""

from __future__ import annotations

from core.drafting.kind import DraftKind
from core.health.communication import gather as technical_letter
from core.health.release.facts import gather_release_notes, gather_roadmap_preview
from core.sponsors.outreach import gather as executive_outreach

DRAFT_KINDS: dict[str, DraftKind] = {
    kind.name: kind
    for kind in (
        DraftKind("executive_outreach", "Executive outreach", executive_outreach),
        DraftKind("escalation_outreach", "Escalation outreach", technical_letter),
        DraftKind("health_checkin", "Health check-in", technical_letter),
        DraftKind("release_notes", "Release notes", gather_release_notes),
        DraftKind("roadmap_preview", "Roadmap preview", gather_roadmap_preview),
        DraftKind("success_review", "Customer success review", technical_letter),
    )
}
