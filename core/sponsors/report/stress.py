"""What the loss of a person would do to an account: the same SQL models, read with the person gone.

The models that depend on who is active (``mart.contact_profile`` and what follows from it) are put together into one
statement in which a correction "has left" stands beside those that people made. Everything else is read from the
mart as it is, and nothing is written.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import NotFound
from core.sponsors.report.manifest import shipped_models
from core.sponsors.report.question import SQL
from core.store import Model, ModelSet, Reader, load_sql

CORRECTIONS = "ops.contact_override"


@dataclass(frozen=True)
class Standing:
    """How an account stands. ``threads`` are executives at champion or engaged; the keys are of contacts."""

    score: float | None
    coverage_pct: float
    level: str
    risk: str
    executives: int
    threads: int
    primary_key: int | None
    primary: str | None
    backup_key: int | None
    backup: str | None
    last_contact_on: date | None


@dataclass(frozen=True)
class OpenDeal:
    """An open opportunity on which the person has a role."""

    name: str
    role: str | None
    amount: Decimal | None
    currency: str | None
    close_on: date | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class TiedGoal:
    """An initiative that served one of the person's own priorities, or that the renewal depends on."""

    initiative: str
    priority: str | None
    is_theirs: bool
    tied_to_renewal: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """The account with the person and without them.

    ``arr`` and ``currency`` are the account's revenue, exposed when the person was the primary sponsor or the only
    thread (``is_exposed``); ``deals_by_currency`` sums the open opportunities they are on.
    """

    account: str
    contact_key: int
    person: str
    title: str | None
    before: Standing
    after: Standing
    arr: Decimal | None
    currency: str | None
    is_exposed: bool
    renewal_on: date | None
    deals: tuple[OpenDeal, ...]
    deals_by_currency: tuple[tuple[str, Decimal], ...]
    goals: tuple[TiedGoal, ...]
    evidence: tuple[str, ...]


def without(
    store: Reader,
    actor: Actor,
    account_key: int,
    contact_key: int,
    as_of: date,
    *,
    models: ModelSet | None = None,
) -> Loss:
    """The account on ``as_of`` as if the person had left; the mart must be fresh for the date.

    Raises :class:`~core.errors.NotFound` when the actor sees no such account, or it has no such active contact.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = require_account(store, actor, account_key)
    scope = {"account_key": account_key, "as_of": as_of}
    person = store.one(load_sql(SQL, "stress_person"), {**scope, "contact_key": contact_key})
    if person is None:
        raise NotFound(
            f"{account.label} has no such person in touch on {as_of.isoformat()}.",
            "Choose an active contact of the account.",
        )
    before = _standing(store.one(load_sql(SQL, "stress_standing"), scope))
    after = _standing(
        store.one(shadowed(models or shipped_models()), {**scope, "removed": contact_key})
    )
    about = {"account_key": account_key, "contact_key": contact_key}
    deals = tuple(
        OpenDeal(**{**row, "evidence": tuple(row["evidence"])})
        for row in store.rows(load_sql(SQL, "stress_deal"), {**about, "as_of": as_of})
    )
    goals = tuple(
        TiedGoal(**{**row, "evidence": tuple(row["evidence"])})
        for row in store.rows(load_sql(SQL, "stress_goal"), about)
    )
    is_thread = person.pop("is_thread")
    return Loss(
        account=account.label,
        contact_key=contact_key,
        before=before,
        after=after,
        is_exposed=before.primary_key == contact_key or (is_thread and before.threads == 1),
        deals=deals,
        deals_by_currency=_sums(deals),
        goals=goals,
        **{**person, "evidence": tuple(person["evidence"])},
    )


def loss_json(found: Loss) -> dict[str, Any]:
    """The command line's and the API's form; keys of contacts as text, amounts as text."""
    return {
        name: _plain(value) for name, value in asdict(found).items() if name != "deals_by_currency"
    } | {"deals_by_currency": {code: str(amount) for code, amount in found.deals_by_currency}}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: str(item) if name.endswith("_key") and item else _plain(item)
            for name, item in value.items()
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@lru_cache(maxsize=4)
def shadowed(models: ModelSet) -> str:
    """``sql/stress_standing.sql`` over the models read anew, with the corrections that name ``$removed`` as gone."""
    chain = _following(models)
    steps = [f"shadow_correction AS MATERIALIZED (\n{load_sql(SQL, 'stress_correction')}\n)"]
    names = {model.table: f"shadow_{model.name}" for model in chain} | {
        CORRECTIONS: "shadow_correction"
    }
    # All of this is text of the program: names come from file names, never from input.
    steps += [
        f"shadow_{model.name} AS MATERIALIZED (\n{_renamed(model.sql, names)}\n)" for model in chain
    ]
    together = ",\n".join(steps)
    return f"WITH\n{together}\n{_renamed(load_sql(SQL, 'stress_standing'), names)}"


def _following(models: ModelSet) -> list[Model]:
    """The models needed for a standing that depend on who is active, each after those it reads."""
    reached: set[str] = set()
    for model in models.ordered:
        if CORRECTIONS in model.reads or reached & model.reads:
            reached.add(model.table)
    needed = {f"mart.{name}" for name in ("account_sponsor", "sponsor_score", "contact_profile")}
    for model in reversed(models.ordered):
        if model.table in needed:
            needed |= model.reads
    return [model for model in models.ordered if model.table in reached & needed]


def _renamed(sql: str, names: dict[str, str]) -> str:
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", lambda found: names[found[0]], sql)


def _standing(row: dict[str, Any] | None) -> Standing:
    if row is None:
        return Standing(None, 0.0, "unknown", "critical", 0, 0, None, None, None, None, None)
    return Standing(**row)


def _sums(deals: tuple[OpenDeal, ...]) -> tuple[tuple[str, Decimal], ...]:
    sums: dict[str, Decimal] = {}
    for deal in deals:
        if deal.amount is not None and deal.currency:
            sums[deal.currency] = sums.get(deal.currency, Decimal(0)) + deal.amount
    return tuple(sorted(sums.items()))
