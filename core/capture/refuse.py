"""What becomes of records that cannot be imported: each is kept with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from core.capture.model import Level, Problem
from core.capture.prepare import Check, Prepared, Ready
from core.capture.statement import statement
from core.store import Transaction


def open_refusals(work: Transaction) -> None:
    """An empty ``refusal`` table for the next file."""
    work.execute("DROP TABLE IF EXISTS temp.refusal")
    work.execute(
        "CREATE TEMP TABLE refusal (record BIGINT, source_line BIGINT, column_name VARCHAR,"
        " value VARCHAR, reason VARCHAR)"
    )


def collect(work: Transaction, prepared: Prepared, ready: Ready) -> None:
    """Fill ``refusal`` with every problem of every record that was not accepted."""
    bound = prepared.binder.bind
    for check in (check for check in ready.checks if check.refuses):
        sql = statement(
            "refuse",
            line=prepared.staged.line,
            relation=ready.part.relation,
            column=bound(check.column),
            raw=check.raw,
            reason=bound(check.reason),
            predicate=check.predicate,
        )
        work.execute(sql, prepared.binder.used(sql))
    work.execute(
        statement("refuse_ragged", line=prepared.staged.line, relation=ready.part.relation)
    )


def keep(work: Transaction, header: Sequence[str], batch_id: int) -> int:
    """Move ``refusal`` to ``crm.refused_row``; returns how many records were refused."""
    refused = int(work.value("SELECT count(DISTINCT record) FROM refusal"))
    if refused:
        names = {f"h{index}": name for index, name in enumerate(labels(header))}
        pairs = ", ".join(f"$h{index}, c{index}" for index in range(len(header)))
        work.execute(statement("keep_refused", pairs=pairs), {**names, "batch_id": batch_id})
    return refused


def labels(header: Sequence[str]) -> list[str]:
    """The header's names, each once: a repeated one is numbered, an empty one named by position."""
    seen: dict[str, int] = {}
    found = []
    for index, name in enumerate(header):
        plain = name or f"column {index + 1}"
        seen[plain] = seen.get(plain, 0) + 1
        found.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return found


def refusal_problems(work: Transaction) -> list[Problem]:
    """The refusals by column and reason, most frequent first."""
    rows = work.rows(statement("refusal_summary"))
    return [Problem(level=Level.REFUSED, **row) for row in rows]


def notes(work: Transaction, prepared: Prepared, ready: Ready, *, first: bool) -> list[Problem]:
    """What was left out of records that were accepted, by column.

    Of a later share, whole rows may have been: a comment whose date cannot be read.
    """
    checks = [check for check in ready.checks if not (first and check.refuses)]
    if not checks:
        return []
    counted = ", ".join(
        f"count(*) FILTER ({check.predicate}) AS n{number},"
        f" arg_min({check.raw}, record) FILTER ({check.predicate}) AS v{number}_value,"
        f" min({prepared.staged.line}) FILTER ({check.predicate}) AS l{number}"
        for number, check in enumerate(checks)
    )
    accepted = ready.accepted if first else "record NOT IN (SELECT record FROM refusal)"
    sql = statement("notes", counted=counted, relation=ready.part.relation, accepted=accepted)
    row = work.one(sql, prepared.binder.used(sql)) or {}
    return [
        _note(check, row[f"n{number}"], row[f"v{number}_value"], row[f"l{number}"])
        for number, check in enumerate(checks)
        if row[f"n{number}"]
    ]


def _note(check: Check, count: int, value: str | None, line: int | None) -> Problem:
    shown = str(value or "")[:200]
    reason = f"left out: {check.reason}" if check.refuses else check.reason
    return Problem(line, check.column, shown, reason, count, Level.NOTE)
