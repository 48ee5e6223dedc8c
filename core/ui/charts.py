"""Plotly figures in one style, as Plotly's JSON; Plotly itself is imported when one is drawn.

The page's theme (fonts, text and grid colours, light or dark) is laid over every figure in the
browser; what is set here are the hues that carry meaning, sizes and spacing. Text from files passes
through ``safe.chart``: Plotly reads its texts as markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from core.cockpit.filters import LEVELS, RAGS
from core.cockpit.health import RuleCount
from core.cockpit.history import ScorePoint
from core.cockpit.portfolio import ArrMatrix, KpiPoint, RagCount
from core.cockpit.sponsors import HeatCell
from core.ui import safe, words

HUES = {"green": "#17967A", "amber": "#DB9A00", "red": "#CC4A2E", "grey": "#8A939C"}
"""Bluish green, amber, vermilion: apart in light and dark, and for colour-blind readers."""

DEEP = {"green": "#0F7A61", "amber": "#946300", "red": "#B23A20", "grey": "#646D77"}
"""The same hues, dark enough to carry white text."""

SLATE = "#66717C"
ACCENT = "#4B7FD0"
PALE = "#A3BEE6"
QUIET = "rgba(138,147,156,0.45)"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "showTips": False}


Figure = dict[str, Any]
"""A figure as Plotly's JSON: building it from Plotly's classes took ten times as long."""


def figure(traces: Sequence[Figure], height: int, title: str = "", **layout: Any) -> Figure:
    """A figure in the house style. ``title`` is the question it answers.

    ``layout`` is laid over the style, ``xaxis`` and ``yaxis`` key by key.
    """
    axes = {name: _axis(layout.pop(name, {})) for name in ("xaxis", "yaxis")}
    style = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 34 if title else 6, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hoverlabel": {"align": "left"},
        "dragmode": False,
    }
    if title:
        style["title"] = {"text": title, "font": {"size": 14}, "x": 0, "xanchor": "left"}
    return {"data": list(traces), "layout": {**style, **axes, **layout}}


def _axis(given: Figure) -> Figure:
    """An axis with room for its labels; one that is not shown needs none looked for, twice."""
    return {"automargin": given.get("visible", True), "fixedrange": True, **given}


def axis_title(text: str) -> Figure:
    """A title of an axis, close to it."""
    return {"text": text, "standoff": 6}


def draw(found: Figure, alt: str, key: str) -> None:
    """Show a figure that is only looked at. ``alt`` says what it shows to those who cannot see."""
    st.plotly_chart(ready(found), config=_CONFIG, key=key, alt=safe.plain(alt))


def ready(found: Figure) -> Any:
    """The figure as Streamlit takes it without building it anew from Plotly's classes.

    That would check every key and add a template, most of what is then sent, of which nothing
    shows: the colours of every trace are set here. A test checks the figures by Plotly's classes.
    """
    from plotly.basedatatypes import BaseFigure  # noqa: PLC0415

    class Ready(BaseFigure):  # type: ignore[misc]
        def __init__(self) -> None:
            """Nothing of Plotly's own is set up: only ``to_dict`` is asked."""

        def to_dict(self) -> Figure:
            return found

    return Ready()


def sparkline(points: Sequence[KpiPoint], target: float | None, scale: float = 1) -> Figure:
    """A KPI over the month-ends, the target as a dotted line."""
    known = [point for point in points if point.value is not None]
    line = {
        "type": "scatter",
        "x": [point.as_of for point in known],
        "y": [(point.value or 0) * scale for point in known],
        "mode": "lines+markers" if len(known) == 1 else "lines",
        "line": {"color": ACCENT, "width": 2},
        "hovertemplate": "%{x|%-d %b %Y}: %{y:.1f}<extra></extra>",
    }
    goal = [] if target is None else [{**_GOAL, "y0": target * scale, "y1": target * scale}]
    return figure(
        [line],
        58,
        margin={"l": 2, "r": 2, "t": 4, "b": 4},
        shapes=goal,
        xaxis={"visible": False},
        yaxis={"visible": False},
    )


