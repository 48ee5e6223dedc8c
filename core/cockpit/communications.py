"""Technical letters: asked for by name, or drafted when a check-in is due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core import policy
from core.accounts import find_account, require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.commands.people import find_person
from core.cockpit.drafts.ask import Asked, letter_request
from core.cockpit.filters import Filters
from core.cockpit.freshness import ensure_fresh
from core.cockpit.query import scope, statement
from core.cockpit.unattended import Drafting, maker
from core.drafting.kind import DraftRequest
from core.errors import NotFound
from core.health.communication import Chosen, candidates, default_recipient
from core.health.communication.checkin import CheckIn, CheckInRun, check_ins, draft_due
from core.store import Store

if TYPE_CHECKING:
    from core.drafting.drafts import Draft

CHECKIN = "health_checkin"
KINDS = (
    "escalation_outreach",
    "release_notes",
    "roadmap_preview",
    CHECKIN,
    "success_review",
)
"""The five technical communications; their words are in ``prompts/<kind>/``."""


def communicate(cockpit: Drafting, actor: Actor, kind: str, asked: Asked) -> Draft:
    """Write one and keep it for review; to whoever works with the product where nobody is named.

    Raises NotFound for a kind, MissingFacts where there is nothing to write of, InvalidInput where nobody
    may be written to.
    """
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    return cockpit.drafting.make(actor, request_for(cockpit.store, actor, kind, asked, today))


def request_for(store: Store, actor: Actor, kind: str, asked: Asked, today: date) -> DraftRequest:
    """The request for a communication; the scores of ``today`` must be there."""
    name = known_kind(kind)
    account = find_account(store, actor, asked.account)
    if asked.contact:
        contact = find_person(store, actor, account, asked.contact, today).contact_key
    else:
        contact = default_recipient(store, account.account_key, today, name).contact_key
    return letter_request(store, actor, asked, today=today, kind=name, contact_key=contact)


def readers(
    store: Store, actor: Actor, account_key: int, kind: str, today: date
) -> tuple[Chosen, ...]:
    """Who a communication can go to, the likeliest reader first."""
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    return candidates(store, account_key, today, kind)


def planned_check_ins(store: Store, actor: Actor, filters: Filters) -> tuple[CheckIn, ...]:
    """When the check-ins of the accounts that the filters leave are due, the longest due first."""
    rows = store.rows(statement("filtered_keys"), scope(store, actor, filters))
    shown = {row["account_key"] for row in rows if row["is_shown"]}
    found = check_ins(store, actor, store.clock.today())
    return tuple(one for one in found if one.account_key in shown)


def known_kind(kind: str) -> str:
    """The kind as drafts name it; hyphens stand for underscores."""
    name = kind.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in KINDS:
        known = ", ".join(one.replace("_", "-") for one in KINDS)
        raise NotFound(f"There is no communication {kind!r}.", f"There are: {known}.")
    return name


def draft_check_ins(cockpit: Drafting, actor: Actor) -> CheckInRun:
    """Draft the check-ins that are due today, as many as policy lets a day have."""
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    most = int(policy.current(cockpit.store).value("checkin_drafts_max"))
    make = maker(cockpit, actor, CHECKIN)
    return draft_due(cockpit.store, actor, make, today=today, most=most)
