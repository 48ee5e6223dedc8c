"""The waterfall of a score: what each factor gave, what was corrected, and where that ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.cockpit.health import Adjustment, Contribution
from core.ui import words
from core.ui.charts import ACCENT, HUES, PALE, QUIET, Figure, axis_title, figure

_LEAST = 0.05
"""Points below which a step would stand without a bar."""


class _Step(NamedTuple):
    label: str
    points: float
    text: str
    measure: str = "relative"


def waterfall(
    factors: Sequence[Contribution],
    adjustments: Sequence[Adjustment] = (),
    *,
    score: float | None,
    uncapped: float | None = None,
) -> Figure:
    """Points of each factor up to the score; what was not measured stands with no points.

    ``uncapped`` is the score before the rules capped it; without it there is no cap.
    """
    steps = [_Step(words.name(f.factor), f.points or 0.0, _of(f)) for f in factors]
    if score is not None:
        steps += _to_the_score(factors, adjustments, score, score if uncapped is None else uncapped)
    total = words.score(score, 1) if score is not None else "abstains"
    steps.append(_Step("Score", score or 0.0, total, "total"))
    trace = {
        "type": "waterfall",
        "x": [step.label.replace(" ", "<br>") for step in steps],
        "y": [step.points for step in steps],
        "text": [step.text for step in steps],
        "measure": [step.measure for step in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "connector": {"line": {"color": QUIET, "width": 1}},
        "increasing": {"marker": {"color": PALE}},
        "decreasing": {"marker": {"color": HUES["red"]}},
        "totals": {"marker": {"color": ACCENT}},
        "hovertemplate": "%{x}: %{text}<extra></extra>",
    }
    points = {
        "range": [0, 118],
        "title": axis_title("Points of 100"),
        "tickvals": [0, 25, 50, 75, 100],
    }
    return figure([trace], 270, xaxis={"tickangle": 0}, yaxis=points)


def _to_the_score(
    factors: Sequence[Contribution],
    adjustments: Sequence[Adjustment],
    score: float,
    uncapped: float,
) -> list[_Step]:
    """From the sum of the factors: to 100 points of what was measured, by notes and deals, by rules."""
    given = sum(factor.points or 0.0 for factor in factors)
    present = sum(factor.max_points for factor in factors if factor.points is not None)
    scaled = 100 * given / present if present else given
    moved = sum(step.points for step in adjustments)
    found = [_change("Rescaled to measured", scaled - given)]
    found += [_change(words.name(step.adjustment), step.points) for step in adjustments]
    found += [
        _change("Kept within limits", uncapped - scaled - moved),
        _change("Cap by rules", score - uncapped),
    ]
    return [step for step in found if abs(step.points) >= _LEAST]


def _change(label: str, points: float) -> _Step:
    sign = "-" if points < 0 else "+"
    return _Step(label, points, f"{sign}{words.number(abs(points), 1)}")


def _of(factor: Contribution) -> str:
    if factor.points is None:
        return "not measured"
    text = f"{words.score(factor.points, 1)} of {words.number(factor.max_points)}"
    return f"{text}, stale" if factor.state == "stale" else text
