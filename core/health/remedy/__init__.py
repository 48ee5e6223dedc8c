"""The smallest change to green: what to close and restore, cheapest first, by the model itself."""

from core.health.remedy.find import PLANS, smallest_change
from core.health.remedy.model import Action, ActionKind, Plan, Remedy, Step
from core.health.remedy.say import as_json, sentence, todo

__all__ = [
    "PLANS",
    "Action",
    "ActionKind",
    "Plan",
    "Remedy",
    "Step",
    "as_json",
    "sentence",
    "smallest_change",
    "todo",
]
