"""Releases and the roadmap: which items matter to an account, what letters say of them, and who got one."""

from core.health.release.model import Item, ItemKind, LeftOut, Reason, Relevance, Relevant
from core.health.release.relevance import items, relevance, relevance_of_all

__all__ = [
    "Item",
    "ItemKind",
    "LeftOut",
    "Reason",
    "Relevance",
    "Relevant",
    "items",
    "relevance",
    "relevance_of_all",
]