_GOAL = {
    "type": "line",
    "xref": "paper",
    "x0": 0,
    "x1": 1,
    "line": {"color": QUIET, "width": 1, "dash": "dot"},
}


def rag_bar(counts: Sequence[RagCount]) -> Figure:
    """One bar: how many accounts are of which colour."""
    total = sum(count.accounts for count in counts) or 1
    traces = [
        {
            "type": "bar",
            "y": [""],
            "x": [count.accounts],
            "orientation": "h",
            "marker": {"color": HUES[count.rag]},
            "hovertemplate": f"{words.name(count.rag)}: {count.accounts} of {total} accounts"
            "<extra></extra>",
        }
        for count in counts
    ]
    return figure(
        traces,
        34,
        barmode="stack",
        bargap=0.1,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [0, total]},
        yaxis={"visible": False},
    )


def matrix(found: ArrMatrix, currency: str, chosen: tuple[str, str] | None) -> Figure:
    """ARR by health (rows) and engagement (columns): bars of equal height, so that each is a cell.

    The shade follows the share of ARR, or of accounts where none has ARR in ``currency``.
    """
    weights = {
        (rag, level): float(found.arr(rag, level, currency)) or found.accounts(rag, level) * 1e-9
        for rag in RAGS
        for level in LEVELS
    }
    most = max(weights.values(), default=0) or 1
    traces = [
        {
            "type": "bar",
            "name": words.name(rag),
            "x": [words.level(level) for level in LEVELS],
            "y": [1] * len(LEVELS),
            "customdata": [[rag, level] for level in LEVELS],
            "text": [_cell(found, rag, level, currency) for level in LEVELS],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
            "insidetextfont": {"color": "white"},
            "hovertemplate": f"{words.rag(rag)}, %{{x}}<br>%{{text}}<extra></extra>",
            "marker": {
                "color": [_shade(DEEP[rag], weights[rag, level] / most) for level in LEVELS],
                "line": {
                    "color": [ACCENT if chosen == (rag, level) else QUIET for level in LEVELS],
                    "width": [3 if chosen == (rag, level) else 0.5 for level in LEVELS],
                },
            },
            "unselected": {"marker": {"opacity": 1}},
        }
        for rag in reversed(RAGS)
    ]
    return figure(
        traces,
        340,
        barmode="stack",
        bargap=0.03,
        clickmode="event+select",
        yaxis=_MATRIX_ROWS,
        xaxis={"side": "top", "showgrid": False},
    )


_MATRIX_ROWS = {
    "tickvals": [0.5, 1.5, 2.5, 3.5],
    "ticktext": [words.rag(rag) for rag in reversed(RAGS)],
    "showgrid": False,
    "zeroline": False,
    "range": [0, 4],
}


def _cell(found: ArrMatrix, rag: str, level: str, currency: str) -> str:
    accounts = found.accounts(rag, level)
    if not accounts:
        return ""
    arr = found.arr(rag, level, currency)
    return f"<b>{words.money(arr, currency) if arr else 'no ARR'}</b><br>{accounts}"


def _shade(hue: str, share: float) -> str:
    """A cell's colour: from slate to the hue, dark enough for white text on any of them."""
    if share <= 0:
        return "rgba(0,0,0,0)"
    weight = 0.4 + 0.6 * min(share, 1) ** 0.6
    mixed = (
        round(int(SLATE[i : i + 2], 16) * (1 - weight) + int(hue[i : i + 2], 16) * weight)
        for i in (1, 3, 5)
    )
    return f"rgb({','.join(str(part) for part in mixed)})"


_ABOVE = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "yanchor": "bottom",
    "itemclick": False,
    "itemdoubleclick": False,
}


