"""Who is to be erased: one person with all that identifies them in every system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.erased import Mentions
from core.errors import Ambiguous, InvalidInput, NotFound
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Person:
    """``mentions`` identify them in text; keys and references are of their rows.

    ``has_namesakes``: another person bears the name, which therefore identifies neither.
    """

    mentions: Mentions
    contact_keys: frozenset[int] = frozenset()
    lead_keys: frozenset[int] = frozenset()
    has_namesakes: bool = False

    @property
    def references(self) -> list[str]:
        """``system:identifier`` of their rows."""
        return sorted(f"{system}:{one}" for system, one in self.mentions.ids)


def find_person(reader: Reader, actor: Actor, text: str) -> Person:
    """The one person that ``text`` names: an e-mail address, identifier, key or full name.

    All contacts and leads that share an address are one person, in whatever system, and so are contacts
    that were merged. An address that no contact has is taken as it is. Raises :class:`~core.errors.Ambiguous` when a name or identifier
    means several, :class:`~core.errors.NotFound` when it means none, and
    :class:`~core.errors.InvalidInput` for one of our own people.
    """
    require(actor, Permission.PERSON_ERASE)
    asked = text.strip().lower()
    rows = reader.rows(load_sql(SQL, "person_rows"), {"text": asked})
    own = [row for row in rows if row["found"]]
    is_address = "@" in asked
    if not own and not (is_address and asked):
        raise NotFound(f"No contact or lead {text!r} is known.", "Give their e-mail address.")
    if not is_address:
        _refuse_several(text, own)
    own = _with_shared(rows, own)
    emails = {row["email"] for row in own if row["email"]} | ({asked} if is_address else set())
    _refuse_own_people(reader, emails)
    return _person(reader, own, frozenset(emails))


def _refuse_several(text: str, own: Sequence[Row]) -> None:
    """A name or a bare identifier can mean people who share no address and were not merged."""
    people = {
        row["cluster_key"] or row["email"] or f"{row['source_system']}:{row['source_id']}"
        for row in own
    }
    records = {(row["kind"], row["row_key"]) for row in own}
    if len(people) > 1 and len(records) > 1:
        options = tuple(
            sorted({row["email"] or f"{row['source_system']}:{row['source_id']}" for row in own})
        )
        raise Ambiguous(f"{text!r} means {len(options)} people.", "Give one of these.", options)


def _with_shared(rows: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Every version of the rows, those with the same address and those merged with them, until all are."""
    found, before = list(own), -1
    while len(found) != before:
        before = len(found)
        emails = {row["email"] for row in found if row["email"]}
        keys = {(row["kind"], row["row_key"]) for row in found}
        merged = {row["cluster_key"] for row in found if row["cluster_key"]}
        found = [
            row
            for row in rows
            if row["email"] in emails
            or (row["kind"], row["row_key"]) in keys
            or row["cluster_key"] in merged
        ]
    return found


def _refuse_own_people(reader: Reader, emails: set[str]) -> None:
    known = reader.value(
        "SELECT count(*) FROM (SELECT email FROM ops.user_account UNION ALL"
        " SELECT email FROM crm.team_member) WHERE list_contains($emails, lower(email))",
        {"emails": sorted(emails)},
    )
    if known:
        raise InvalidInput(
            "This is one of our own people, whose acts the audit log keeps.",
            "Disable their account; only people at customers can be erased.",
        )


def _person(reader: Reader, own: Sequence[Row], emails: frozenset[str]) -> Person:
    names = {row["full_name"] for row in own if len((row["full_name"] or "").split()) > 1}
    phones = {row["phone"] for row in own if row["phone"]}
    keys = {kind: {row["row_key"] for row in own if row["kind"] == kind} for kind in _KINDS}
    others = reader.rows(
        load_sql(SQL, "namesakes"),
        {
            "names": sorted(name.lower() for name in names),
            "phones": sorted(phones),
            "keys": sorted(keys["contact"] | keys["lead"]),
        },
    )
    # What is another person's too tells nobody apart: a namesake, or a switchboard's number.
    taken = {other["value"] for other in others if other["kind"] == "name"}
    shared = {other["value"] for other in others if other["kind"] == "phone"}
    every = [("contact", key) for key in keys["contact"]] + [("lead", key) for key in keys["lead"]]
    mentions = Mentions(
        emails,
        frozenset(name for name in names if name.lower() not in taken),
        frozenset(phone for phone in phones - shared if sum(map(str.isdigit, phone)) > 6),
        frozenset((row["source_system"], row["source_id"]) for row in own),
        frozenset(
            text
            for kind, key in every
            for text in (f"crm.{kind}/{key}", *([str(key)] if key > 10**9 else []))
        ),
    )
    named_alike = any(name.lower() in taken for name in names)
    return Person(mentions, frozenset(keys["contact"]), frozenset(keys["lead"]), named_alike)


_KINDS = ("contact", "lead")
