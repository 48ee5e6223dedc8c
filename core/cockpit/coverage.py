"""What has been imported, what each kind of record is needed for, and what would close a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import statement
from core.store import Store


@dataclass(frozen=True)
class Coverage:
    """One kind of record. ``advice`` says what to import; empty when every account has some."""

    kind: str
    label: str
    feeds: str
    records: int
    accounts: int
    of_accounts: int
    newest_at: datetime | None
    advice: str


_KINDS = (
    ("accounts", "Accounts", "everything", "import accounts from your CRM first"),
    ("contacts", "Contacts", "executives, sponsors", "import contacts with their account"),
    ("titles", "Contacts with a title", "who is an executive", "import contacts with job titles"),
    (
        "meetings",
        "Meetings and check-ins",
        "meeting frequency",
        "to score meeting frequency, import meetings with their participants",
    ),
    (
        "emails",
        "E-mails with a direction",
        "responsiveness",
        "to score responsiveness, import e-mail activities with direction and thread",
    ),
    ("qbrs", "QBRs", "QBR attendance", "to score QBR attendance, import activities of kind qbr"),
    (
        "goals",
        "Goals",
        "strategic alignment",
        "to score strategic alignment, import the goals template",
    ),
    ("tickets", "Tickets", "technical health", "to score technical health, import tickets"),
    (
        "heartbeats",
        "Heartbeats",
        "technical health",
        "to watch integrations, import heartbeats or let them post to /api/heartbeats",
    ),
    ("outcomes", "Outcome metrics", "facts for drafts", "import the outcomes template"),
)


def import_coverage(store: Store, actor: Actor) -> tuple[Coverage, ...]:
    """Each kind of record that a score is made from, in the order they are best imported."""
    require(actor, Permission.IMPORT_READ)
    found = {row["kind"]: row for row in store.rows(statement("coverage"))}
    of_accounts = found["accounts"]["records"]
    return tuple(
        Coverage(
            kind=kind,
            label=label,
            feeds=feeds,
            records=found[kind]["records"],
            accounts=found[kind]["accounts"],
            of_accounts=of_accounts,
            newest_at=found[kind]["newest_at"],
            advice=advice if found[kind]["accounts"] < max(of_accounts, 1) else "",
        )
        for kind, label, feeds, advice in _KINDS
    )
