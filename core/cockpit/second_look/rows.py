"""Second looks as flat rows, for a file that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.actor import Actor
from core.cockpit.filters import Filters
from core.cockpit.second_look.look import contradictions, watermelons
from core.store import Store


@dataclass(frozen=True)
class WatermelonRow:
    """One signal against a green account."""

    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    arr_amount: Decimal | None
    currency: str | None
    health_score: float | None
    sources: int
    source: str
    signal: str
    says: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ContradictionRow:
    """Two statements that cannot both be so."""

    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    arr_amount: Decimal | None
    currency: str | None
    rule: str
    title: str
    says_one: str
    evidence_one: tuple[str, ...]
    says_other: str
    evidence_other: tuple[str, ...]


def watermelon_rows(store: Store, actor: Actor, filters: Filters) -> Iterator[WatermelonRow]:
    """A row a signal, in the order of the page."""
    for melon in watermelons(store, actor, filters):
        of = melon.account
        for signal in melon.signals:
            yield WatermelonRow(
                of.account_id,
                of.name,
                of.tier,
                of.owner_email,
                of.arr_amount,
                of.currency,
                of.health_score,
                len(melon.sources),
                signal.source,
                signal.title,
                signal.says,
                signal.evidence,
            )


def contradiction_rows(store: Store, actor: Actor, filters: Filters) -> Iterator[ContradictionRow]:
    """A row a contradiction, in the order of the page."""
    for one in contradictions(store, actor, filters):
        of = one.account
        yield ContradictionRow(
            of.account_id,
            of.name,
            of.tier,
            of.owner_email,
            of.arr_amount,
            of.currency,
            one.rule,
            one.title,
            one.says_one,
            one.evidence_one,
            one.says_other,
            one.evidence_other,
        )
