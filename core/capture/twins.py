"""A comment that came by an export and by a poll is one comment: the polled one stays.

Exports of Jira name no comments, so that both have keys of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.capture.journal import supersede
from core.capture.statement import statement
from core.capture.targets import TARGETS
from core.store import Transaction


def drop_twins(work: Transaction, batch_ids: Sequence[int]) -> set[str]:
    """Take exported comments out that were polled too; returns the tables it wrote to.

    What earlier imports brought is kept with the versions that this one replaced, and comes back when
    it is undone.
    """
    if not batch_ids or not work.value(statement("has_polled_events")):
        return set()
    for table in ("twin", "previous"):
        work.execute(f"DROP TABLE IF EXISTS temp.{table}")
    work.execute(statement("twins"))
    if not work.value("SELECT count(*) FROM twin"):
        return set()
    params = {"batch_ids": list(batch_ids)}
    work.execute(statement("drop_new_twins"), params)
    work.execute(statement("older_twins"), params)
    supersede(work, TARGETS["ticket_event"], batch_ids[0])
    return {"crm.ticket_event", "crm.superseded_row"}
