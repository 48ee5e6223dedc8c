"""The Salesforce data export: one CSV an object, every cell quoted, all of it at each export."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from core.demo.ids import EMPTY, salesforce_id
from core.demo.material import FOLDER, people
from core.demo.rows import Row, write_dicts
from core.demo.touches import owner_email
from core.demo.world import Account, Deal, DealState, Person, Touch, World, value_on

TIER_LABELS = {"enterprise": "Enterprise", "mid_market": "Mid-Market", "smb": "SMB"}
ROLE_LABELS = {
    "executive_sponsor": "Executive Sponsor",
    "economic_buyer": "Economic Buyer",
    "decision_maker": "Decision Maker",
    "champion": "Champion",
    "evaluator": "Evaluator",
    "procurement": "Procurement",
}
STAGES = {
    "Qualification": (10, "Pipeline", "Pipeline"),
    "Needs Analysis": (20, "Pipeline", "Pipeline"),
    "Value Proposition": (50, "Pipeline", "Pipeline"),
    "Proposal/Price Quote": (75, "BestCase", "Best Case"),
    "Negotiation/Review": (90, "Forecast", "Commit"),
    "Closed Won": (100, "Closed", "Closed"),
    "Closed Lost": (0, "Omitted", "Omitted"),
}
EVENT_KINDS = frozenset({"meeting"})
TASK_KINDS = frozenset({"call", "task"})


@cache
def _columns() -> dict[str, list[str]]:
    return tomllib.loads((FOLDER / "salesforce_columns.toml").read_text(encoding="utf-8"))


def write_salesforce(world: World, day: date, folder: Path) -> None:
    """Write the export of ``day`` (taken at 00:30 UTC) into ``folder``."""
    now = datetime.combine(day, time(0, 30))
    accounts = [account for account in world.accounts if account.company.source == "salesforce"]
    tables: dict[str, Iterator[Row]] = {
        "User": _users(),
        "Account": (_account(account) for account in accounts),
        "Contact": (_contact(a, person, day) for a in accounts for person in a.people),
        "Opportunity": (row for a in accounts for row in _opportunities(a, now)),
        "OpportunityHistory": (row for a in accounts for row in _histories(a, now)),
        "OpportunityContactRole": (row for a in accounts for row in _contact_roles(a, now)),
        "Event": (row for a in accounts for row in _events(a, now)),
        "Task": (row for a in accounts for row in _tasks(a, now)),
    }
    for name, rows in tables.items():
        write_dicts(folder / f"{name}.csv", _columns()[name], rows, quote_all=True)


def user_id(email: str) -> str:
    """The id of one of our own people."""
    slugs = list(people()["team"])
    return salesforce_id("005", slugs.index(email.split("@", maxsplit=1)[0]) + 1)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def _day(day: date) -> str:
    return f"{day.isoformat()} 00:00:00"


def _audited(row: Row, created: datetime, changed: datetime, by: str) -> Row:
    return row | {
        "IsDeleted": "0",
        "CreatedDate": _stamp(created),
        "CreatedById": by,
        "LastModifiedDate": _stamp(changed),
        "LastModifiedById": by,
        "SystemModstamp": _stamp(changed),
    }


def _users() -> Iterator[Row]:
    began = datetime.combine(date(2023, 1, 9), time(9, 0))
    for slug, (name, title, team, manager, zone) in people()["team"].items():
        first, _, last = name.partition(" ")
        email = owner_email(slug)
        row: Row = {
            "Id": user_id(email),
            "Username": email,
            "FirstName": first,
            "LastName": last,
            "Department": team,
            "Title": title,
            "Email": email,
            "Alias": slug[:8],
            "IsActive": "1",
            "TimeZoneSidKey": zone,
            "UserType": "Standard",
            "ManagerId": user_id(owner_email(manager)) if manager else EMPTY,
        }
        yield _audited(row, began, began, user_id(owner_email("vera")))


def _account(account: Account) -> Row:
    company = account.company
    owner = user_id(owner_email(company.owner))
    created = datetime.combine(account.created_on, time(9, 12))
    row: Row = {
        "Id": account.account_id,
        "MasterRecordId": EMPTY,
        "Name": company.name,
        "Type": "Customer - Direct",
        "ParentId": EMPTY,
        "BillingCountry": company.country,
        "BillingCountryCode": company.country_code,
        "Website": f"https://www.{company.domain}",
        "Industry": company.industry,
        "CurrencyIsoCode": "USD",
        "OwnerId": owner,
        "Tier__c": TIER_LABELS[company.tier],
        "Region__c": company.region,
        "ARR__c": f"{account.arr:.2f}",
        "Renewal_Date__c": _day(account.renewal_on),
        "Time_Zone__c": company.time_zone,
    }
    return _audited(row, created, created, owner)


def _contact(account: Account, person: Person, day: date) -> Row:
    owner = user_id(owner_email(account.company.owner))
    began = max(person.titles[0][0], account.created_on)
    created = datetime.combine(began, time(10, 4))
    changed_on = max(since for since, _ in person.titles if since <= day)
    has_left = person.left_on is not None and person.left_on <= day
    row: Row = {
        "Id": person.person_id,
        "MasterRecordId": EMPTY,
        "AccountId": account.account_id,
        "FirstName": person.first,
        "LastName": person.last,
        "MailingCountry": account.company.country,
        "MailingCountryCode": account.company.country_code,
        "Phone": person.phone,
        "ReportsToId": person.reports_to or EMPTY,
        "Email": person.email,
        "Title": value_on(person.titles, day),
        "CurrencyIsoCode": "USD",
        "OwnerId": owner,
        "HasOptedOutOfEmail": "1" if person.consent == "withdrawn" else "0",
        "DoNotCall": "0",
        "Stakeholder_Role__c": ROLE_LABELS.get(person.role, ""),
        "Primary_Sponsor__c": "1" if person.is_primary else "0",
        "Start_Date__c": _day(person.started_on),
        "Technical_Maturity__c": person.maturity.capitalize(),
        "Priorities__c": person.priorities,
        "Contact_Status__c": "Left" if has_left else "Active",
    }
    changed = datetime.combine(max(changed_on, began), time(11, 30))
    if has_left and person.left_on:
        changed = datetime.combine(person.left_on, time(14, 2)) + timedelta(days=2)
        row["EmailBouncedReason"] = "550 5.1.1 The e-mail account does not exist"
        row["EmailBouncedDate"] = _stamp(changed)
    return _audited(row, created, changed, owner)


def _seen_states(deal: Deal, now: datetime) -> list[DealState]:
    return [state for state in deal.states if state.at <= now]


def _opportunities(account: Account, now: datetime) -> Iterator[Row]:
    for deal in account.deals:
        states = _seen_states(deal, now)
        if not states:
            continue
        owner, state = user_id(deal.owner), states[-1]
        probability, category, label = STAGES[state.stage]
        row: Row = {
            "Id": deal.deal_id,
            "AccountId": account.account_id,
            "IsPrivate": "0",
            "Name": deal.name,
            "Description": deal.description,
            "StageName": state.stage,
            "Amount": f"{state.amount:.2f}",
            "Probability": str(probability),
            "CloseDate": _day(state.close_on),
            "Type": deal.kind,
            "NextStep": deal.next_step,
            "IsClosed": "1" if state.stage.startswith("Closed") else "0",
            "IsWon": "1" if state.stage == "Closed Won" else "0",
            "ForecastCategory": category,
            "ForecastCategoryName": label,
            "CurrencyIsoCode": "USD",
            "OwnerId": owner,
        }
        yield _audited(row, states[0].at, state.at, owner)


def _histories(account: Account, now: datetime) -> Iterator[Row]:
    for deal in account.deals:
        before: DealState | None = None
        for place, state in enumerate(_seen_states(deal, now)):
            probability, category, _ = STAGES[state.stage]
            yield {
                "Id": salesforce_id("008", _number(deal.deal_id) * 12 + place),
                "OpportunityId": deal.deal_id,
                "CreatedById": user_id(deal.owner),
                "CreatedDate": _stamp(state.at),
                "StageName": state.stage,
                "Amount": f"{state.amount:.2f}",
                "ExpectedRevenue": f"{state.amount * probability / 100:.2f}",
                "CloseDate": _day(state.close_on),
                "Probability": str(probability),
                "ForecastCategory": category,
                "FromOpportunityStageName": before.stage if before else "",
                "CurrencyIsoCode": "USD",
                "SystemModstamp": _stamp(state.at),
                "IsDeleted": "0",
                "PrevAmount": f"{before.amount:.2f}" if before else "",
                "PrevCloseDate": _day(before.close_on) if before else "",
            }
            before = state


def _number(record_id: str) -> int:
    """A small number that differs between the records of one object."""
    return int.from_bytes(record_id[9:15].encode(), "big") % 1_000_003


def _contact_roles(account: Account, now: datetime) -> Iterator[Row]:
    for deal in account.deals:
        states = _seen_states(deal, now)
        for place, (person, role) in enumerate(deal.roles if states else []):
            row: Row = {
                "Id": salesforce_id("00K", _number(deal.deal_id) * 8 + place),
                "OpportunityId": deal.deal_id,
                "ContactId": person.person_id,
                "Role": role,
                "CurrencyIsoCode": "USD",
            }
            yield _audited(row, states[0].at, states[0].at, user_id(deal.owner))


def _touch_id(prefix: str, account: Account, touch: Touch) -> str:
    return salesforce_id(prefix, _number(account.account_id) * 997 + int(touch.touch_id[-4:]))


def _events(account: Account, now: datetime) -> Iterator[Row]:
    for touch in account.touches:
        if touch.kind not in EVENT_KINDS or touch.at > now:
            continue
        row: Row = {
            "Id": _touch_id("00U", account, touch),
            "WhoId": touch.people[0].person_id if touch.people else EMPTY,
            "WhatId": account.account_id,
            "WhoCount": str(len(touch.people)),
            "WhatCount": "1",
            "Subject": touch.subject,
            "IsAllDayEvent": "0",
            "ActivityDateTime": _stamp(touch.at),
            "ActivityDate": _day(touch.at.date()),
            "DurationInMinutes": str(touch.minutes or 30),
            "Description": touch.body,
            "AccountId": account.account_id,
            "OwnerId": user_id(touch.owner),
            "Type": "Meeting",
            "ShowAs": "Busy",
        }
        yield _audited(row, touch.at - timedelta(days=3), touch.at, user_id(touch.owner))


def _tasks(account: Account, now: datetime) -> Iterator[Row]:
    for touch in account.touches:
        if touch.kind not in TASK_KINDS or touch.at > now:
            continue
        is_call = touch.kind == "call"
        row: Row = {
            "Id": _touch_id("00T", account, touch),
            "WhoId": touch.people[0].person_id if touch.people else EMPTY,
            "WhatId": account.account_id,
            "Subject": touch.subject,
            "ActivityDate": _day(touch.at.date()),
            "Status": "Completed",
            "Priority": "Normal",
            "OwnerId": user_id(touch.owner),
            "Description": touch.body,
            "CurrencyIsoCode": "USD",
            "Type": "Call" if is_call else "Other",
            "AccountId": account.account_id,
            "IsClosed": "1",
            "CallDurationInSeconds": str(touch.minutes * 60) if is_call else "",
            "CallType": touch.direction.capitalize(),
            "CompletedDateTime": _stamp(touch.at),
        }
        yield _audited(row, touch.at, touch.at, user_id(touch.owner))
