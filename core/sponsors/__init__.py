"""Executive sponsors: who they are, how engaged, and from which rows that follows."""

from core.sponsors.model import Executive, Factor, SponsorScore
from core.sponsors.score import as_json, score

__all__ = ["Executive", "Factor", "SponsorScore", "as_json", "score"]
