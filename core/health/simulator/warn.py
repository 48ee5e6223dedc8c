"""When daily scans would have warned: the rule of an escalation, over a series of scores.

A warning opens when the score crosses below ``escalation_score`` or the colour worsens against the scan
before, whichever is first, and only one is open at a time. It closes after ``recovery_scans`` scans in a
row at or above that score and, where the colour had worsened, in a better one than the worst since.

This is what the watch over real scans does (``core.health.escalation``), and a test holds the two to each
other; here it runs over scores that were never recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.health.simulator.model import Colour, Warned
from core.policy import Policy

_RANK = {"red": 0, "amber": 1, "green": 2}


@dataclass(frozen=True)
class Rule:
    """The thresholds of a warning, of one tier."""

    escalation_score: float
    recovery_scans: int
    warns_first_seen: bool

    @classmethod
    def of(cls, policy: Policy, tier: str | None) -> Rule:
        """The thresholds that ``policy`` gives the tier."""
        return cls(
            policy.value("escalation_score", tier),
            int(policy.value("recovery_scans", tier)),
            bool(policy.value("escalate_first_seen", tier)),
        )


@dataclass(frozen=True)
class _Open:
    """A warning that stands: the worst colour since, and whether only a better one ends it."""

    on: date
    cause: str
    worst: int
    needs_better_colour: bool
    better: int = 0


def warnings(
    days: Sequence[date],
    series: Sequence[Mapping[int, Colour]],
    tiers: Mapping[int, str | None],
    policy: Policy,
) -> list[Warned]:
    """The warnings of the accounts in ``tiers``, by day; the first day only sets what is compared with."""
    rules = {tier: Rule.of(policy, tier) for tier in set(tiers.values())}
    found = [
        warned
        for account_key, tier in tiers.items()
        for warned in _of_account(
            account_key, days, [day.get(account_key) for day in series], rules[tier]
        )
    ]
    return sorted(found, key=lambda warned: (warned.opened_on, warned.account_key))


def _of_account(
    account_key: int, days: Sequence[date], series: Sequence[Colour | None], rule: Rule
) -> Iterator[Warned]:
    before: Colour | None = None
    standing: _Open | None = None
    for day, now in zip(days, series, strict=True):
        if now is None or now.score is None:
            continue
        if standing is None:
            is_first = day == days[0]
            standing = None if is_first else _opened(before, now, now.score, rule, day)
        else:
            standing = _followed(standing, now, now.score, rule)
            if standing.better >= rule.recovery_scans:
                yield Warned(account_key, standing.on, day, standing.cause)
                standing = None
        before = now
    if standing is not None:
        yield Warned(account_key, standing.on, None, standing.cause)


def _opened(
    before: Colour | None, now: Colour, score: float, rule: Rule, day: date
) -> _Open | None:
    is_below = score < rule.escalation_score
    if before is None or before.score is None:
        if not (is_below and rule.warns_first_seen):
            return None
        return _Open(day, "score", _RANK[now.rag], _RANK[now.rag] < _RANK["green"])
    is_worse = _RANK[now.rag] < _RANK[before.rag]
    if before.score >= rule.escalation_score and is_below:
        return _Open(day, "score", _RANK[now.rag], is_worse)
    return _Open(day, "colour", _RANK[now.rag], True) if is_worse else None


def _followed(standing: _Open, now: Colour, score: float, rule: Rule) -> _Open:
    rank = _RANK[now.rag]
    better = score >= rule.escalation_score and (
        rank > standing.worst or not standing.needs_better_colour
    )
    return replace(
        standing,
        better=standing.better + 1 if better else 0,
        worst=min(standing.worst, rank),
        needs_better_colour=standing.needs_better_colour or rank < standing.worst,
    )
