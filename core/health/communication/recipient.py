"""Whom a technical letter goes to where nobody was chosen: who works with the product, not who pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.errors import InvalidInput
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
ESCALATION, CHECKIN, REVIEW = "escalation_outreach", "health_checkin", "success_review"
_TO_EXECUTIVES = frozenset({REVIEW, "roadmap_preview"})
"""Kinds that may go to an executive where nobody else is known; they speak of no single issue then."""


@dataclass(frozen=True)
class Chosen:
    """A contact who would be written to; ``why`` says what makes them the reader, in a few words."""

    contact_key: int
    name: str
    title: str
    is_executive: bool
    why: str


def candidates(reader: Reader, account_key: int, as_of: date, kind: str) -> tuple[Chosen, ...]:
    """Who may be written to, the likeliest reader first; the marts must hold ``as_of``.

    Left out are people who left, have no working address, withdrew consent or are suppressed; executives
    too, unless the kind may go to them.
    """
    asked = {"account_key": account_key, "as_of": as_of}
    rows = reader.rows(load_sql(SQL, "candidates"), asked)
    kept = [row for row in rows if kind in _TO_EXECUTIVES or not row["is_executive"]]
    if kind != ESCALATION:
        # A letter that is about no single ticket goes to who looks after the account, then to reporters.
        kept.sort(key=_standing)
    return tuple(_chosen(row) for row in kept)


def default_recipient(reader: Reader, account_key: int, as_of: date, kind: str) -> Chosen:
    """The likeliest reader; raises InvalidInput where nobody may be written to."""
    found = candidates(reader, account_key, as_of, kind)
    if found:
        return found[0]
    raise InvalidInput(
        "Nobody at this account can be written to about technical matters: every known contact is an "
        "executive, left, has no working address, or is not to be contacted.",
        "Import a contact who works with the product, with an e-mail address, or choose a person.",
    )


def _standing(row: Row) -> tuple[bool, bool, bool]:
    return (
        bool(row["is_executive"]),
        row["role"] not in ("champion", "evaluator"),
        not row["is_technical"],
    )


def _chosen(row: Row) -> Chosen:
    return Chosen(
        row["contact_key"],
        row["full_name"],
        row["title"] or "",
        bool(row["is_executive"]),
        _why(row),
    )


def _why(row: Row) -> str:
    if row["critical_tickets"]:
        return f"reported {_counted(row['critical_tickets'], 'open critical ticket')}"
    if row["open_tickets"]:
        return f"reported {_counted(row['open_tickets'], 'open ticket')}"
    if row["role"] in ("champion", "evaluator"):
        return f"is {'a champion' if row['role'] == 'champion' else 'an evaluator'} on the account"
    if row["is_technical"]:
        return "works in a technical function"
    if row["recent_tickets"]:
        return f"reported {_counted(row['recent_tickets'], 'ticket')} within a year"
    return "is a contact of the account"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
