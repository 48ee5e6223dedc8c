"""What the requesters of tickets write: as technical as they are, and now and then a wish of their own.

Only words are changed, of tickets that no story is about; when, how urgent and how long stays as it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from core.demo import ledger
from core.demo.dice import Dice, dice
from core.demo.material import texts
from core.demo.world import Account, Person, Ticket

_READ_DAYS = 300
_WISH_DAYS = 150
_SPOKEN = 0.4
_MISJUDGED = 0.15
_WITH_WISH = 0.4
_APART = ("Reporting", "Database")
_COMPONENT = {"high": "Integration", "low": "Administration"}


def add_voices(account: Account, start: date, end: date) -> None:
    """Give tickets of ``account`` the words of those who wrote them."""
    chance = dice("voices", account.company.slug)
    voices = {person.person_id: _voice(person, chance) for person in account.people}
    spoken = [
        index for index, ticket in enumerate(account.tickets) if _is_free(ticket, end, _READ_DAYS)
    ]
    for index in spoken:
        ticket = account.tickets[index]
        voice = voices.get(ticket.requester.person_id, "") if ticket.requester else ""
        if voice in _COMPONENT and chance.chance(_SPOKEN):
            words = chance.choice(texts()["voices"][voice])
            account.tickets[index] = replace(
                ticket, subject=words, body=words, component=_COMPONENT[voice]
            )
    _wish(account, chance, start, end)


def _voice(person: Person, chance: Dice) -> str:
    """How somebody writes; now and then the assessment in the CRM is wrong by the whole range."""
    if chance.chance(_MISJUDGED):
        return "low" if person.maturity == "high" else "high"
    return person.maturity


def _is_free(ticket: Ticket, end: date, days: int) -> bool:
    """Whether the ticket is recent and of those nobody looks at for its urgency."""
    is_recent = ticket.opened_at.date() > end - timedelta(days=days)
    return is_recent and ticket.priority in ("P3", "P4") and ticket.requester is not None


def _wish(account: Account, chance: Dice, start: date, end: date) -> None:
    free = [
        index for index, ticket in enumerate(account.tickets) if _is_free(ticket, end, _WISH_DAYS)
    ]
    used = [row["feature"] for row in ledger.features(account, start, end) if row["in_use"]]
    systems = {row["application"]: row["category"] for row in ledger.environment(account)}
    if not (free and used) or not chance.chance(_WITH_WISH):
        return
    theme = chance.choice(sorted(texts()["wishes"]))
    count = min(len(free), 4 if theme == "theme" else chance.randint(1, 2))
    apart = [name for name, category in systems.items() if category in _APART]
    names = apart if theme == "unconnected" and apart else list(systems)
    feature, system = chance.choice(used), chance.choice(names)
    words = chance.sample(texts()["wishes"][theme], min(count, len(texts()["wishes"][theme])))
    for index, text in zip(chance.sample(free, len(words)), words, strict=True):
        said = text.format(feature=feature, system=system)
        account.tickets[index] = replace(
            account.tickets[index], subject=said, body=said, component="Integration"
        )
