"""Gathers what a letter to an executive may say, from imported rows and the marts of a date."""

from __future__ import annotations

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.fact import FactSheet
from core.drafting.gathering import account, issues, meetings, outcomes, people, plans, product
from core.drafting.gathering.builder import Catalogue, SheetBuilder
from core.drafting.gathering.read import read
from core.drafting.kind import DraftRequest
from core.sponsors.outreach.catalogue import CATALOGUE
from core.store import Store

_FACTS = Catalogue(CATALOGUE)


def gather(store: Store, actor: Actor, request: DraftRequest) -> FactSheet:
    """All facts of :data:`~core.sponsors.outreach.catalogue.CATALOGUE` that the data hold.

    The marts must be fresh for ``request.as_of``. Nothing after that date is seen, except what was planned
    for later: the renewal, the next review, due and close dates, the roadmap. Goals, plans and the
    people of our company carry no date: they are those imported last. Raises
    :class:`~core.errors.NotFound` when the actor sees no such account, or the recipient is none
    of its contacts at the date, and :class:`~core.errors.InvalidInput` when the marts lack the date.
    """
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, request.account_key)
    found = read(store, request)
    sheet = SheetBuilder(_FACTS, request.account_key, request.as_of, request.contact_key)
    account.add_account(sheet, found)
    people.add_recipient(sheet, found)
    people.add_sender(sheet, found, request.sender)
    people.add_team(sheet, found)
    people.add_counterparts(sheet, found.people)
    outcomes.add_outcomes(sheet, found.outcomes)
    plans.add_goals(sheet, found.goals)
    plans.add_plans(sheet, found.plans)
    meetings.add_meetings(sheet, found)
    account.add_standing(sheet, found.account)
    people.add_departures(sheet, found.people)
    issues.add_issues(sheet, found)
    plans.add_opportunities(sheet, found.opportunities)
    product.add_features(sheet, found)
    product.add_releases(sheet, found.releases)
    product.add_roadmap(sheet, found.roadmap)
    product.add_signals(sheet, found.signals)
    return sheet.sheet()
