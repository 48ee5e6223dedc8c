"""The smallest change to green: the cheapest sets of actions after which the model says green."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from core.accounts import AccountRef, require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.health.remedy.judge import Judge
from core.health.remedy.model import Action, ActionKind, Plan, Remedy, Step
from core.health.remedy.options import Link, OpenTicket, Option, frames
from core.store import ModelSet, Reader, Row, load_sql, suppose

SQL = Path(__file__).parent / "sql"
PLANS = 3
"""How many plans are told: the cheapest, and what else would do."""

_BEYOND_ANY_MEDIAN = 2**53
_SCORE = Path(__file__).parent.parent / "sql"


def smallest_change(
    store: Reader, models: ModelSet, actor: Actor, account_key: int, as_of: date
) -> Remedy:
    """The cheapest sets of tickets to close and integrations to restore that make the account green.

    The mart must be fresh for ``as_of``. Raises :class:`~core.errors.NotFound` when the actor sees
    no such account.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = require_account(store, actor, account_key)
    scope = {"account_key": account_key, "as_of": as_of}
    now = store.one(load_sql(_SCORE, "account_score"), scope)
    costs = store.one(load_sql(SQL, "efforts"), scope) or {}
    if now is None or now["rag"] in ("green", "grey"):
        return _nothing_to_do(account, as_of, now, costs)
    tickets = [_ticket(row, costs) for row in store.rows(load_sql(SQL, "tickets"), scope)]
    links, reporting = _links(store, models, scope, costs)
    judge = Judge(store, models, account_key, as_of, len(tickets), reporting)
    plans = _plans(judge, tickets, links, costs["restore"])
    reason = "" if plans else _out_of_reach(costs["green_min"])
    return Remedy(
        account_key,
        account.source_id,
        as_of,
        now["score"],
        now["rag"],
        costs["green_min"],
        plans,
        reason,
    )


def _plans(
    judge: Judge, tickets: Sequence[OpenTicket], links: Sequence[Link], restore_hours: float
) -> tuple[Plan, ...]:
    found = judge.least(list(frames(tickets, links, restore_hours)))
    found.sort(
        key=lambda option: (option.effort_hours, len(option.marks), sorted(map(str, option.marks)))
    )
    chosen: list[Option] = []
    for option in found:
        if len(chosen) < PLANS and not any(option.marks >= other.marks for other in chosen):
            chosen.append(option)
    return tuple(_plan(judge, option) for option in chosen)


def _plan(judge: Judge, option: Option) -> Plan:
    closed = sorted(option.closed, key=lambda t: (t.priority or "P9", -t.age_days, t.ticket_key))
    todo: list[OpenTicket | Link] = [*closed, *option.restored]
    prefixes = [
        Option(
            tuple(one for one in todo[: end + 1] if isinstance(one, OpenTicket)),
            tuple(one for one in todo[: end + 1] if isinstance(one, Link)),
            option.restore_hours,
        )
        for end in range(len(todo))
    ]
    verdicts = judge.verdicts(prefixes)
    steps = tuple(
        Step(_action(one, option.restore_hours), verdict.score, verdict.rag)
        for one, verdict in zip(todo, verdicts, strict=True)
    )
    last = verdicts[-1]
    return Plan(steps, option.effort_hours, last.score or 0.0, last.rag)


def _action(one: OpenTicket | Link, restore_hours: float) -> Action:
    if isinstance(one, OpenTicket):
        reference = f"crm.ticket/{one.ticket_key}"
        return Action(
            ActionKind.CLOSE_TICKET,
            one.number,
            one.subject,
            one.priority,
            one.effort_hours,
            None,
            reference,
        )
    detail = "reports again"
    if one.min_api_calls:
        detail = f"reports again, with {one.min_api_calls:,} API calls or more"
    return Action(
        ActionKind.RESTORE_INTEGRATION,
        one.integration,
        detail,
        "",
        restore_hours,
        one.min_api_calls,
        one.reference,
    )


def _ticket(row: Row, costs: Row) -> OpenTicket:
    priority = row["priority"].lower()
    effort = costs[priority if priority in ("p1", "p2") else "other"]
    return OpenTicket(**row, effort_hours=effort)


def _links(
    store: Reader, models: ModelSet, scope: dict[str, Any], costs: Row
) -> tuple[list[Link], list[tuple[str, float, float]]]:
    """The integrations, and what the model says of each once it has reported at the end of the date."""
    now = store.rows(load_sql(SQL, "integrations"), scope)
    if not now:
        return [], []
    statement = suppose(
        models, {"crm.heartbeat": load_sql(SQL, "reports")}, load_sql(SQL, "restored")
    )
    again = store.rows(
        statement,
        {
            **scope,
            "judged_key": scope["account_key"],
            "integrations": [row["integration"] for row in now],
            "calls": [_BEYOND_ANY_MEDIAN if row["has_calls"] else None for row in now],
        },
    )
    usual = {row["integration"]: row["median_api_calls"] for row in again}
    links = []
    for row in now:
        counted = row.pop("has_calls")
        least = least_calls(usual[row["integration"]], costs["drop_pct"]) if counted else None
        links.append(Link(**row, min_api_calls=least))
    return links, [(row["integration"], row["share"], row["silence_hours"]) for row in again]


def least_calls(median: float | None, drop_pct: float) -> int:
    """The least count of API calls that is no fall from ``median`` by more than ``drop_pct``."""
    if not median:
        return 0
    calls = max(0, math.floor(median * (1 - drop_pct / 100)) - 1)
    while 100 * (1 - calls / median) > drop_pct:
        calls += 1
    return calls


def _nothing_to_do(account: AccountRef, as_of: date, now: Row | None, costs: Row) -> Remedy:
    green_min = costs.get("green_min") or 0.0
    if now is None:
        reason = f"The account was not known on {as_of.isoformat()}."
        return Remedy(
            account.account_key, account.source_id, as_of, None, "grey", green_min, (), reason
        )
    reason = "The account is green."
    if now["rag"] == "grey":
        reason = " ".join(["Too little is known for a score.", *now["missing"]])
    return Remedy(
        account.account_key,
        account.source_id,
        as_of,
        now["score"],
        now["rag"],
        green_min,
        (),
        reason,
    )


def _out_of_reach(green_min: float) -> str:
    return (
        f"Closing every ticket and restoring every integration would not reach {green_min:g} points: "
        "what notes and deals say takes more."
    )
