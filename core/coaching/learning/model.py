"""What people said of the coach's turns, and what those turns and their documents were followed by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

PRIOR = 2.0
"""Answers assumed each way before any is given: a document is not judged by one rating."""

REACH = 0.3
"""A boost lies between 1 - REACH / 2 and 1 + REACH / 2: relevance decides, experience only tips."""


class Followed(StrEnum):
    """Whether somebody did what the coach proposed."""

    FOLLOWED = "followed"
    PARTLY = "partly"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Rating:
    """What somebody said of a turn of theirs. ``rating`` is 1 (useless) to 5 (just right), or not given."""

    interaction_id: int
    rating: int | None
    followed: Followed
    comment: str
    rated_at: datetime


@dataclass(frozen=True)
class HelpedCount:
    """How a document did where turns that cite it were rated or followed.

    ``n`` such turns, of which ``liked`` were rated 4 or 5 and ``followed`` followed, wholly or in part.
    Of those followed, ``compared`` have an account whose health score is known before and 30 days later;
    in ``better`` it rose by more than that of the accounts in the same state on the same days. ``good``
    and ``bad`` are the sums that the boost is made of.
    """

    document: str
    n: int
    liked: int
    followed: int
    compared: int
    better: int
    good: float
    bad: float

    @property
    def share(self) -> float:
        """Expected share of good turns, 0 to 1: the mean of Beta(PRIOR + good, PRIOR + bad)."""
        return (PRIOR + self.good) / (2 * PRIOR + self.good + self.bad)

    @property
    def boost(self) -> float:
        """What relevance is multiplied with: 1 without experience, never beyond its bounds."""
        return 1 + REACH * (self.share - 0.5)

    @property
    def said(self) -> str:
        """As the screen says it: counts, no cause."""
        times = "once" if self.n == 1 else f"{self.n} times"
        return f"Rated or followed {times}: rated 4 or 5 {_times(self.liked)}, followed {_times(self.followed)}."


@dataclass(frozen=True)
class Outcome:
    """A turn of one's own about an account, and what the data show of the account afterwards.

    Changes are points of the technical health score from the day of the turn; ``peers_30`` is the median
    change of the accounts that had the same status on that day, of which there are ``peers``. Empty where
    no scan is on record. Nothing here says that one caused the other.
    """

    interaction_id: int
    asked_on: date
    interaction_type: str
    subject: str
    account_key: int
    account_name: str
    rating: int | None
    followed: Followed
    score_before: float | None
    change_30: float | None
    peers_30: float | None
    change_60: float | None
    peers_60: float | None
    peers: int
    had_escalation: bool
    escalation_ended_on: date | None
    renewal_moved_on: date | None

    @property
    def is_better(self) -> bool | None:
        """Whether the score rose by more than that of its peers within 30 days; ``None`` where unknown."""
        if self.change_30 is None or self.peers_30 is None:
            return None
        return self.change_30 > self.peers_30


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
