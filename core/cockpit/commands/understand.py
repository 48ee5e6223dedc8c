"""From a typed command to what is meant: one command, or several to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.accounts import AccountRef, find_account
from core.accounts.find import likeliest
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.commands.grammar import Reading, readings
from core.cockpit.commands.people import PersonRef, names_of_people, people_named
from core.cockpit.commands.vocabulary import EXAMPLES, Intent
from core.errors import Ambiguous, InvalidInput, NotFound
from core.store import Reader

LONGEST = 300


@dataclass(frozen=True)
class Command:
    """What is to be done. ``purpose`` is empty where the command named none."""

    intent: Intent
    kind: str
    purpose: str
    account: AccountRef
    person: PersonRef | None = None

    @property
    def label(self) -> str:
        """For people to choose by."""
        return self.person.label if self.person else self.account.label


@dataclass(frozen=True)
class Understood:
    """One command, or several with the question that decides between them."""

    commands: tuple[Command, ...]
    question: str = ""


def understand(store: Reader, actor: Actor, text: str, as_of: date) -> Understood:
    """What ``text`` means among the accounts the actor may see.

    Raises :class:`~core.errors.InvalidInput` when it is no command and
    :class:`~core.errors.NotFound`, with the likeliest names, when it names nobody known.
    """
    require(actor, Permission.ACCOUNT_READ)
    if len(text) > LONGEST:
        raise InvalidInput("The command is too long.", f"Use at most {LONGEST} characters.")
    found = readings(text)
    if not found:
        raise InvalidInput(
            f"{text.strip()!r} is no command.", f"Try: {EXAMPLES[0]}; {EXAMPLES[1]}."
        )
    for reading in found:
        if commands := _commands(store, actor, reading, as_of):
            question = ""
            if len(commands) > 1:
                question = f"Which {reading.person or reading.account}?"
            return Understood(commands, question)
    raise NotFound(
        f"Nobody and no account is so named: {text.strip()!r}.", _likely(store, actor, found, as_of)
    )


def _commands(store: Reader, actor: Actor, reading: Reading, as_of: date) -> tuple[Command, ...]:
    thing = reading.thing
    if not reading.account:
        people = people_named(store, actor, reading.person, as_of)
        return tuple(_of(reading, _account(person), person) for person in people)
    accounts = _accounts(store, actor, reading.account)
    if not reading.person:
        return tuple(
            Command(thing.intent, thing.kind, thing.purpose, account) for account in accounts
        )
    return tuple(
        _of(reading, account, person)
        for account in accounts
        for person in people_named(
            store, actor, reading.person, as_of, account_key=account.account_key
        )
    )


def _of(reading: Reading, account: AccountRef, person: PersonRef) -> Command:
    thing = reading.thing
    return Command(thing.intent, thing.kind, thing.purpose, account, person)


def _account(person: PersonRef) -> AccountRef:
    return AccountRef(
        person.account_key, person.source_system, person.account_id, person.account_name
    )


def _accounts(store: Reader, actor: Actor, text: str) -> tuple[AccountRef, ...]:
    try:
        return (find_account(store, actor, text),)
    except Ambiguous as several:
        return tuple(
            find_account(store, actor, option.rpartition("(")[2].rstrip(")"))
            for option in several.options
        )
    except NotFound:
        return ()


def _likely(store: Reader, actor: Actor, found: tuple[Reading, ...], as_of: date) -> str:
    for reading in found:
        if not (reading.account and reading.person):
            continue
        accounts = _accounts(store, actor, reading.account)
        if len(accounts) == 1:
            names = names_of_people(store, actor, as_of, account_key=accounts[0].account_key)
            likely = likeliest(reading.person, names) or names[:3]
            if likely:
                return f"At {accounts[0].name} there is {' or '.join(likely)}."
    try:
        find_account(store, actor, found[-1].account or found[-1].person)
    except NotFound as unknown:
        return unknown.remedy
    return "Look the account up in the list."
