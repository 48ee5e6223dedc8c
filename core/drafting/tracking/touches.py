"""What touches executives: imported messages and meetings, and drafts, in one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.drafting.tracking.model import Touch
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"
_SCOPE, _EVERYONES = "ops.visible_account($viewer, $sees_all)", "ops.golden_account"
"""Rules look at every book; planning the search for whose it is would take as long as all the rest."""


@dataclass(frozen=True)
class Asked:
    """Days and people: those of an account, those with one of the addresses, or, with neither, all.

    ``as_of`` is the date of the mart that is read.
    """

    as_of: date
    start: date
    end: date
    account_key: int | None = None
    emails: tuple[str, ...] = ()


def touches(
    reader: Reader, asked: Asked, viewer: Mapping[str, object] | None = None
) -> tuple[Touch, ...]:
    """Touches by day. ``viewer`` limits them to the accounts someone sees; without it, all."""
    sql = load_sql(SQL, "touches")
    rows = reader.rows(
        sql.replace(_SCOPE, _EVERYONES) if viewer is None else sql,
        {
            **(viewer or {}),
            "account_key": asked.account_key,
            "emails": [email.lower() for email in asked.emails],
            "as_of": asked.as_of,
            "starts_on": asked.start,
            "ends_on": asked.end,
        },
    )
    return tuple(
        Touch(
            on=row["occurred_on"],
            account_key=row["account_key"],
            account_name=row["account_name"] or "",
            contact_key=row["contact_key"],
            contact_name=row["contact_name"] or "",
            contact_email=row["email"] or "",
            by=row["sent_by"],
            what=row["what"],
            source=row["source"],
            status=row["status"],
            counts=row["counts"],
            draft_id=row["draft_id"],
            reference=row["reference"],
            is_executive=row["is_executive"],
            shares_address=row["shares_address"],
        )
        for row in rows
    )
