"""An answer in a person's own style: brief or detailed, direct or questioning, with examples or without."""

from __future__ import annotations

from dataclasses import replace

from core.coaching.guidance.compose import Material
from core.coaching.model import Guidance, Line
from core.coaching.style import Style

_BRIEF_ANALYSIS, _BRIEF_WATCH_OUTS, _BRIEF_WORDING = 3, 2, 1


def in_style(guidance: Guidance, material: Material, style: Style) -> Guidance:
    """The answer as this person wants it; what matters most stays."""
    made = guidance if style.examples else replace(guidance, wording=())
    if style.length == "brief":
        made = shorter(made)
    if style.manner == "questioning" and material.playbook.clarify:
        question = Line(f"First ask yourself: {material.playbook.clarify}", material.cited)
        made = replace(made, analysis=(question, *made.analysis))
    return made


def shorter(guidance: Guidance) -> Guidance:
    """One step a phase, and the first of everything else."""
    return replace(
        guidance,
        analysis=guidance.analysis[:_BRIEF_ANALYSIS],
        phases=tuple(replace(phase, steps=phase.steps[:1]) for phase in guidance.phases),
        watch_outs=guidance.watch_outs[:_BRIEF_WATCH_OUTS],
        wording=guidance.wording[:_BRIEF_WORDING],
    )
