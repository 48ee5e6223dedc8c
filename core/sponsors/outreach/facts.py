"""Gathers what a letter to an executive may say, from imported rows and the marts of a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.errors import InvalidInput, NotFound
from core.sponsors.outreach import account, issues, meetings, outcomes, people, plans, product
from core.sponsors.outreach.builder import SheetBuilder
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"


def gather(store: Store, actor: Actor, request: DraftRequest) -> FactSheet:
    """All facts of :data:`~core.sponsors.outreach.catalogue.CATALOGUE` that the data hold.

    The marts must be fresh for ``request.as_of``. Nothing after that date is seen, except what was planned
    for later: the renewal, the next review, due and close dates, the roadmap. Raises
    :class:`~core.errors.NotFound` when the actor sees no such account, or the recipient is none
    of its contacts at the date, and :class:`~core.errors.InvalidInput` when the marts lack the date.
    """
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, request.account_key)
    ask = _Asker(store, request.account_key, request.as_of)
    head = ask.rows("account")[0]
    if head["window_days"] is None:
        raise InvalidInput(
            f"The scores are not computed for {request.as_of.isoformat()}, or the account was not "
            "known then.",
            "Refresh them, or choose a later date.",
        )
    sheet = SheetBuilder(request.account_key, request.as_of, request.contact_key)
    account.add_account(sheet, head)
    recipient = _recipient(ask, request)
    if recipient is not None:
        people.add_recipient(sheet, recipient, head)
    team = ask.rows("team", owner_email=head["owner_email"], sender=request.sender)
    people.add_sender(sheet, team, request.sender)
    people.add_team(sheet, team)
    theirs = {"primary_key": head["primary_contact_key"], "backup_key": head["backup_contact_key"]}
    counterparts = ask.rows("people", contact_key=request.contact_key, **theirs)
    people.add_counterparts(sheet, counterparts)
    outcomes.add_outcomes(sheet, ask.rows("outcomes"))
    goals, objectives = ask.rows("goals"), ask.rows("plans")
    plans.add_goals(sheet, goals)
    plans.add_plans(sheet, objectives)
    meetings.add_meetings(sheet, ask.rows("meetings", window_days=head["window_days"]))
    account.add_standing(sheet, head)
    people.add_departures(sheet, counterparts)
    issues.add_issues(sheet, ask.rows("issues"), head, goals, objectives)
    plans.add_opportunities(sheet, ask.rows("opportunities"))
    _add_product(ask, sheet)
    email = None if recipient is None else recipient["email"]
    product.add_signals(sheet, ask.rows("signals", email=email))
    return sheet.sheet()


class _Asker:
    """Runs the statements of ``sql/`` for one account and date."""

    def __init__(self, store: Store, account_key: int, as_of: date) -> None:
        self.store = store
        self.known: Mapping[str, Any] = {"account_key": account_key, "as_of": as_of}

    def rows(self, name: str, **more: Any) -> list[dict[str, Any]]:
        sql = load_sql(SQL, name)
        given = {**self.known, **more}
        return self.store.rows(sql, {key: given[key] for key in given if f"${key}" in sql})


def _recipient(ask: _Asker, request: DraftRequest) -> dict[str, Any] | None:
    if request.contact_key is None:
        return None
    found = ask.rows("recipient", contact_key=request.contact_key)
    if not found:
        raise NotFound(
            "The recipient is no contact of this account on the date.",
            "Choose one of the account's executives.",
        )
    return {**found[0], "contact_key": request.contact_key}


def _add_product(ask: _Asker, sheet: SheetBuilder) -> None:
    usage = ask.rows("features")
    product.add_features(sheet, usage)
    names = {
        "used": [row["feature"] for row in usage if row["in_use"]],
        "unused": [row["feature"] for row in usage if not row["in_use"]],
    }
    product.add_releases(sheet, ask.rows("releases", **names))
    product.add_roadmap(sheet, ask.rows("roadmap", **names))
