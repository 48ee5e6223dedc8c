"""Which rules find what is strong, and which outline lays it out: one line a kind of letter."""

from __future__ import annotations

from collections.abc import Sequence

from core.drafting.fact import FactSheet
from core.drafting.template import plan, releases, strength, technical
from core.drafting.template.plan import Build, Move, Plan, Strong
from core.drafting.template.strength import Rule, Strength, View

RULES: tuple[Rule, ...] = (*strength.EXECUTIVE, *technical.RULES, *releases.RULES)
"""Every rule, in the order that decides between equal weights; one without its facts finds nothing."""
OUTLINES: dict[str, Build] = {**plan.EXECUTIVE, **technical.OUTLINES, **releases.OUTLINES}
"""What lays out a letter, by purpose."""


def strengths(sheet: FactSheet, said: FactSheet) -> tuple[Strength, ...]:
    """All that is strong, strongest first; equal weights in the order of the rules."""
    view = View(sheet, said)
    found = [strength for rule in RULES for strength in rule(view)]
    return tuple(sorted(found, key=lambda strength: -strength.weight))


def outline(
    purpose: str, strengths: Sequence[Strength], variant: int, *, grounds: str = ""
) -> Plan:
    """The plan of a letter. ``variant`` chooses among orders that are equally good."""
    build = OUTLINES.get(purpose, OUTLINES["strategic_alignment"])
    body = build(Strong(strengths), variant, grounds)
    times = () if purpose in plan.NO_MEETING else (Move("slots"),)
    ask = (Move(f"ask.{purpose}"), *times)
    return Plan(tuple(paragraph for paragraph in (*body, ask) if paragraph))
