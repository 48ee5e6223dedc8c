"""Learning from what people say of the coach and from what the accounts did afterwards."""

from core.coaching.learning.helped import helped
from core.coaching.learning.model import Followed, HelpedCount, Outcome, Rating
from core.coaching.learning.outcomes import Tally, outcomes, tally
from core.coaching.learning.rate import rate, ratings

__all__ = [
    "Followed",
    "HelpedCount",
    "Outcome",
    "Rating",
    "Tally",
    "helped",
    "outcomes",
    "rate",
    "ratings",
    "tally",
]
