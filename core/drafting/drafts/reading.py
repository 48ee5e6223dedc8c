"""Showing drafts: one with all there is to say of it, and the outbox."""

from __future__ import annotations

from core.actor import Actor
from core.auth.scope import viewer
from core.drafting.claim import GateReport
from core.drafting.drafts.model import Draft, DraftFilters, DraftPage, DraftRow
from core.drafting.drafts.rows import Record, statement
from core.drafting.drafts.states import OPEN_STATES, Status
from core.drafting.drafts.workshop import Workshop
from core.drafting.rules.model import Block
from core.drafting.rules.registry import judge
from core.errors import InvalidInput
from core.store import Reader

LONGEST_PAGE = 500


def assembled(
    shop: Workshop, actor: Actor, record: Record, report: GateReport | None = None
) -> Draft:
    """The draft with the gate's report and, while it may yet go out, what the rules say now."""
    report = report or shop.report(record)
    blocks: tuple[Block, ...] = ()
    if record.status in OPEN_STATES:
        blocks = judge(shop.situation_of(shop.store, actor, record, report), record.lifted)
    newest = record.newest
    return Draft(
        draft_id=record.draft_id,
        request=record.request,
        account_name=record.account_name,
        recipient_name=record.recipient_name,
        recipient_email=record.recipient_email,
        status=record.status,
        version=newest.version,
        versions=record.versions,
        letter=record.letter,
        sheet=record.sheet,
        report=report,
        writer=newest.writer,
        prompt_version=newest.prompt_version,
        note=record.note,
        approval=record.approval,
        blocks=blocks,
        vouches=record.vouches,
        attachments=record.attachments,
        created_at=record.created_at,
        created_by=record.created_by,
    )


def page(reader: Reader, actor: Actor, filters: DraftFilters) -> DraftPage:
    """A page of the outbox, the last changed first."""
    _check(filters)
    asked = {
        **viewer(actor),
        "statuses": list(filters.status),
        "owners": [owner.lower() for owner in filters.owner],
        "account_key": filters.account_key,
        "contact_key": filters.contact_key,
        "kinds": list(filters.kind),
        "purposes": list(filters.purpose),
        "search": filters.search.strip(),
        "limit": filters.limit,
        "offset": filters.offset,
    }
    rows = reader.rows(statement("outbox"), asked)
    total = rows[0]["total"] if rows else 0
    if not rows and filters.offset:
        first = reader.rows(statement("outbox"), {**asked, "limit": 1, "offset": 0})
        total = first[0]["total"] if first else 0
    counted = {key: asked[key] for key in ("viewer", "sees_all", "owners")}
    counts = {
        row["status"]: row["drafts"] for row in reader.rows(statement("outbox_counts"), counted)
    }
    return DraftPage(
        tuple(
            DraftRow(**{name: value for name, value in row.items() if name != "total"})
            for row in rows
        ),
        int(total),
        filters.limit,
        filters.offset,
        {status.value: int(counts.get(status.value, 0)) for status in Status},
    )


def _check(filters: DraftFilters) -> None:
    known = {status.value for status in Status}
    if unknown := set(filters.status) - known:
        raise InvalidInput(
            f"There is no status {min(unknown)!r}.", f"Choose from {', '.join(sorted(known))}."
        )
    if not 1 <= filters.limit <= LONGEST_PAGE or filters.offset < 0:
        raise InvalidInput("This page cannot be shown.", f"Ask for 1 to {LONGEST_PAGE} drafts.")
