"""Which records may be of one company or person: declared models, trained on the records themselves."""

from core.capture.identity.matching.declared import Declared, declared
from core.capture.identity.matching.evidence import Step, explain, probability_of, times_as_likely
from core.capture.identity.matching.running import MatchRun, is_due, match

__all__ = [
    "Declared",
    "MatchRun",
    "Step",
    "declared",
    "explain",
    "is_due",
    "match",
    "probability_of",
    "times_as_likely",
]
