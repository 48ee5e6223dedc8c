"""Executive sponsors: who they are, how engaged, and from which rows that follows."""

from core.sponsors.model import Executive, SponsorScore
from core.sponsors.score import as_json, score

__all__ = ["Executive", "SponsorScore", "as_json", "score"]
