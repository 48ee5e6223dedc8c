"""Which sets of actions can be the cheapest: few of the many, and the cheapest is among them.

A score never falls when a ticket is closed or an integration restored, and it asks three things of
what is left: the worst critical ticket, how many tickets, and the worst integration. So for each worst
ticket and each worst integration that may stay, everything worse must go, and beyond that only the
number of tickets counts: the cheapest go first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class OpenTicket:
    """An open ticket: ``limits`` is its age in multiples of its limit, ``None`` unless critical."""

    ticket_key: int
    number: str
    subject: str
    priority: str
    age_days: float
    limits: float | None
    effort_hours: float


@dataclass(frozen=True)
class Link:
    """An integration as it is, with ``min_api_calls`` as in :class:`~core.health.remedy.Action`."""

    integration: str
    share: float
    silence_hours: float
    is_dropped: bool
    reference: str
    min_api_calls: int | None


@dataclass(frozen=True)
class Option:
    """A set of actions."""

    closed: tuple[OpenTicket, ...]
    restored: tuple[Link, ...]
    restore_hours: float

    @cached_property
    def effort_hours(self) -> float:
        """What the set costs, without the noise of adding floats in another order."""
        efforts = [ticket.effort_hours for ticket in self.closed]
        return round(sum(efforts) + self.restore_hours * len(self.restored), 6)

    @cached_property
    def marks(self) -> frozenset[int | str]:
        """What it acts on, to tell whether one set holds another."""
        return frozenset(t.ticket_key for t in self.closed) | {
            link.integration for link in self.restored
        }


@dataclass(frozen=True)
class Frame:
    """What must go for a worst ticket and a worst integration to stay, and what may go besides."""

    closed: tuple[OpenTicket, ...]
    spare: tuple[OpenTicket, ...]
    restored: tuple[Link, ...]
    restore_hours: float

    def option(self, extra: int) -> Option:
        """The set that closes the ``extra`` cheapest of the spare tickets as well."""
        return Option(self.closed + self.spare[:extra], self.restored, self.restore_hours)


def frames(
    tickets: Sequence[OpenTicket], links: Sequence[Link], restore_hours: float
) -> Iterator[Frame]:
    """Every combination of a worst ticket and worst integration that may stay.

    A ticket over its limit trips a rule, and no rule leaves a score of green (the policy sees to that), so
    none of those may stay.
    """
    limits = {t.limits for t in tickets if t.limits is not None and t.limits <= 1}
    for worst in sorted({0.0, *limits}, reverse=True):
        closed = tuple(t for t in tickets if t.limits is not None and t.limits > worst)
        gone = {ticket.ticket_key for ticket in closed}
        spare = sorted((t for t in tickets if t.ticket_key not in gone), key=_cheapest_first)
        for restored in _restorable(links):
            yield Frame(closed, tuple(spare), restored, restore_hours)


def _cheapest_first(ticket: OpenTicket) -> tuple[float, float, float, int]:
    """Among equally cheap ones, those that weigh most, then the oldest."""
    return (ticket.effort_hours, -(ticket.limits or 0.0), -ticket.age_days, ticket.ticket_key)


def _restorable(links: Sequence[Link]) -> list[tuple[Link, ...]]:
    """The sets to restore: all with fewer points left than one bound, or longer silent than another."""
    shares = {1.0, *(link.share for link in links)}
    silences = {0.0, *(link.silence_hours for link in links)}
    found = {
        tuple(link for link in links if link.share < least or link.silence_hours > most)
        for least in shares
        for most in silences
    }
    return sorted(found, key=lambda chosen: (len(chosen), [link.integration for link in chosen]))
