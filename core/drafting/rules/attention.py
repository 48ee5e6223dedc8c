"""Rules about an executive's attention: how much reaches one person, and who else of ours writes."""

from __future__ import annotations

from datetime import timedelta

from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.situation import Situation
from core.drafting.tracking.model import Touch

WEEK_DAYS = 7
MONTH_DAYS = 30
_MANAGER = "A manager, with a reason"


def attention(situation: Situation) -> Block | None:
    """Messages to one executive over all systems stay within the budget of a week and a month."""
    person = situation.recipient
    if person is None:
        return None
    budget = situation.budget
    for days, limit, period in (
        (WEEK_DAYS, budget.week_max, "seven days"),
        (MONTH_DAYS, budget.month_max, "thirty days"),
    ):
        count = most_within(situation, days)
        if count + 1 > limit:
            return Block(
                RuleName.ATTENTION,
                f"With this one, {count + 1} messages of ours would reach {person.name} within"
                f" {period}; the budget is {limit}.",
                f"{_MANAGER}; or send it later.",
                liftable=True,
            )
    return None


def most_within(situation: Situation, days: int) -> int:
    """The most messages to the recipient in any ``days`` days that contain the planned one."""
    counted = [touch.on for touch in situation.to_recipient if touch.counts]
    span = timedelta(days=days - 1)
    starts = [situation.day - span + timedelta(days=shift) for shift in range(days)]
    return max(sum(start <= on <= start + span for on in counted) for start in starts)


def collision(situation: Situation) -> Block | None:
    """Outreach is coordinated: nobody else of ours writes to the same executives at the same time."""
    if situation.recipient is None:
        return None
    span = timedelta(days=situation.budget.collision_days)
    person = situation.recipient.contact_key
    close = [
        touch
        for touch in situation.from_colleagues
        if abs(touch.on - situation.day) <= span
        and (touch.contact_key == person or (touch.is_executive and situation.is_to_executive))
    ]
    if not close:
        return None
    touch = min(close, key=lambda one: (abs(one.on - situation.day), one.contact_name))
    return Block(
        RuleName.COLLISION,
        _said(touch, len(close) - 1),
        f"{_MANAGER}, or {touch.by or 'the colleague'} by giving way.",
        liftable=True,
    )


def _said(touch: Touch, others: int) -> str:
    who = touch.by or "Someone of ours"
    did = {
        "open": f"has an open draft to {touch.contact_name}",
        "approved": f"has an approved draft to {touch.contact_name}",
        "in_gmail": f"has a draft to {touch.contact_name} in the mailbox",
    }.get(touch.status, f"wrote to {touch.contact_name}")
    more = f" (and {others} more)" if others else ""
    return f"{who} {did} on {touch.on:%-d %B %Y}{more}: coordinate with the account team."
