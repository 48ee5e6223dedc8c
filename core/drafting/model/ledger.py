"""What calls to the model cost, and who may still make one today.

A call is entered before it is made, at the most it can cost, in the transaction that checks the caps: calls
made at once cannot spend the same dollar twice, and one that nobody sees the end of stays counted.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from core.actor import Actor, ActorKind
from core.drafting.kind import Assignment, Usage
from core.drafting.model.known_models import KnownModel, Tokens
from core.drafting.model.outcome import Outcome
from core.errors import RapportError
from core.store import Store, load_sql

log = logging.getLogger("rapport.model")
SQL = Path(__file__).parent / "sql"


class OverBudget(RapportError):
    """A cap of today would be passed; nothing was called."""

    status = 429


@dataclass(frozen=True)
class Caps:
    """US dollars a UTC day: of all calls, and of one person's."""

    daily_usd: float
    user_daily_usd: float


@dataclass(frozen=True)
class Asked:
    """What a call is for. ``payer`` is the address whose budget it counts against."""

    caller: Actor
    payer: str
    kind: str
    version: str


@dataclass(frozen=True)
class Entry:
    """A call that has begun; ``most_usd`` is the most it can cost."""

    call_id: int
    caller: Actor
    model: KnownModel
    most_usd: float


@dataclass(frozen=True)
class End:
    """How a call ended. ``tokens`` is ``None`` where the provider said nothing and may yet charge."""

    outcome: Outcome
    attempts: int
    tokens: Tokens | None
    is_estimated: bool
    duration_ms: int
    request_id: str


class Ledger:
    """The table ``ops.model_call``."""

    def __init__(self, store: Store, caps: Caps) -> None:
        self._store = store
        self._caps = caps

    def begin(self, assignment: Assignment, version: str, model: KnownModel, most: Tokens) -> Entry:
        """Enter a call for a draft, or raise OverBudget."""
        caller, payer = _caller(assignment), _payer(assignment)
        return self.enter(Asked(caller, payer, assignment.request.kind, version), model, most)

    def enter(self, asked: Asked, model: KnownModel, most: Tokens) -> Entry:
        """Enter a call of any kind, or raise OverBudget."""
        now = self._store.clock.now()
        most_usd = float(model.price_on(now.date()).cost_usd(most))
        with self._store.transaction(asked.caller, "model.call", asked.kind) as work:
            spent = work.one(
                load_sql(SQL, "model_spent"), {"day": now.date(), "on_behalf_of": asked.payer}
            )
            if spent is None:  # an aggregate always has its row
                raise AssertionError("model_spent gave no row")
            self._require(spent["everyone_usd"] + most_usd, spent["person_usd"] + most_usd)
            entry = Entry(int(spent["next_call_id"]), asked.caller, model, most_usd)
            work.execute(
                load_sql(SQL, "model_call_insert"),
                {
                    "call_id": entry.call_id,
                    "called_at": now,
                    "called_by": asked.caller.name,
                    "on_behalf_of": asked.payer,
                    "kind": asked.kind,
                    "prompt_version": asked.version,
                    "model": model.name,
                    "cost_usd": most_usd,
                },
            )
            work.touch("ops.model_call")
            work.note(call_id=entry.call_id, model=model.name)
        return entry

    def end(self, entry: Entry, end: End) -> Usage:
        """Enter what a call used. A ledger that takes no writes keeps the call at its most."""
        usage = self._usage(entry, end)
        try:
            self._write_end(entry, end, usage)
        except RapportError as error:
            log.warning("model call %s could not be ended: %s", entry.call_id, error.message)
        log.info(
            "model call %s: outcome=%s attempts=%s ms=%s input=%s output=%s cache_read=%s "
            "cache_write=%s usd=%.5f request=%s",
            entry.call_id, end.outcome.value, end.attempts, end.duration_ms, usage.input_tokens,
            usage.output_tokens, usage.cache_read_tokens, usage.cache_write_tokens, usage.cost_usd,
            end.request_id,
        )  # fmt: skip
        return usage

    def _require(self, everyone_usd: float, person_usd: float) -> None:
        if everyone_usd > self._caps.daily_usd:
            raise OverBudget(
                f"today's budget for Claude, {self._caps.daily_usd:g} USD, is used up",
                "It begins anew at midnight UTC; an administrator sets RAPPORT_MODEL_DAILY_USD.",
            )
        if person_usd > self._caps.user_daily_usd:
            raise OverBudget(
                f"your budget for Claude today, {self._caps.user_daily_usd:g} USD, is used up",
                "It begins anew at midnight UTC; an administrator sets RAPPORT_MODEL_USER_DAILY_USD.",
            )

    def _usage(self, entry: Entry, end: End) -> Usage:
        used = end.tokens or Tokens()
        price = entry.model.price_on(self._store.clock.today())
        cost = entry.most_usd if end.tokens is None else float(price.cost_usd(used))
        return Usage(
            entry.model.name, used.input, used.output, used.cache_read, used.cache_write, cost
        )

    def _write_end(self, entry: Entry, end: End, usage: Usage) -> None:
        with self._store.transaction(entry.caller, "model.record", f"call {entry.call_id}") as work:
            work.execute(
                load_sql(SQL, "model_call_end"),
                {
                    "call_id": entry.call_id,
                    "outcome": end.outcome.value,
                    "attempts": end.attempts,
                    "input_tokens": usage.input_tokens,
                    "output_tokens": usage.output_tokens,
                    "cache_read_tokens": usage.cache_read_tokens,
                    "cache_write_tokens": usage.cache_write_tokens,
                    "cost_usd": usage.cost_usd,
                    "is_estimated": end.is_estimated or end.tokens is None,
                    "duration_ms": end.duration_ms,
                    "request_id": end.request_id[:100],
                },
            )
            work.touch("ops.model_call")
            work.note(outcome=end.outcome.value, cost_usd=round(usage.cost_usd, 6))


def _caller(assignment: Assignment) -> Actor:
    return assignment.actor or Actor(assignment.request.sender)


def _payer(assignment: Assignment) -> str:
    """Whose budget a call counts against: the person who asks, else whoever would send."""
    actor = assignment.actor
    asks = actor is not None and actor.kind in (ActorKind.PERSON, ActorKind.TOKEN)
    return (actor.email if asks and actor else assignment.request.sender).lower()
