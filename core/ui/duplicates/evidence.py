"""Why two records may be one: each comparison with its weight, as a chart and in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import streamlit as st

from core.ui import charts, safe, tables, words
from core.ui.charts import ACCENT, HUES, PALE, QUIET, Figure, axis_title, figure
from core.ui.tables import Column

_MOST = 1e6
"""Above this a number of times says no more than that it is very large."""
_EVEN = 1.05
"""Factors nearer to 1 than this speak for neither side."""


@dataclass(frozen=True)
class Step:
    """What one comparison found: ``weight`` in bits, the base-2 logarithm of ``bayes_factor``."""

    comparison: str
    level: str
    left: str | None
    right: str | None
    bayes_factor: float
    weight: float


class _Line(NamedTuple):
    what: str
    finding: str
    left: str
    right: str
    says: str
    bits: float


def steps(kept: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The steps as kept with a pair: the starting point, then what says most for it, then against."""
    found = [
        Step(
            str(one["comparison"]),
            str(one["level"] or ""),
            one.get("left"),
            one.get("right"),
            float(one["bayes_factor"]),
            float(one["weight"]),
        )
        for one in kept
    ]
    return [*found[:1], *sorted(found[1:], key=lambda step: -step.weight)]


def times(factor: float) -> str:
    """``12 times more likely the same``, ``40 times more likely different``, ``says nothing``."""
    if factor <= 0:
        return "rules it out"
    side = "the same" if factor >= 1 else "different"
    size = max(factor, 1 / factor)
    if size < _EVEN:
        return "says nothing"
    if size >= _MOST:
        return f"over a million times more likely {side}"
    return f"{words.number(size, 1 if size < 10 else 0)} times more likely {side}"


def probability(value: float) -> str:
    """A probability as a percentage that is never rounded up to certainty."""
    share = value * 100
    if 0 < share < 0.1:
        return "under 0.1%"
    if 99.9 < share < 100:
        return "over 99.9%"
    return f"{words.number(words.cut(share, 1), 1)}%"


def waterfall(found: Sequence[Step], total: float) -> Figure:
    """From how rare a match is, by what each comparison adds or takes, to the probability of ``total`` bits."""
    labels = [_label(step, first=number == 0) for number, step in enumerate(found)]
    weights = [_bounded(step.weight) for step in found]
    trace = {
        "type": "waterfall",
        "x": [*[safe.chart(label, 40).replace(" ", "<br>", 1) for label in labels], "Together"],
        "y": [*weights, 0.0],
        "measure": [*["relative"] * len(found), "total"],
        "text": [*[_signed(weight) for weight in weights], probability(_of_bits(total))],
        "customdata": [*[safe.chart(times(step.bayes_factor), 80) for step in found], ""],
        "textposition": "outside",
        "cliponaxis": False,
        "connector": {"line": {"color": QUIET, "width": 1}},
        "increasing": {"marker": {"color": PALE}},
        "decreasing": {"marker": {"color": HUES["red"]}},
        "totals": {"marker": {"color": ACCENT}},
        "hovertemplate": "%{x}: %{text} bits, %{customdata}<extra></extra>",
    }
    bits = {"title": axis_title("Evidence in bits"), "zeroline": True, "zerolinecolor": QUIET}
    return figure([trace], 280, xaxis={"tickangle": 0}, yaxis=bits)


def draw(found: Sequence[Step], weight: float, *, key: str) -> None:
    """The chart, and under it the same in words with both values."""
    if not found:
        st.caption("A person put these two together: the matching had not found them.")
        return
    alt = "; ".join(
        f"{_label(step, first=number == 0)}: {times(step.bayes_factor)}"
        for number, step in enumerate(found)
    )
    charts.draw(waterfall(found, weight), alt, f"{key}.waterfall")
    st.caption(
        "Each bit doubles the odds that both are the same; a bar downwards halves them. The first bar is "
        "how rare it is that two records picked at random are the same."
    )
    tables.show(
        [_line(step, first=number == 0) for number, step in enumerate(found)],
        _COLUMNS,
        key=f"{key}.steps",
        alt="What each comparison found and how much it says",
    )


_COLUMNS = (
    Column("Compared", "what", width=130),
    Column("Found", "finding", width="medium"),
    Column("This one", "left", width="medium"),
    Column("That one", "right", width="medium"),
    Column("It is", "says", width="medium"),
    Column("Bits", "bits", "decimal", width=70),
)


def _line(step: Step, *, first: bool) -> _Line:
    return _Line(
        _label(step, first=first),
        "Two records picked at random" if first else words.sentence(step.level.replace("_", " ")),
        step.left or "",
        step.right or "",
        times(step.bayes_factor),
        _bounded(step.weight),
    )


def _label(step: Step, *, first: bool) -> str:
    return "Starting point" if first else words.name(step.comparison)


def _signed(bits: float) -> str:
    size = words.number(abs(bits), 1)
    return size if size == "0" else f"{'-' if bits < 0 else '+'}{size}"


def _bounded(bits: float) -> float:
    return max(-60.0, min(60.0, bits)) if math.isfinite(bits) else math.copysign(60.0, bits)


def _of_bits(bits: float) -> float:
    """The probability that odds of two to the power of ``bits`` are."""
    return 1 / (1 + math.pow(2.0, -_bounded(bits)))
