"""Looking at standing approvals again: after an import, a change of policy, or when time has run out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from core.actor import Actor, ActorKind
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.drafting.approval.bind import changes
from core.drafting.approval.model import Approval, FactChange
from core.drafting.approval.void import void
from core.drafting.drafts.rows import Record, load
from core.drafting.drafts.states import APPROVED_STATES
from core.drafting.drafts.workshop import Workshop
from core.drafting.fact import FactSheet
from core.drafting.rules.load import Wanted
from core.drafting.rules.registry import STANDING, judge
from core.errors import NotFound
from core.store import Reader, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")

CHECKER = Actor("approval check", kind=ActorKind.JOB)
"""Who makes approvals void that data have overtaken; it holds no role and can do nothing else."""


def recheck(shop: Workshop, actor: Actor, *, thorough: bool = False) -> tuple[Approval, ...]:
    """Void what no longer holds among the approvals on the actor's accounts, and give those.

    ``thorough`` looks even where no fact has moved: a new day can make a sentence untrue.
    """
    require(actor, Permission.DRAFT_READ)
    rows = shop.store.rows(statement("standing"), viewer(actor))
    voided = []
    for row in rows:
        before = load(shop.store, actor, row["draft_id"])
        after = recheck_one(shop, actor, before, always=thorough)
        if after.approval is not None and after.approval.is_void:
            voided.append(after.approval)
    return tuple(voided)


def recheck_one(shop: Workshop, actor: Actor, record: Record, *, always: bool = False) -> Record:
    """The draft after its approval was held against the data, where they may have moved since."""
    if not _needs_check(shop, record, always) or shop.store.refusal is not None:
        return record
    with shop.store.exclusive():
        shop.fresh(actor, shop.today)
        record = load(shop.store, actor, record.draft_id)
        if not _needs_check(shop, record, always):
            return record
        version = int(shop.store.value(statement("facts_version")))
        reason, found = _what_changed(shop, actor, record)
        if not reason:
            _mark_checked(shop, record, version)
            return record
        with shop.store.transaction(CHECKER, "draft.void", record.subject) as work:
            void(work, record, reason, found, at=shop.now, by=CHECKER.name)
            work.note(reason=reason, changed=[change.what for change in found])
    return load(shop.store, actor, record.draft_id)


def _needs_check(shop: Workshop, record: Record, always: bool) -> bool:
    approval = record.approval
    if approval is None or approval.is_void or record.status not in APPROVED_STATES:
        return False
    if always or shop.now >= approval.expires_at:
        return True
    return int(shop.store.value(statement("facts_version"))) > record.checked_version


def _mark_checked(shop: Workshop, record: Record, version: int) -> None:
    assert record.approval is not None  # noqa: S101  (it needed a check)
    key = {"approval_id": record.approval.approval_id, "checked_version": version}
    shop.store.bookkeep(statement("set_checked"), key)


def _what_changed(
    shop: Workshop, actor: Actor, record: Record
) -> tuple[str, tuple[FactChange, ...]]:
    """Why the approval no longer holds, and what changed; no reason: it holds."""
    bound = _no_longer_bound(shop, record)
    if bound is not None:
        return bound[0], (bound[1],)
    try:
        today = shop.gather_again(actor, record.request, record.sheet)
    except NotFound as error:
        return "recipient", (FactChange("Recipient", record.recipient_name, error.message),)
    found = changes(record.approval.cited, today) if record.approval else ()
    # A figure can go out of date while the fact it follows from stays: "the renewal is 90 days away".
    found = found or tuple(
        FactChange(f"The words {claim.words!r}", "proven", claim.reason)
        for claim in shop.report(record, today).unmatched
    )
    return ("facts", found) if found else _blocked(shop, shop.store, actor, record, today)


def _no_longer_bound(shop: Workshop, record: Record) -> tuple[str, FactChange] | None:
    """Time, text, recipient and policy, which need no facts to be compared."""
    approval = record.approval
    assert approval is not None  # noqa: S101  (it needed a check)
    if shop.now >= approval.expires_at:
        until = f"good until {approval.expires_at:%-d %B %Y, %H:%M} UTC"
        return "expired", FactChange("Approval", until, "run out")
    if record.letter.content_hash != approval.content_hash:
        return "edited", FactChange("Text", "as approved", "changed")
    before, now = approval.recipient_email, record.recipient_email
    if now != before:
        return "recipient", FactChange("Recipient's address", before, now)
    policy = int(shop.store.value(statement("policy_version")))
    if policy != approval.policy_version:
        return "policy", FactChange(
            "Policy", f"version {approval.policy_version}", f"version {policy}"
        )
    return None


def _blocked(
    shop: Workshop, reader: Reader, actor: Actor, record: Record, today: FactSheet
) -> tuple[str, tuple[FactChange, ...]]:
    wanted = Wanted(record.request, today, draft_id=record.draft_id)
    blocks = judge(shop.situation(reader, actor, wanted), record.lifted)
    stops: Sequence[FactChange] = [
        FactChange(f"Rule {block.rule.value}", "let it pass", block.message)
        for block in blocks
        if block.stops and block.rule in STANDING
    ]
    return ("rule", tuple(stops)) if stops else ("", ())
