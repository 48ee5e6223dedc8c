"""What charts show, and what they leave out."""

from __future__ import annotations

from core.cockpit import HeatCell
from core.ui.charts import heat_map


def test_the_heat_map_leaves_a_cell_without_executives_blank() -> None:
    found = heat_map([HeatCell("enterprise", "engaged", 3, 2)], ["enterprise", ""], "")
    (trace,) = found["data"]
    assert [value for value in trace["z"][0] if value] == [3]
    assert set(trace["z"][1]) == {None}
    assert set(trace["text"][1]) == {""}
    assert trace["y"] == ["Enterprise", "No tier given"]
