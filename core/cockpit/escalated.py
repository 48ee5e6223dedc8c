"""Escalations as pages show them: within the filters, with how their notices got on, and for export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.actor import Actor
from core.channels.events import EventKind, RecordedEvent, events
from core.channels.notices import NoticeDelivery, deliveries
from core.cockpit.filters import Filters
from core.cockpit.query import scope, statement
from core.health.escalation import Escalation, EscalationPage, escalations
from core.health.escalation.likely import Likely, LikelyNext, likely_next
from core.health.escalation.notices import KEY
from core.store import Store

SALES_KINDS = (
    EventKind.ESCALATION_OPENED,
    EventKind.ESCALATION_WORSENED,
    EventKind.ESCALATION_RECOVERED,
)
EVENT_DAYS = 14
"""Days for which an event stands on the Today page of who should act on it."""

LARGEST = 500


def escalation_list(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    states: Sequence[str] = (),
    severities: Sequence[str] = (),
    standing: bool = True,
    limit: int = 100,
    offset: int = 0,
) -> EscalationPage:
    """The escalations of the filtered accounts, as :func:`~core.health.escalation.escalations` orders them."""
    return escalations(
        store,
        actor,
        states=states,
        severities=severities,
        account_keys=_keys(store, actor, filters),
        standing=standing,
        limit=limit,
        offset=offset,
    )


def likely_list(
    store: Store, actor: Actor, filters: Filters, *, capacity: int | None = None
) -> LikelyNext:
    """Which of the filtered accounts are likely to escalate next."""
    keys = _keys(store, actor, filters)
    return likely_next(store, actor, filters.on(store.clock), capacity=capacity, account_keys=keys)


def notices_of(store: Store, actor: Actor, escalation_id: int) -> tuple[NoticeDelivery, ...]:
    """How far the notices of an escalation got, a row a notice and channel, newest first."""
    return deliveries(store, actor, key_prefix=f"{KEY}{escalation_id}/")


def sales_events(store: Store, actor: Actor) -> tuple[RecordedEvent, ...]:
    """What technical health tells the owner of a deal, newest first; to who sees all, everything."""
    since = store.clock.now() - timedelta(days=EVENT_DAYS)
    mine = actor.email if "@" in actor.email else None
    return events(store, actor, kinds=SALES_KINDS, for_email=mine, since=since, limit=LARGEST)


@dataclass(frozen=True)
class EscalationLine:
    """An escalation, flat, for a file."""

    escalation_id: int
    account_id: str
    account_name: str
    owner_email: str
    severity: str
    severity_reasons: tuple[str, ...]
    state: str
    trigger: str
    opened_on: date
    from_band: str
    opened_band: str
    worst_band: str
    band: str
    opened_score: float
    worst_score: float
    score: float | None
    times_worsened: int
    update_on: date | None
    recovered_on: date | None
    rules_tripped: tuple[str, ...]
    decided_by: str
    reason: str
    draft_id: int | None
    draft_note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class LikelyLine:
    """An account likely to escalate, flat, for a file."""

    account_id: str
    account_name: str
    owner_email: str
    band: str
    score: float
    points: float
    signs: tuple[str, ...]
    arr_amount: float | None
    currency: str
    renewal_on: date | None
    evidence: tuple[str, ...]


def escalation_lines(store: Store, actor: Actor, filters: Filters) -> Iterable[EscalationLine]:
    """Every escalation of the filtered accounts, those that are over as well."""
    offset = 0
    while True:
        page = escalation_list(store, actor, filters, standing=False, limit=LARGEST, offset=offset)
        yield from map(_line, page.rows)
        offset += LARGEST
        if offset >= page.total:
            return


def likely_lines(store: Store, actor: Actor, filters: Filters) -> Iterable[LikelyLine]:
    """Every filtered account with signs, beyond the team's capacity too."""
    found = likely_list(store, actor, filters, capacity=1_000_000)
    return map(_likely_line, found.rows)


def _keys(store: Store, actor: Actor, filters: Filters) -> tuple[int, ...] | None:
    """The filtered accounts; ``None`` when the filters leave all of those the actor sees."""
    if replace(filters, as_of=None, period_days=Filters().period_days) == Filters():
        return None
    rows = store.rows(statement("escalated_keys"), scope(store, actor, filters))
    return tuple(row["account_key"] for row in rows)


def _line(one: Escalation) -> EscalationLine:
    return EscalationLine(
        escalation_id=one.escalation_id,
        account_id=one.account_id,
        account_name=one.account_name,
        owner_email=one.rep_email,
        severity=one.severity.value,
        severity_reasons=one.severity_reasons,
        state=one.state.value,
        trigger=one.trigger.value,
        opened_on=one.opened_on,
        from_band=one.from_band,
        opened_band=one.opened_band,
        worst_band=one.worst_band,
        band=one.band,
        opened_score=one.opened_score,
        worst_score=one.worst_score,
        score=one.score,
        times_worsened=one.times_worsened,
        update_on=one.update_on,
        recovered_on=one.recovered_on,
        rules_tripped=one.rules_tripped,
        decided_by=one.stance_by,
        reason=one.stance_reason,
        draft_id=one.draft_id,
        draft_note=one.draft_note,
        evidence=one.evidence,
    )


def _likely_line(one: Likely) -> LikelyLine:
    evidence = dict.fromkeys(name for sign in one.signs for name in sign.evidence)
    return LikelyLine(
        account_id=one.account_id,
        account_name=one.account_name,
        owner_email=one.rep_email,
        band=one.band,
        score=one.score,
        points=one.points,
        signs=tuple(f"{sign.factor} {sign.points:g}: {sign.note}" for sign in one.signs),
        arr_amount=one.arr_amount,
        currency=one.currency,
        renewal_on=one.renewal_on,
        evidence=tuple(evidence),
    )