def history(points: Sequence[ScorePoint], title: str) -> Figure:
    """Both scores over time. A legend names them: at the ends of lines that meet, names would overlap."""
    lines = []
    for system, label, hue in (
        ("sponsors", "Sponsor engagement", ACCENT),
        ("health", "Technical health", HUES["green"]),
    ):
        known = [point for point in points if point.system == system]
        if not known:
            continue
        lines.append(
            {
                "type": "scatter",
                "x": [point.as_of for point in known],
                "y": [point.score for point in known],
                "customdata": [
                    [words.name(point.band), point.origin, words.score(point.score)]
                    for point in known
                ],
                "mode": "lines+markers",
                "name": label,
                "showlegend": True,
                "marker": {"size": 5},
                "line": {"color": hue, "width": 2},
                "cliponaxis": False,
                "hovertemplate": f"{label}, %{{x|%-d %b %Y}}: %{{customdata[2]}}, %{{customdata[0]}} "
                "(%{customdata[1]})<extra></extra>",
            }
        )
    return figure(
        lines,
        280,
        title,
        showlegend=True,
        legend=_ABOVE,
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
        yaxis={
            "range": [0, 104],
            "tickvals": [0, 25, 50, 75, 100],
            "title": axis_title("Score of 100"),
        },
        xaxis={"title": axis_title("Date")},
    )


def heat_map(cells: Sequence[HeatCell], tiers: Sequence[str], title: str) -> Figure:
    """Executives by tier (rows) and level (columns)."""
    counts: Mapping[tuple[str, str], int] = {
        (cell.tier, cell.level): cell.executives for cell in cells
    }
    # An empty cell has no colour: the shades are left to the differences between the others.
    rows = [[counts.get((tier, level)) or None for level in LEVELS] for tier in tiers]
    trace = {
        "type": "heatmap",
        "z": rows,
        "text": [[words.number(value) if value else "" for value in row] for row in rows],
        "texttemplate": "%{text}",
        "hoverongaps": False,
        "textfont": {"color": "white"},
        "x": [words.level(level) for level in LEVELS],
        "y": [words.name(tier) if tier else "No tier given" for tier in tiers],
        "colorscale": [[0, SLATE], [1, "#1F4E98"]],
        "zmin": 0,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": "%{y}, %{x}: %{z} executives<extra></extra>",
    }
    return figure(
        [trace],
        76 + 58 * len(tiers),
        title,
        yaxis={"autorange": "reversed", "showgrid": False},
        xaxis={"showgrid": False},
    )


def daily(days: Sequence[date], values: Sequence[int | None], unit: str) -> Figure:
    """One value a day; a day without one is a gap."""
    trace = {
        "type": "bar",
        "x": list(days),
        "y": list(values),
        "marker": {"color": ACCENT},
        "hovertemplate": f"%{{x|%-d %b}}: %{{y:,}} {unit}<extra></extra>",
    }
    calls = {"title": axis_title(safe.chart(unit)), "rangemode": "tozero"}
    return figure([trace], 120, bargap=0.15, yaxis=calls, xaxis={"tickformat": "%-d %b"})


def rules(counts: Sequence[RuleCount]) -> Figure:
    """How many accounts each rule trips; darker those at twice the limit."""
    names = [words.name(count.rule) for count in counts]
    traces = [
        {
            "type": "bar",
            "y": names,
            "x": values,
            "orientation": "h",
            "marker": {"color": hue},
            "text": [f"{value} {note}" if value else "" for value in values],
            "textposition": "inside",
            "insidetextanchor": "start",
            "constraintext": "none",
            "textangle": 0,
            "hovertemplate": f"%{{y}}: %{{x}} accounts {meaning}<extra></extra>",
        }
        for values, hue, note, meaning in (
            ([count.at_double for count in counts], HUES["red"], "double", "at twice the limit"),
            (
                [count.accounts - count.at_double for count in counts],
                HUES["amber"],
                "over",
                "over the limit",
            ),
        )
    ]
    accounts = {
        "title": axis_title("Accounts"),
        "rangemode": "tozero",
        "dtick": _whole_step(counts),
    }
    return figure(
        traces,
        70 + 34 * len(names),
        barmode="stack",
        bargap=0.3,
        yaxis={"autorange": "reversed"},
        xaxis=accounts,
    )


def _whole_step(counts: Sequence[RuleCount]) -> int:
    return max(1, max((count.accounts for count in counts), default=0) // 6)
