"""Rapport's own templates: activities and heartbeats since the last export, the rest in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from core.demo import ledger
from core.demo.material import people
from core.demo.rows import Row, write_dicts
from core.demo.salesforce import EVENT_KINDS, STAGES, TASK_KINDS
from core.demo.touches import owner_email
from core.demo.world import Account, Person, Touch, World, value_on

_FORECAST = {"BestCase": "best_case", "Forecast": "commit"}


def write_templates(world: World, day: date, since: date | None, folder: Path) -> None:
    """Write the templates of ``day`` (00:30 UTC); ``since`` is the export before, if any."""
    now = datetime.combine(day, time(0, 30))
    after = datetime.combine(since, time(0, 30)) if since else None
    accounts = [account for account in world.accounts if account.company.source != "hubspot"]
    apart = [account for account in accounts if account.company.source == "rapport"]
    tables: dict[str, Iterator[Row]] = {
        "users": _users(),
        "accounts": (_account(account) for account in apart),
        "contacts": (_contact(a, person, day) for a in apart for person in a.people),
        "opportunities": (row for a in apart for row in _opportunities(a, now)),
        "opportunity_contacts": (row for a in apart for row in _roles(a, now)),
        "account_team": (row for a in accounts for row in ledger.account_team(a)),
        "activities": _activities(world, after, now),
        "heartbeats": (row for a in accounts for row in _heartbeats(a, after, now)),
        "goals": (row for a in accounts for row in ledger.goals(a)),
        "outcomes": (row for a in accounts for row in ledger.outcomes(a, day)),
        "account_plans": (row for a in accounts for row in ledger.account_plans(a, world.end)),
        "features": (row for a in accounts for row in ledger.features(a, world.start, day)),
        "environment": (row for a in accounts for row in ledger.environment(a)),
        "signals": (row for a in accounts for row in ledger.signals(a, world.end, day)),
        "releases": ledger.releases(world.end, day),
        "roadmap": ledger.roadmap(world.end),
    }
    for name, found in tables.items():
        rows = list(found)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        write_dicts(folder / f"{name}.csv", columns, rows, quote_all=False)


def _users() -> Iterator[Row]:
    for slug, (name, title, team, manager, zone) in people()["specialists"].items():
        yield {
            "email": owner_email(slug),
            "full_name": name,
            "role": title,
            "team": team,
            "manager_email": owner_email(manager),
            "time_zone": zone,
        }


def _account(account: Account) -> Row:
    company = account.company
    return {
        "account_id": account.account_id,
        "name": company.name,
        "domain": company.domain,
        "tier": company.tier,
        "segment": company.industry,
        "region": company.region,
        "country": company.country,
        "time_zone": company.time_zone,
        "owner_email": owner_email(company.owner),
        "arr_amount": account.arr,
        "currency": "USD",
        "renewal_on": account.renewal_on,
        "parent_account_id": "",
        "lifecycle_stage": "customer",
    }


def _contact(account: Account, person: Person, day: date) -> Row:
    return {
        "contact_id": person.person_id,
        "account_id": account.account_id,
        "full_name": person.name,
        "title": value_on(person.titles, day),
        "email": person.email,
        "phone": person.phone,
        "country": account.company.country,
        "time_zone": account.company.time_zone,
        "role": person.role,
        "is_primary_sponsor": person.is_primary,
        "started_on": person.started_on,
        "reports_to_contact_id": person.reports_to,
        "technical_maturity": person.maturity,
        "communication_preference": "email",
        "priorities": person.priorities,
        "consent": person.consent,
        "status": "left" if person.left_on and person.left_on <= day else "active",
    }


def _opportunities(account: Account, now: datetime) -> Iterator[Row]:
    for deal in account.deals:
        states = [state for state in deal.states if state.at <= now]
        if not states:
            continue
        state = states[-1]
        probability, category, _ = STAGES[state.stage]
        outcome = {"Closed Won": "won", "Closed Lost": "lost"}.get(state.stage, "open")
        yield {
            "opportunity_id": deal.deal_id,
            "account_id": account.account_id,
            "name": deal.name,
            "stage": state.stage,
            "amount": state.amount,
            "currency": "USD",
            "close_on": state.close_on,
            "probability": probability / 100,
            "forecast_category": _FORECAST.get(category, category.lower()),
            "outcome": outcome,
            "owner_email": deal.owner,
            "created_on": states[0].at.date(),
            "next_step": deal.next_step,
        }


def _roles(account: Account, now: datetime) -> Iterator[Row]:
    for deal in account.deals:
        if deal.states[0].at <= now:
            for person, role in deal.roles:
                yield {
                    "opportunity_id": deal.deal_id,
                    "contact_id": person.person_id,
                    "role": role.lower().replace(" ", "_"),
                }


def _is_new(at: datetime, after: datetime | None, now: datetime) -> bool:
    return at <= now and (after is None or at > after)


def _activities(world: World, after: datetime | None, now: datetime) -> Iterator[Row]:
    for account in world.accounts:
        for touch in account.touches:
            in_crm = touch.kind in EVENT_KINDS | TASK_KINDS
            is_due = after is not None if touch.is_planned else _is_new(touch.at, after, now)
            if is_due and not (in_crm and account.company.source == "salesforce"):
                yield _activity(account, touch)
    if after is None:
        yield {
            "activity_id": "no-time-0001",
            "account_id": world.accounts[0].account_id,
            "kind": "call",
            "occurred_at": "",
            "subject": "Call noted without a time",
        }


def _activity(account: Account, touch: Touch) -> Row:
    kind = touch.kind if touch.kind != "task" else "note"
    addresses = [person.email for person in touch.people]
    return {
        "activity_id": touch.touch_id,
        "account_id": account.account_id,
        "kind": kind,
        "direction": touch.direction,
        "occurred_at": touch.at,
        "participants": ";".join([touch.owner, *addresses]) if addresses else "",
        "from_email": touch.sender,
        "subject": touch.subject,
        "body": touch.body,
        "outcome": touch.outcome,
        "thread_id": touch.thread,
        "duration_minutes": touch.minutes or "",
        "owner_email": touch.owner,
    }


def _heartbeats(account: Account, after: datetime | None, now: datetime) -> Iterator[Row]:
    for beat in account.beats:
        if _is_new(beat.at, after, now):
            yield {
                "account_id": beat.account_id,
                "integration": beat.integration,
                "seen_at": beat.at,
                "api_calls": beat.api_calls,
            }
