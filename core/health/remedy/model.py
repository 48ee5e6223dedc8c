"""What would turn an account green: actions, sets of actions, and what each set leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActionKind(StrEnum):
    """What people can do about technical health."""

    CLOSE_TICKET = "close_ticket"
    RESTORE_INTEGRATION = "restore_integration"


@dataclass(frozen=True)
class Action:
    """One thing to do. ``effort_hours`` is the policy's estimate for it.

    ``target`` names the ticket or integration as people do; ``min_api_calls`` is the least count with
    which a restored integration's report is not a fall, ``None`` where calls are not counted.
    ``reference`` is the row it is about, as ``table/key``.
    """

    kind: ActionKind
    target: str
    detail: str
    priority: str
    effort_hours: float
    min_api_calls: int | None
    reference: str


@dataclass(frozen=True)
class Step:
    """An action, and what the account scores once it and those before it are done."""

    action: Action
    score: float | None
    rag: str


@dataclass(frozen=True)
class Plan:
    """A set of actions after which the account is green, and no part of which would do."""

    steps: tuple[Step, ...]
    effort_hours: float
    score: float
    rag: str


@dataclass(frozen=True)
class Remedy:
    """The cheapest plans, cheapest first; ``reason`` says why there is none where there is none."""

    account_key: int
    account_id: str
    as_of: date
    score: float | None
    rag: str
    green_min: float
    plans: tuple[Plan, ...]
    reason: str
