"""Second looks: green accounts that may not be, and statements that contradict each other."""

from core.cockpit.second_look.catalogue import catalogue
from core.cockpit.second_look.look import contradictions, watermelons
from core.cockpit.second_look.model import Contradiction, Looked, Signal, Watermelon
from core.cockpit.second_look.rows import (
    ContradictionRow,
    WatermelonRow,
    contradiction_rows,
    watermelon_rows,
)
from core.cockpit.second_look.say import contradiction_json, watermelon_json

__all__ = [
    "Contradiction",
    "ContradictionRow",
    "Looked",
    "Signal",
    "Watermelon",
    "WatermelonRow",
    "catalogue",
    "contradiction_json",
    "contradiction_rows",
    "contradictions",
    "watermelon_json",
    "watermelon_rows",
    "watermelons",
]
