"""Ways to end a command that was begun, with names of what the actor may see."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import core.accounts.find as accounts
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.cockpit.commands.people import folded, names_of_people
from core.cockpit.commands.vocabulary import CONTACT, JOINTS, LEAVING, MAKE, OPEN, PLACES, THINGS
from core.cockpit.query import statement
from core.store import Reader, load_sql

_BEGINNINGS = (
    "Contact ",
    "Draft executive outreach for ",
    "Draft pre-QBR briefing for ",
    "Draft expansion conversation for ",
    "Executive brief for ",
    "Talking points for ",
    "Business impact summary for ",
    "Meeting proposal for ",
    "Sponsor report for ",
    "What if ",
    "Open ",
)


def complete(
    store: Reader, actor: Actor, text: str, as_of: date, *, limit: int = 8
) -> tuple[str, ...]:
    """Whole commands that begin like ``text``: beginnings first, then names in their place."""
    require(actor, Permission.ACCOUNT_READ)
    begun = re.sub(r"\s+", " ", text).lstrip()
    starts = [item for item in _BEGINNINGS if item.casefold().startswith(begun.casefold())]
    if starts:
        return tuple(starts[:limit])
    head, typed = _cut(begun)
    if not head:
        return ()
    wanted = folded(typed)
    names = _names(store, actor, head, as_of)
    found = [name for name in names if _begins(name, wanted)]
    return tuple(f"{head}{name}" for name in found[:limit])


def offers(store: Reader, actor: Actor, as_of: date, *, limit: int = 400) -> tuple[str, ...]:
    """Whole commands to choose from: executives to contact, accounts to open or report on.

    Of the accounts the actor sees, those with the most ARR first; ``limit`` bounds the people and
    accounts, not the commands.
    """
    require(actor, Permission.ACCOUNT_READ)
    rows = store.rows(
        statement("command_offers"), {**viewer(actor), "as_of": as_of, "limit": limit}
    )
    commands = [
        form.format(**row)
        for row in rows
        for form in (_OF_A_PERSON if row["person"] else _OF_AN_ACCOUNT)
    ]
    return tuple(dict.fromkeys(commands))


_OF_A_PERSON = ("Contact {person} at {account}",)
_OF_AN_ACCOUNT = (
    "Open {account}",
    "Draft executive outreach for {account}",
    "Sponsor report for {account}",
)


def _cut(text: str) -> tuple[str, str]:
    """The words before the name that is being typed, and what there is of the name."""
    words = "|".join(
        re.escape(word)
        for word in sorted(
            (*CONTACT, *OPEN, *JOINTS, *PLACES, *LEAVING, "what if"), key=len, reverse=True
        )
    )
    found = list(re.finditer(rf"(?:^| )(?:{words}) ", text, re.I))
    return (text[: found[-1].end()], text[found[-1].end() :]) if found else ("", "")


def _names(store: Reader, actor: Actor, head: str, as_of: date) -> list[str]:
    companies = [
        row["name"] for row in store.rows(load_sql(_ACCOUNTS, "account_names"), viewer(actor))
    ]
    before = head.casefold().split()
    if before[-1] in (*PLACES, *LEAVING) or before[0] in OPEN:
        return companies
    people = names_of_people(store, actor, as_of)
    makes = before[0] in MAKE or any(
        name in head.casefold() for thing in THINGS for name in thing.names
    )
    return [*companies, *people] if makes else [*people, *companies]


_ACCOUNTS: Path = accounts.SQL


def _begins(name: str, wanted: str) -> bool:
    words = f" {folded(name)}"
    return not wanted or f" {wanted}" in words
