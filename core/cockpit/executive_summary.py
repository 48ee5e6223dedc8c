"""What an executive conversation about an account starts from: facts, each with its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.actor import Actor
from core.cockpit.account import account_detail
from core.cockpit.listing import AccountRow
from core.cockpit.query import fetch
from core.cockpit.sponsors import SponsorRow, executives
from core.store import Store


@dataclass(frozen=True)
class Outcome:
    """An outcome metric's last measurement; value, baseline and target are in ``unit``."""

    metric: str
    value: float
    unit: str | None
    baseline: float | None
    target: float | None
    measured_on: date
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class NextStep:
    """Something planned. ``kind``: account_plan, opportunity or qbr."""

    kind: str
    text: str
    due_on: date | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ExecutiveSummary:
    """The facts on a date. ``missing`` says what to import so that the scores abstain less."""

    as_of: date
    account: AccountRow
    executives: tuple[SponsorRow, ...]
    outcomes: tuple[Outcome, ...]
    next_steps: tuple[NextStep, ...]
    missing: tuple[str, ...]
    evidence: str


def executive_summary(
    store: Store, actor: Actor, account_key: int, as_of: date
) -> ExecutiveSummary:
    """One account's summary on ``as_of``; raises NotFound when the actor may not see it."""
    detail = account_detail(store, actor, account_key, as_of)
    params = {"account_key": account_key, "as_of": as_of}
    return ExecutiveSummary(
        as_of=as_of,
        account=detail.row,
        executives=executives(store, actor, account_key, as_of),
        outcomes=fetch(store, "summary_outcomes", params, Outcome),
        next_steps=fetch(store, "summary_next_steps", params, NextStep),
        missing=tuple(sorted({*detail.facts.sponsor_missing, *detail.facts.health_missing})),
        evidence=detail.facts.evidence,
    )
