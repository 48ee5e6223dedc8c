"""What charts show, and what they leave out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import pytest
from plotly.tools import return_figure_from_figure_or_data

from core.cockpit import HeatCell
from core.cockpit.health import RuleCount
from core.cockpit.history import ScorePoint
from core.cockpit.portfolio import ArrMatrix, KpiPoint, MatrixCell, RagCount
from core.ui import charts
from core.ui.charts import heat_map
from core.ui.waterfall import waterfall


def test_the_heat_map_leaves_a_cell_without_executives_blank() -> None:
    found = heat_map([HeatCell("enterprise", "engaged", 3, 2)], ["enterprise", ""], "")
    (trace,) = found["data"]
    assert [value for value in trace["z"][0] if value] == [3]
    assert set(trace["z"][1]) == {None}
    assert set(trace["text"][1]) == {""}
    assert trace["y"] == ["Enterprise", "No tier given"]


def test_the_scores_of_an_account_are_named_beside_the_lines_not_on_them() -> None:
    found = charts.history(
        [
            ScorePoint(date(2026, 6, 30), system, score, "amber", 90, "scan")
            for system, score in (("health", 50), ("sponsors", 51))
        ],
        "",
    )
    assert found["layout"]["showlegend"]
    assert [trace["name"] for trace in found["data"]] == ["Sponsor engagement", "Technical health"]
    assert all("text" not in trace for trace in found["data"])


POINT = KpiPoint("exec_engagement_rate", date(2026, 6, 30), 0.4, 2, 5, "computed")
CELL = MatrixCell("red", "passive", "USD", 2, 0, Decimal(100))
FIGURES = {
    "heat map": heat_map([HeatCell("enterprise", "engaged", 3, 2)], ["enterprise", ""], ""),
    "sparkline": charts.sparkline([POINT], 0.6),
    "colours": charts.rag_bar([RagCount("red", 2, 1, 0)]),
    "matrix": charts.matrix(ArrMatrix((CELL,), ("USD",), ""), "USD", ("red", "passive")),
    "days": charts.daily([date(2026, 6, 30)], [3], "calls"),
    "rules": charts.rules([RuleCount("aged_critical_tickets", 3, 1)]),
    "history": charts.history(
        [ScorePoint(date(2026, 6, 30), "health", 50, "amber", 90, "scan")], ""
    ),
    "waterfall": waterfall([], score=50.0),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_one_that_plotlys_classes_take_and_is_sent_as_it_is(name: str) -> None:
    found = FIGURES[name]
    built = go.Figure(found).to_plotly_json()  # raises for a key or a value that Plotly lacks
    assert len(built["data"]) == len(found["data"])
    ready = return_figure_from_figure_or_data(charts.ready(found), validate_figure=True)
    assert ready == found
