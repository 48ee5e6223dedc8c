"""Which people of a customer a text speaks of: by name, or by what they are ("the CFO", "my champion")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.accounts import AccountRef
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.model import PersonMeant
from core.coaching.situation.accounts import folded
from core.drafting.gathering.names import person_aliases
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
_OFFICES = {
    "ceo": ("ceo", "chief executive"),
    "cfo": ("cfo", "chief financial", "finance director"),
    "cto": ("cto", "chief technology", "chief technical"),
    "cio": ("cio", "chief information officer"),
    "coo": ("coo", "chief operating", "chief operations"),
    "cmo": ("cmo", "chief marketing"),
    "cro": ("cro", "chief revenue"),
    "ciso": ("ciso", "chief information security"),
    "cpo": ("cpo", "chief product", "chief people", "chief procurement"),
    "chro": ("chro", "chief human", "chief people"),
}
_FUNCTIONS = {
    "cfo": ("finance",),
    "cto": ("technology", "engineering", "it"),
    "cio": ("it", "technology", "data"),
    "ciso": ("security", "it"),
    "coo": ("operations",),
    "cmo": ("marketing",),
    "cro": ("sales",),
    "cpo": ("product",),
    "chro": ("hr", "people"),
}
"""Functions whose executive stands nearest to an office that nobody on record holds."""
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class PeopleFound:
    """``people`` are those meant; ``office`` is what was named though nobody is known for it.

    With both, the people are those nearest to the office.
    """

    people: tuple[PersonMeant, ...]
    office: str = ""


@dataclass(frozen=True)
class PersonAt:
    """A contact named in a text, and the account they are at."""

    person: PersonMeant
    account: AccountRef


def people_meant(
    store: Reader, actor: Actor, account_key: int, text: str, as_of: date
) -> PeopleFound:
    """People of one account: by name first, then by office or part, where just one has it."""
    require(actor, Permission.ACCOUNT_READ)
    rows = store.rows(load_sql(SQL, "people_known"), {"account_key": account_key, "as_of": as_of})
    said = f" {folded(text)} "
    named = [row for row in rows if _is_named(row, text, said, rows)]
    if named:
        return PeopleFound(tuple(_person(row) for row in named))
    return _by_office(rows, said) or _by_part(rows, said) or PeopleFound(())


def people_anywhere(store: Reader, actor: Actor, text: str) -> tuple[PersonAt, ...]:
    """Contacts whose full name stands in the text, at any account the actor may see."""
    require(actor, Permission.ACCOUNT_READ)
    asked = {**viewer(actor), "text": f" {folded(text)} "}
    rows = store.rows(load_sql(SQL, "people_named"), asked)
    return tuple(
        PersonAt(
            _person(row),
            AccountRef(
                row["account_key"], row["source_system"], row["source_id"], row["account_name"]
            ),
        )
        for row in rows
    )


def _is_named(row: Row, text: str, said: str, rows: Sequence[Row]) -> bool:
    """By the whole name, or by a part of it that is written like a name and is nobody else's here."""
    name = str(row["full_name"])
    if f" {folded(name)} " in said:
        return True
    for alias in person_aliases(name):
        if len(alias) < _SHORTEST_NAME or not re.search(rf"\b{re.escape(alias)}\b", text):
            continue
        bearers = [one for one in rows if alias in person_aliases(str(one["full_name"]))]
        if len(bearers) == 1:
            return True
    return False


def _by_office(rows: Sequence[Row], said: str) -> PeopleFound | None:
    for office, titles in _OFFICES.items():
        if not any(f" {form} " in said for form in (office, *titles)):
            continue
        holders = [row for row in rows if not row["has_left"] and _holds(row, office, titles)]
        if holders:
            return PeopleFound((_person(holders[0]),)) if len(holders) == 1 else PeopleFound(())
        nearest = [
            row
            for row in rows
            if not row["has_left"]
            and row["is_executive"]
            and row["function"] in _FUNCTIONS.get(office, ())
        ]
        return PeopleFound(tuple(_person(row) for row in nearest[:1]), office.upper())
    return None


def _by_part(rows: Sequence[Row], said: str) -> PeopleFound | None:
    """The champion, or the sponsor, where the data know just one."""
    here = [row for row in rows if not row["has_left"]]
    parts = {
        "champion": [row for row in here if row["role"] == "champion"],
        "sponsor": [row for row in here if row["is_marked_primary"]],
    }
    for word, holders in parts.items():
        if f" {word} " in said and len(holders) == 1:
            return PeopleFound((_person(holders[0]),))
    return None


def _holds(row: Row, office: str, titles: Sequence[str]) -> bool:
    title = f" {folded(str(row['title']))} "
    return f" {office} " in title or any(part in title for part in titles)


def _person(row: Row) -> PersonMeant:
    return PersonMeant(int(row["contact_key"]), str(row["full_name"]), str(row["title"]))
