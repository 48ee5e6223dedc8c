"""The registry of drafts: each kind with who gathers its facts. Its words are in ``prompts/<kind>/``."""

from __future__ import annotations

from core.drafting.kind import DraftKind
from core.sponsors.outreach import gather as executive_outreach

DRAFT_KINDS: dict[str, DraftKind] = {
    kind.name: kind
    for kind in (DraftKind("executive_outreach", "Executive outreach", executive_outreach),)
}
