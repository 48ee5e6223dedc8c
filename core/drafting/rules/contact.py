"""Rules about the person: whether they are there, may be written to, and have a working address."""

from __future__ import annotations

from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.situation import Situation

_SUPPRESSIONS = "Whoever may manage suppressions, by ending this one with a reason."


def recipient(situation: Situation) -> Block | None:
    """A letter needs a person with an address, at the account it speaks of."""
    person = situation.recipient
    if not situation.needs_recipient:
        return None
    if person is None:
        return Block(
            RuleName.RECIPIENT, "No recipient is known any more.", "Nobody: choose a person."
        )
    if not person.email:
        return Block(
            RuleName.RECIPIENT,
            f"No e-mail address of {person.name} is known.",
            "Whoever imports contacts, with this person's address.",
        )
    if person.account_key != situation.request.account_key:
        return Block(
            RuleName.RECIPIENT,
            f"{person.name} no longer belongs to this account.",
            "Nobody: choose a person at the account.",
        )
    return None


def left(situation: Situation) -> Block | None:
    """Someone who left is not written to at the old place."""
    person = situation.recipient
    if person is None or person.status != "left":
        return None
    when = f" on {person.left_on:%-d %B %Y}" if person.left_on else ""
    return Block(
        RuleName.LEFT,
        f"{person.name} was seen to have left{when}.",
        "Whoever may correct contacts, by setting the status back with a reason.",
    )


def consent(situation: Situation) -> Block | None:
    """Withdrawn consent ends all outreach."""
    person = situation.recipient
    if person is None or person.consent != "withdrawn":
        return None
    return Block(
        RuleName.CONSENT,
        f"{person.name} withdrew consent to be contacted.",
        "Only the person, whose new consent an import brings.",
    )


def suppression(situation: Situation) -> Block | None:
    """Who asked us to stop is not written to."""
    if not situation.suppressions:
        return None
    entry = situation.suppressions[0]
    what = {
        "contact": "This person",
        "address": entry.value,
        "domain": f"Everyone at {entry.value}",
    }
    until = f" until {entry.until_on:%-d %B %Y}" if entry.until_on else ""
    return Block(
        RuleName.SUPPRESSION,
        f"{what[entry.scope]} is not to be written to{until}: {entry.reason}"
        f" (recorded by {entry.suppressed_by}).",
        _SUPPRESSIONS,
    )


def bounced(situation: Situation) -> Block | None:
    """An address that bounced reaches nobody and harms the sender's name."""
    person = situation.recipient
    if person is None or person.bounced_at is None:
        return None
    return Block(
        RuleName.BOUNCED,
        f"Mail to {person.email} bounced on {person.bounced_at:%-d %B %Y}.",
        "A manager who knows that the address works, with a reason.",
        liftable=True,
    )
