"""The watch: holds each scan against the last one, and opens, worsens and ends escalations.

What follows from a scan is one statement (``sql/transitions.sql``). It is read and written in one
transaction together with the notices of what it says, so that a crash leaves all of it or nothing, and the
same scan run again finds nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.notices import ChannelName
from core.health.escalation.model import Moved, Observed, RuleHit, Severity, Step, Trigger
from core.health.escalation.notices import tell
from core.store import Reader, Row, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
SCORE_RULE = "escalation_score"
"""The limit itself as a rule, among those of technical health."""


def observe(
    store: Store,
    actor: Actor,
    as_of: date,
    account_key: int | None = None,
    *,
    at: datetime | None = None,
    channels: Sequence[ChannelName] = tuple(ChannelName),
) -> Observed:
    """Hold the scores of ``as_of``, of one account or all, against those seen before.

    The scores must be fresh. A day before the last one seen says nothing new. Nothing new, nothing written.
    ``at`` (naive UTC) is when it happened, by default now; ``channels`` are those that tell of it.
    """
    require(actor, Permission.ACCOUNT_REFRESH)
    scope = {"as_of": as_of, "account_key": account_key}
    changed = store.value(load_sql(SQL, "watch_changed"), scope)
    if not changed and not _moves(store, as_of, account_key):
        return Observed(as_of)
    with store.transaction(actor, "escalation.watch", as_of.isoformat()) as work:
        done = _Scan(work, as_of, at or work.clock.now(), channels).run(
            _moves(work, as_of, account_key)
        )
        for name in ("watch_delete", "watch_insert"):
            work.execute(load_sql(SQL, name), scope)
        work.touch("ops.escalation_watch")
        work.note(
            opened=len(done.opened), worsened=len(done.worsened), recovered=len(done.recovered)
        )
    return done


def _moves(reader: Reader, as_of: date, account_key: int | None) -> list[Moved]:
    rows = reader.rows(load_sql(SQL, "transitions"), {"as_of": as_of, "account_key": account_key})
    return [_moved(row) for row in rows]


def _moved(row: Row) -> Moved:
    return Moved(
        account_key=row["account_key"],
        step=Step(row["step"]),
        band=row["band"],
        score=row["score"],
        from_band=row["from_band"] or "",
        from_score=row["from_score"],
        escalation_id=row["escalation_id"],
        score_limit=row["escalation_score"],
        severity=Severity.ranked(row["severity_rank"]),
        severity_reasons=tuple(row["severity_reasons"]),
        rules_tripped=tuple(row["rules_tripped"]),
        is_below=row["is_below"],
        is_worse_band=row["is_worse_band"],
    )


class _Scan:
    """One scan's changes, within its transaction."""

    def __init__(
        self, work: Transaction, as_of: date, at: datetime, channels: Sequence[ChannelName]
    ) -> None:
        self.work, self.as_of, self.at = work, as_of, at
        self.channels = channels

    def run(self, moves: Sequence[Moved]) -> Observed:
        opened, worsened, recovered = [], [], []
        for move in moves:
            if move.step is Step.OPEN:
                opened.append(self._open(move))
            elif move.escalation_id is not None:
                self._follow(move, move.escalation_id)
                if move.step is Step.WORSEN:
                    worsened.append(move.escalation_id)
                elif move.step is Step.RECOVER:
                    recovered.append(move.escalation_id)
        return Observed(self.as_of, tuple(opened), tuple(worsened), tuple(recovered))

    def _open(self, move: Moved) -> int:
        number = int(self.work.value(load_sql(SQL, "next")))
        rules, evidence = self._rules(move.account_key)
        self.work.execute(
            load_sql(SQL, "open"),
            {
                "escalation_id": number,
                "account_key": move.account_key,
                "trigger": move.trigger.value,
                "at": self.at,
                "as_of": self.as_of,
                "from_band": move.from_band,
                "from_score": move.from_score,
                "band": move.band,
                "score": move.score,
                "score_limit": move.score_limit,
                "needs_better_band": move.is_worse_band or _is_first_in_colour(move),
                "severity": move.severity.value,
                "severity_reasons": list(move.severity_reasons),
                "rules_tripped": list(move.rules_tripped),
                "evidence": list(evidence),
            },
        )
        self._keep_rules(number, move, rules)
        self.work.touch("ops.escalation")
        self._tell(number, move)
        return number

    def _follow(self, move: Moved, number: int) -> None:
        of = {"escalation_id": number}
        if move.step is Step.WORSEN:
            rules, evidence = self._rules(move.account_key)
            self._keep_rules(number, move, rules)
            row = self._standing(number)
            severity = _severer(Severity(row["severity"]), move.severity)
            self.work.execute(
                load_sql(SQL, "worsen"),
                {
                    **of,
                    "worst_band": _worse(row["worst_band"], move.band),
                    "score": move.score,
                    "is_worse_band": move.is_worse_band,
                    "severity": severity.value,
                    "severity_reasons": list(move.severity_reasons),
                    "rules_tripped": list(move.rules_tripped),
                    "evidence": list(evidence),
                },
            )
            self._tell(number, move)
        elif move.step is Step.RECOVER:
            self.work.execute(load_sql(SQL, "recover"), {**of, "at": self.at, "as_of": self.as_of})
            self._tell(number, move)
        elif move.step in (Step.BETTER, Step.RELAPSE):
            is_better = move.step is Step.BETTER
            self.work.execute(
                load_sql(SQL, "progress"), {**of, "is_better": is_better, "as_of": self.as_of}
            )
        if move.step in (Step.SEE, Step.RELAPSE):
            self.work.execute(load_sql(SQL, "lowest"), {**of, "score": move.score})
        self.work.touch("ops.escalation")

    def _keep_rules(self, number: int, move: Moved, rules: Sequence[RuleHit]) -> None:
        """Keep the rules that had a part in it, each with its value when it first had one."""
        known = self.work.rows(load_sql(SQL, "rules"), {"escalation_id": number})
        kept = {row["rule"] for row in known}
        for rule in (*rules, _score_rule(move)) if move.is_below else rules:
            if rule.rule not in kept:
                values = {"escalation_id": number, **vars(rule)}
                self.work.execute(load_sql(SQL, "rule_insert"), values)
        self.work.touch("ops.escalation_rule")

    def _tell(self, number: int, move: Moved) -> None:
        if self.channels:
            tell(self.work, number, move, as_of=self.as_of, channels=self.channels)

    def _standing(self, number: int) -> Row:
        return self.work.one(load_sql(SQL, "standing"), {"escalation_id": number}) or {}

    def _rules(self, account_key: int) -> tuple[tuple[RuleHit, ...], tuple[str, ...]]:
        """The rules that are tripped, and the rows that tripped them."""
        found = self.work.rows(
            load_sql(SQL, "open_rules"), {"account_key": account_key, "as_of": self.as_of}
        )
        evidence = dict.fromkeys(name for row in found for name in row.pop("evidence"))
        return tuple(RuleHit(**row) for row in found), tuple(evidence)


def _is_first_in_colour(move: Moved) -> bool:
    return move.trigger is Trigger.FIRST_SEEN and move.band != "green"


def _score_rule(move: Moved) -> RuleHit:
    return RuleHit(SCORE_RULE, move.score, move.score_limit, "points", "Health score.")


def _worse(one: str, other: str) -> str:
    order = ("red", "amber", "green")
    return min(one, other, key=order.index)


def _severer(one: Severity, other: Severity) -> Severity:
    order = list(Severity)
    return min(one, other, key=order.index)
