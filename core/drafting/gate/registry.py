"""All finders in the order they read a text: what one has claimed, the next leaves alone."""

from __future__ import annotations

from core.drafting.gate import (
    commitments,
    comparisons,
    dates,
    links,
    measures,
    ordinals,
    people,
    phones,
    quotes,
    unreadable,
)
from core.drafting.gate.checked import Finder

FINDERS: tuple[Finder, ...] = (
    unreadable.find_hidden,
    people.mark,
    links.find,
    phones.find,
    quotes.find,
    dates.find,
    people.find,
    ordinals.find,
    measures.find,
    measures.find_none,
    comparisons.find,
    commitments.find,
    unreadable.find_leftovers,
    quotes.find_unproven,
)
