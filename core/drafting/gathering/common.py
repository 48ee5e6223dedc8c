"""The facts that every kind of draft about an account starts from, in the order of a sheet."""

from __future__ import annotations

from core.drafting.gathering import account, issues, meetings, outcomes, people, plans, product
from core.drafting.gathering.builder import SheetBuilder
from core.drafting.gathering.read import Found


def add_common(sheet: SheetBuilder, found: Found, sender: str) -> None:
    """Add the facts of :data:`~core.drafting.gathering.catalogue.COMMON` that the data hold."""
    account.add_account(sheet, found)
    people.add_recipient(sheet, found)
    people.add_sender(sheet, found, sender)
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
