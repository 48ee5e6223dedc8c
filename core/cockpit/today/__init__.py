"""What to do now: suggestions from the data, ranked, and what was said of each."""

from core.cockpit.today.cards import Card, today
from core.cockpit.today.decide import Decision, Usefulness, decide, usefulness
from core.cockpit.today.priority import Factor, Priority

__all__ = [
    "Card",
    "Decision",
    "Factor",
    "Priority",
    "Usefulness",
    "decide",
    "today",
    "usefulness",
]
