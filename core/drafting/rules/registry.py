"""All rules, one line each, in the order in which they are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from core.drafting.rules import attention, contact, content, region, role
from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.situation import Situation

Rule = Callable[[Situation], Block | None]

RULES: dict[RuleName, Rule] = {
    RuleName.ROLE: role.role,
    RuleName.RECIPIENT: contact.recipient,
    RuleName.LEFT: contact.left,
    RuleName.CONSENT: contact.consent,
    RuleName.SUPPRESSION: contact.suppression,
    RuleName.BOUNCED: contact.bounced,
    RuleName.REGION: region.region,
    RuleName.QUIET_HOURS: region.quiet_hours,
    RuleName.OPERATIONAL_ISSUE: content.operational_issue,
    RuleName.TICKET_DETAIL: content.ticket_detail,
    RuleName.MEETING_TIME: content.meeting_time,
    RuleName.ATTENTION: attention.attention,
    RuleName.COLLISION: attention.collision,
    RuleName.WORDS: content.words,
}

STANDING = frozenset(
    {
        RuleName.RECIPIENT,
        RuleName.LEFT,
        RuleName.CONSENT,
        RuleName.SUPPRESSION,
        RuleName.BOUNCED,
        RuleName.REGION,
        RuleName.OPERATIONAL_ISSUE,
    }
)
"""Rules about the person and the matter, not the moment: when one begins to hold, an approval is void."""


def judge(situation: Situation, lifted: Mapping[RuleName, str] | None = None) -> tuple[Block, ...]:
    """What every rule says. A lifted rule no longer stops and says who lifted it and why."""
    found = []
    for name, rule in RULES.items():
        block = rule(situation)
        if block is None:
            continue
        lift = (lifted or {}).get(name)
        if lift is not None and block.liftable:
            block = replace(block, stops=False, who_could_lift=lift)
        found.append(block)
    return tuple(found)
