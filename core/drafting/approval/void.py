"""Making an approval void, with what changed, in the transaction that made it so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from core.drafting.approval.model import Approval, FactChange
from core.drafting.drafts.rows import Record, set_draft
from core.drafting.drafts.states import APPROVED_STATES, Status, Step, after
from core.drafting.tracking.events import Happening, put_event
from core.store import Transaction, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")

REASONS = {
    "edited": "The text was changed.",
    "facts": "A fact that the text rests on has changed.",
    "recipient": "The recipient's address has changed.",
    "policy": "The policy has changed.",
    "rule": "A rule no longer lets it pass.",
    "expired": "The approval has run out.",
    "suppressed": "The recipient is no longer to be written to.",
    "discarded": "The draft was discarded.",
    "deleted": "The draft was deleted from the mailbox.",
}
"""What makes an approval void, in words."""


def void(
    work: Transaction,
    record: Record,
    reason: str,
    changes: Sequence[FactChange] = (),
    *,
    at: datetime,
    by: str,
) -> Status:
    """Make the standing approval void; returns where the draft then stands."""
    approval = record.approval
    assert approval is not None and record.status in APPROVED_STATES  # noqa: S101  (callers look first)
    void_approval(work, approval, reason, changes, at)
    status = after(record.status, Step.VOID)
    set_draft(work, record, at, status=status)
    happening = Happening(
        record.draft_id,
        record.request.account_key,
        record.request.contact_key,
        "voided",
        at.date(),
        at,
    )
    put_event(work, happening, at, by, _detail(reason, changes))
    return status


def void_approval(
    work: Transaction,
    approval: Approval,
    reason: str,
    changes: Sequence[FactChange],
    at: datetime,
) -> None:
    """Write that the approval is void."""
    work.execute(
        statement("approval_void"),
        {
            "approval_id": approval.approval_id,
            "voided_at": at,
            "void_reason": reason,
            "changes": json.dumps([_plain(change) for change in changes], ensure_ascii=False),
        },
    )


def reopen(work: Transaction, record: Record, reason: str, at: datetime, by: str) -> Status:
    """The state to go on from: an approval that stood is void, since the text is about to change."""
    if record.status not in APPROVED_STATES:
        return record.status
    before = f"version {record.newest.version}, as approved"
    return void(work, record, reason, [FactChange("Text", before, "changed")], at=at, by=by)


def _detail(reason: str, changes: Sequence[FactChange]) -> dict[str, Any]:
    return {"reason": reason, "changes": [change.sentence for change in changes]}


def _plain(change: FactChange) -> dict[str, str]:
    return {"what": change.what, "before": change.before, "after": change.after}
