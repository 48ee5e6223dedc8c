"""One account's head: what it is, what it is worth, its scores, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.accounts import require_account
from core.actor import Actor
from core.cockpit.filters import Filters
from core.cockpit.listing import AccountRow
from core.cockpit.query import fetch, fetch_page, scope
from core.errors import NotFound
from core.store import Store


@dataclass(frozen=True)
class AccountFacts:
    """Facts beside the list's: ``evidence`` is the account's own imported row.

    ``next_qbr_at`` and the outcome metric are empty when nothing was imported for them.
    """

    domain: str | None
    industry: str | None
    country: str | None
    time_zone: str | None
    lifecycle_stage: str | None
    parent_name: str | None
    next_qbr_at: datetime | None
    outcome_metric: str | None
    outcome_value: float | None
    outcome_target: float | None
    outcome_unit: str | None
    outcome_measured_on: date | None
    open_pipeline: int
    contacts: int
    uncapped_health_score: float | None
    health_cap: float | None
    sponsor_missing: tuple[str, ...]
    health_missing: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class TeamMember:
    """A person of ours who works on the account."""

    email: str
    full_name: str | None
    role: str | None


@dataclass(frozen=True)
class AccountRecord:
    """An imported record of the account; ``gives`` names the fields taken from it where there are several."""

    reference: str
    source_system: str
    account_id: str
    name: str
    domain: str | None
    owner_email: str | None
    gives: tuple[str, ...]


@dataclass(frozen=True)
class AccountDetail:
    """An account as its page's head shows it, on a date; the record that stands for it comes first."""

    as_of: date
    row: AccountRow
    facts: AccountFacts
    team: tuple[TeamMember, ...]
    records: tuple[AccountRecord, ...]


def account_detail(store: Store, actor: Actor, account_key: int, as_of: date) -> AccountDetail:
    """One account on ``as_of``; raises NotFound when the actor may not see it."""
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "as_of": as_of}
    asked = {"account_key": account_key, "sort": "name", "descending": False}
    rows = fetch_page(
        store,
        "account_list",
        {**scope(store, actor, Filters(as_of=as_of)), **asked, "limit": 1, "offset": 0},
        AccountRow,
    )[0]
    if not rows:
        raise NotFound("No such account is known to you.", "Choose one from the account list.")
    facts = fetch(store, "account_facts", params, AccountFacts)[0]
    team = fetch(store, "account_team", {"account_key": account_key}, TeamMember)
    records = fetch(store, "account_records", {"account_key": account_key}, AccountRecord)
    return AccountDetail(as_of, rows[0], facts, team, records)
