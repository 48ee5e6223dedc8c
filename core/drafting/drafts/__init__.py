"""Drafts as they are kept: versions, states, and every step of their life as a use case."""

from core.drafting.drafts.model import (
    Draft,
    DraftFilters,
    DraftPage,
    DraftRow,
    DraftVersion,
    Prepared,
    WordChange,
)
from core.drafting.drafts.states import Status

__all__ = [
    "Draft",
    "DraftFilters",
    "DraftPage",
    "DraftRow",
    "DraftVersion",
    "Prepared",
    "Status",
    "WordChange",
]
