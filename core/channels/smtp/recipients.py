"""Whom an alert may go to: one's own people, whatever an import says.

An export whose owner column holds a customer's address must not make Rapport write to the customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.channels.mail import UnsafeMail
from core.channels.mail.address import safe_mailbox
from core.channels.notices.model import Notice
from core.channels.trouble import NotAddressed
from core.settings import Settings
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Recipients:
    """``to`` is told, ``copy`` as well when there is one. ``note`` names who could not be, and why."""

    to: str
    copy: str = ""
    note: str = ""


def recipients(reader: Reader, settings: Settings, notice: Notice) -> Recipients:
    """Who is told. Raises :class:`NotAddressed` when nobody may be.

    When the notice names no rep, the account's present owner is told; when the rep may not be told, the
    manager alone.
    """
    rep = notice.rep_email or reader.value(
        load_sql(SQL, "owner"), {"account_key": notice.account_key}
    )
    wanted = dict.fromkeys(filter(None, (one.strip() for one in (rep or "", notice.manager_email))))
    if not wanted:
        raise NotAddressed(
            f"{notice.account_name} has no owner to tell.",
            "Import the account with its owner's e-mail address.",
        )
    said = {one: refusal(reader, settings, one) for one in wanted}
    good = [one for one, reason in said.items() if not reason]
    note = " ".join(reason for reason in said.values() if reason)
    if not good:
        raise NotAddressed(
            note, "Correct the owner in the imported data, or see docs/channels.md on who is told."
        )
    bare = [safe_mailbox(one, "recipient") for one in good]
    return Recipients(bare[0], bare[1] if len(bare) > 1 else "", note)


def refusal(reader: Reader, settings: Settings, address: str) -> str:
    """Why ``address`` may not be written to; empty when it may."""
    try:
        bare = safe_mailbox(address, "recipient").lower()
    except UnsafeMail as error:
        return error.message
    (known,) = reader.rows(load_sql(SQL, "known_people"), {"emails": [bare]})
    listed = bare.rpartition("@")[2] in settings.allowed_domains
    if known["is_contact"]:
        return f"{bare} is a customer's contact."
    if settings.allowed_domains and not listed:
        return f"{bare} is of none of the domains in RAPPORT_ALLOWED_DOMAINS."
    if known["is_of_customer"] and not listed:
        return f"{bare} is of a customer's domain."
    return "" if known["is_ours"] else f"{bare} is nobody of the team."
