"""When daily scans would have warned: the rule of an escalation, over a series of scores.

A warning opens when the score crosses below ``escalation_score`` or the colour worsens against the scan
before, whichever is first, and only one is open at a time. It closes after ``recovery_scans`` scans in a
row that are better than the one that opened it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.health.simulator.model import Colour, Warned
from core.policy import Policy

_RANK = {"red": 0, "amber": 1, "green": 2}


@dataclass(frozen=True)
class Rule:
    """The thresholds of a warning, of one tier."""

    escalation_score: float
    recovery_scans: int

    @classmethod
    def of(cls, policy: Policy, tier: str | None) -> Rule:
        return cls(
            policy.value("escalation_score", tier), int(policy.value("recovery_scans", tier))
        )


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
    opened: tuple[date, Colour, str] | None = None
    better = 0
    for day, now in zip(days, series, strict=True):
        if now is None or now.score is None:
            continue
        if opened is None:
            cause = _cause(before, now, rule)
            if cause:
                opened, better = (day, now, cause), 0
        else:
            better = better + 1 if _is_better(now, opened[1], rule) else 0
            if better >= rule.recovery_scans:
                yield Warned(account_key, opened[0], day, opened[2])
                opened = None
        before = now
    if opened is not None:
        yield Warned(account_key, opened[0], None, opened[2])


def _cause(before: Colour | None, now: Colour, rule: Rule) -> str:
    if before is None or before.score is None or now.score is None:
        return ""
    if before.score >= rule.escalation_score > now.score:
        return "score"
    return "colour" if _RANK[now.rag] < _RANK[before.rag] else ""


def _is_better(now: Colour, opening: Colour, rule: Rule) -> bool:
    above = now.score is not None and now.score >= rule.escalation_score
    return above and _RANK[now.rag] > _RANK[opening.rag]
