"""Which playbook leads before an occasion: the first whose needs the facts meet."""

from __future__ import annotations

from core.coaching.briefing.model import OccasionKind
from core.coaching.briefing.words import holds, scripts
from core.coaching.knowledge import Document, Library
from core.drafting.fact import FactSheet


def leading(kind: OccasionKind, sheet: FactSheet | None, held: Library) -> Document | None:
    """The playbook; ``None`` where none of those named is in the library."""
    for one in scripts()[kind].playbooks:
        document = held.get(one.slug)
        if document and document.playbook and all(holds(need, sheet) for need in one.needs):
            return document
    return None
