"""What to do, as the named rules recommend it."""

from __future__ import annotations

from core.sponsors.report.context import Context
from core.sponsors.report.model import Part, Section, Style
from core.sponsors.report.rule import apply

_TITLES = {
    "immediate": "Immediate (This Week)",
    "short_term": "Short-Term (This Quarter)",
    "strategic": "Strategic (Long-Term)",
}


def actions_section(context: Context) -> Section:
    """Immediate, short-term and strategic actions, each with its reason."""
    parts = []
    for group, title in _TITLES.items():
        lines = apply(group, context.questions, context.pen)
        missing = () if lines else ("No rule asks for anything.",)
        parts.append(Part(group, title, Style.NUMBERED, lines, missing=missing))
    return Section("actions", "Recommended Actions", tuple(parts))
