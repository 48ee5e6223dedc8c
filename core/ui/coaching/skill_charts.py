"""Figures of skills: levels with their ranges, a skill over time, and a team side by side."""

from __future__ import annotations

from collections.abc import Sequence

from core.coaching.skills import Member, SkillLevel, SkillProgress
from core.ui import charts, safe
from core.ui.charts import ACCENT, DEEP, QUIET, SLATE, Figure

_SCALE = {"range": [0.9, 5.1], "tickvals": [1, 2, 3, 4, 5]}
_WIDE = 1.4
"""A range wider than this many levels is marked: the level is a guess."""


def ranges(skills: Sequence[SkillLevel]) -> Figure:
    """A dot a skill, the level, on a bar, its range."""
    known = [skill for skill in skills if skill.level is not None]
    levels = [skill.level or 0.0 for skill in known]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": levels,
        "y": [safe.chart(skill.title) for skill in known],
        "marker": {"size": 11, "color": ACCENT},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [(skill.high or 0) - (skill.level or 0) for skill in known],
            "arrayminus": [(skill.level or 0) - (skill.low or 0) for skill in known],
            "color": QUIET,
            "thickness": 5,
            "width": 0,
        },
        "customdata": [[skill.low, skill.high, skill.n] for skill in known],
        "hovertemplate": "%{y}: %{x:.1f}, between %{customdata[0]:.1f} and %{customdata[1]:.1f}, "
        "from %{customdata[2]} sources<extra></extra>",
    }
    return charts.figure(
        [trace],
        60 + 32 * len(known),
        yaxis={"autorange": "reversed", "showgrid": False},
        xaxis={**_SCALE, "title": charts.axis_title("Level, 1 to 5"), "zeroline": False},
    )


def trend(skill: SkillProgress) -> Figure:
    """The level over time in its range; dotted where something was practised."""
    known = [point for point in skill.points if point.level is not None]
    days = [point.on for point in known]
    band = {
        "type": "scatter",
        "x": [*days, *reversed(days)],
        "y": [*[point.high for point in known], *[point.low for point in reversed(known)]],
        "fill": "toself",
        "fillcolor": "rgba(75,127,208,0.16)",
        "line": {"width": 0},
        "hoverinfo": "skip",
        "mode": "lines",
    }
    line = {
        "type": "scatter",
        "x": days,
        "y": [point.level for point in known],
        "mode": "lines+markers",
        "line": {"color": ACCENT, "width": 2},
        "marker": {"size": 7},
        "customdata": [[point.low, point.high, point.n] for point in known],
        "hovertemplate": "%{x|%-d %b %Y}: %{y:.1f}, between %{customdata[0]:.1f} and "
        "%{customdata[1]:.1f}, from %{customdata[2]} sources<extra></extra>",
    }
    marks = [
        {
            "type": "line",
            "x0": one.practised_at,
            "x1": one.practised_at,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": QUIET, "width": 1, "dash": "dot"},
        }
        for one in skill.practised
    ]
    return charts.figure(
        [band, line],
        240,
        shapes=marks,
        yaxis={**_SCALE, "title": charts.axis_title("Level")},
        xaxis={"tickformat": "%b %Y", "showgrid": False},
    )


def heat_map(members: Sequence[Member], skills: Sequence[SkillLevel]) -> Figure:
    """People (rows) by skill (columns): the level, with a tilde where its range is wide."""
    found = [[member.skill(skill.skill_area) for skill in skills] for member in members]
    trace = {
        "type": "heatmap",
        "z": [[one.level for one in row] for row in found],
        "text": [[_cell(one) for one in row] for row in found],
        "customdata": [[[one.low, one.high, one.n] for one in row] for row in found],
        "texttemplate": "%{text}",
        "textfont": {"color": "white", "size": 13},
        "hoverongaps": False,
        "x": [_broken(skill.title) for skill in skills],
        "y": [safe.chart(member.person.name) for member in members],
        "colorscale": [[0, DEEP["red"]], [0.5, SLATE], [1, DEEP["green"]]],
        "zmin": 1.5,
        "zmax": 4.5,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": "%{y}, %{x}: %{z:.1f}, between %{customdata[0]:.1f} and %{customdata[1]:.1f}, "
        "from %{customdata[2]} sources<extra></extra>",
    }
    return charts.figure(
        [trace],
        96 + 36 * len(members),
        yaxis={"autorange": "reversed", "showgrid": False},
        xaxis={"side": "top", "showgrid": False, "tickfont": {"size": 11}},
    )


def _broken(title: str) -> str:
    """A title a word a line, so that nine of them fit side by side."""
    return safe.chart(title).replace(" ", "<br>").replace("-", "-<br>")


def _cell(skill: SkillLevel) -> str:
    if skill.level is None:
        return ""
    is_wide = (skill.high or 0) - (skill.low or 0) > _WIDE
    return f"{'~' if is_wide else ''}{skill.level:.1f}"
