"""What became of drafts: sent, answered, and which ones are answered more often."""

from core.drafting.tracking.model import CalendarDay, DraftEvent, ResponseRate, ResponseRates, Touch

__all__ = ["CalendarDay", "DraftEvent", "ResponseRate", "ResponseRates", "Touch"]
