"""What in the data calls for a word with an executive, and why (S1.11, S2.5)."""

from core.sponsors.triggers.find import triggers
from core.sponsors.triggers.rules import RULES, Trigger, TriggerRule

__all__ = ["RULES", "Trigger", "TriggerRule", "triggers"]
