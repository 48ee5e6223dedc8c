"""The parts of a reading as columns of a table."""

from __future__ import annotations

from core.capture.explained import Part
from core.ui import words
from core.ui.tables import Column


def _certainty(part: Part) -> str:
    return f"{'●' if part.is_sure else '▲'} {words.percent(part.confidence)}"


PARTS = (
    Column("Part", "title", width=140),
    Column("Read as", "value", width=150),
    Column("Certain", _certainty, width=90),
    Column("Because", "because", width="large"),
    Column("Or else", lambda part: "; ".join(part.others) or words.NONE, width="medium"),
)
