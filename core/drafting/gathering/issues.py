"""Open issues as an executive may hear of them: how many, how old, and on what grounds.

Executives are not contacted for operational issues. What may break that rule is named: the account is red, or
the issue touches what the renewal or a goal depends on, which is so when the product component it
is about is named in the goal or plan. Nothing a ticket says becomes a fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import slug
from core.drafting.gathering.read import Found

Rows = Sequence[dict[str, Any]]


def add_issues(sheet: SheetBuilder, found: Found) -> None:
    """Counts and ages of open issues, and the grounds on which an executive may be told."""
    issues = found.issues
    if issues:
        rows = [reference("ticket", row["ticket_key"]) for row in issues]
        sheet.add("issue.open", Decimal(len(rows)), evidence=rows)
    critical = [row for row in issues if row["is_critical"]]
    if not critical:
        if found.account["has_tickets"]:
            sheet.miss(
                "issue.open_critical", "No critical issue is open: there is none to tell of."
            )
        return
    rows = [reference("ticket", row["ticket_key"]) for row in critical]
    sheet.add("issue.open_critical", Decimal(len(rows)), evidence=rows)
    oldest = critical[0]
    sheet.add("issue.oldest_critical_on", oldest["opened_on"], evidence=rows[:1])
    age = Decimal(oldest["age_days"])
    sheet.add("issue.oldest_critical_age", age, derived_from=("issue.oldest_critical_on",))
    _add_grounds(sheet, critical, found)


def _add_grounds(sheet: SheetBuilder, critical: Rows, found: Found) -> None:
    account, goals, plans = found.account, found.goals, found.plans
    touched = [
        row for row in goals if _touches(critical, row["our_initiative"], row["their_priority"])
    ]
    decisive = [row for row in touched if row["tied_to_renewal"]]
    planned = [row for row in plans if _touches(critical, row["objective"])]
    tied = [reference("goal", row["goal_key"]) for row in decisive or touched]
    tied += [] if decisive else [reference("account_plan", row["plan_key"]) for row in planned]
    grounds = None
    if account["rag"] == "red":
        grounds, tied = "account_red", [reference("account", account["account_key"])]
    elif decisive:
        grounds = "tied_to_renewal"
    elif touched or planned:
        grounds = "tied_to_goal"
    sheet.add("issue.grounds", grounds, evidence=tied, derived_from=("issue.open_critical",))


def _touches(critical: Rows, *texts: str | None) -> bool:
    """Whether the component of an issue is named, as whole words, in one of the texts."""
    said = [f"_{slug(text)}_" for text in texts if text]
    named = {f"_{slug(row['component'])}_" for row in critical if row["component"]}
    return any(name in text for name in named for text in said)
