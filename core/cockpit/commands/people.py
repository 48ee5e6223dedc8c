"""People by name, as typed: every word must begin one of the name's own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from core.accounts import AccountRef
from core.accounts.find import likeliest
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.cockpit.query import fetch, statement
from core.errors import Ambiguous, NotFound
from core.store import Reader


@dataclass(frozen=True)
class PersonRef:
    """A contact and the account they are at."""

    contact_key: int
    contact_id: str
    name: str
    title: str | None
    is_executive: bool
    account_key: int
    account_name: str
    source_system: str
    account_id: str

    @property
    def label(self) -> str:
        """For people to choose by, e.g. ``Robert Kim, CFO, Acme``."""
        return ", ".join(part for part in (self.name, self.title, self.account_name) if part)


def people_named(
    store: Reader, actor: Actor, text: str, as_of: date, *, account_key: int | None = None
) -> tuple[PersonRef, ...]:
    """Active contacts so named; those whose whole name it is, where there are any."""
    require(actor, Permission.ACCOUNT_READ)
    words = folded(text).split()
    if not words:
        return ()
    asked = {**viewer(actor), "as_of": as_of, "words": words, "account_key": account_key}
    found = fetch(store, "command_people", asked, PersonRef)
    exact = tuple(person for person in found if folded(person.name).split() == words)
    return exact or found


def find_person(
    store: Reader, actor: Actor, account: AccountRef, text: str, as_of: date
) -> PersonRef:
    """The one contact of the account that ``text`` names: identifier, key, or name.

    Raises :class:`~core.errors.Ambiguous` when it names several, and :class:`~core.errors.NotFound`
    with the likeliest names when it names none.
    """
    require(actor, Permission.ACCOUNT_READ)
    asked = {
        **viewer(actor),
        "as_of": as_of,
        "text": text.strip().lower(),
        "account_key": account.account_key,
    }
    found = fetch(store, "person_by_identifier", asked, PersonRef) or people_named(
        store, actor, text, as_of, account_key=account.account_key
    )
    if len(found) == 1:
        return found[0]
    if found:
        options = tuple(f"{person.label} ({person.contact_id})" for person in found)
        raise Ambiguous(f"{text!r} names {len(found)} contacts.", "Give the identifier.", options)
    names = names_of_people(store, actor, as_of, account_key=account.account_key)
    likely = likeliest(text, names) or names[:3]
    raise NotFound(
        f"{account.name} has no contact {text!r}.",
        f"There is {' or '.join(likely)}." if likely else "Import its contacts first.",
    )


def names_of_people(
    store: Reader, actor: Actor, as_of: date, *, account_key: int | None = None
) -> list[str]:
    """All names that could be meant, to suggest from."""
    require(actor, Permission.ACCOUNT_READ)
    asked = {**viewer(actor), "as_of": as_of, "account_key": account_key}
    return [row["name"] for row in store.rows(statement("command_people_names"), asked)]


def folded(text: str) -> str:
    """Lower case, without accents, words separated by one blank: as names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", kept).strip()
