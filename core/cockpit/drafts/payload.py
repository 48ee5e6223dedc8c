"""Drafts as JSON: one form for the command line and the API, with identifiers as imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.cockpit.drafts.proof import claim_json, fact_json, open_facts
from core.cockpit.query import statement
from core.drafting.approval import Approval
from core.drafting.documents import Document
from core.drafting.drafts import Draft, DraftPage, DraftRow, DraftVersion
from core.drafting.fact import FactSheet
from core.drafting.letter import Letter
from core.drafting.tracking import DraftEvent
from core.errors import MissingFacts
from core.store import Store


def draft_json(
    store: Store, actor: Actor, draft: Draft, events: Sequence[DraftEvent] = ()
) -> dict[str, Any]:
    """A draft with its letter, each claim with its facts and rows, and what stands in its way."""
    account = require_account(store, actor, draft.account_key)
    cited = tuple(dict.fromkeys((*draft.letter.fact_ids, *draft.report.fact_ids)))
    facts = [draft.sheet[name] for name in cited if name in draft.sheet]
    sources = open_facts(store, actor, facts)
    contact = contact_ids(store, [draft.contact_key])
    return {
        "draft_id": draft.draft_id,
        "kind": draft.kind,
        "status": draft.status.value,
        "account_id": account.source_id,
        "source_system": account.source_system,
        "account_name": account.name,
        "contact_id": contact.get(draft.contact_key),
        "recipient_name": draft.recipient_name,
        "recipient_email": draft.recipient_email,
        "sender": draft.sender,
        "purpose": draft.purpose,
        "tone": draft.tone.value,
        "length": draft.length.value,
        "as_of": draft.request.as_of,
        "version": draft.version,
        "content_hash": draft.content_hash,
        "letter": _letter(draft.letter),
        "writer": draft.writer,
        "prompt_version": draft.prompt_version,
        "note": draft.note,
        "gate_passes": draft.report.passes,
        "claims": [claim_json(claim, draft.sheet, sources) for claim in draft.report.claims],
        "facts": [fact_json(fact, sources) for fact in facts],
        "missing": missing_json((item.label, item.remedy) for item in draft.sheet.missing),
        "blocks": [block.to_dict() for block in draft.blocks],
        "approval": None if draft.approval is None else _approval(draft.approval),
        "versions": [_version(one) for one in draft.versions],
        "events": [_event(one) for one in events],
        "created_at": draft.created_at,
        "created_by": draft.created_by,
    }


def page_json(store: Store, page: DraftPage) -> dict[str, Any]:
    """A page of the outbox."""
    contacts = contact_ids(store, [row.contact_key for row in page.rows])
    return {
        "total": page.total,
        "limit": page.limit,
        "offset": page.offset,
        "by_status": dict(page.by_status),
        "items": [_row(row, contacts.get(row.contact_key)) for row in page.rows],
    }


def missing_json(pairs: Iterable[tuple[str, str]] | MissingFacts) -> list[dict[str, str]]:
    """Facts that nothing imported supplies, each with the import that would."""
    found = pairs.facts if isinstance(pairs, MissingFacts) else pairs
    return [{"label": label, "remedy": remedy} for label, remedy in found]


def document_json(
    store: Store, actor: Actor, document: Document, sheet: FactSheet
) -> dict[str, Any]:
    """A document with the facts its rows name, each with its rows."""
    facts = [sheet[name] for name in document.fact_ids if name in sheet]
    sources = open_facts(store, actor, facts)
    return {**document.to_dict(), "facts": [fact_json(fact, sources) for fact in facts]}


def contact_ids(store: Store, keys: Iterable[int | None]) -> dict[int | None, str]:
    """What sources call the contacts with these keys."""
    wanted = sorted({key for key in keys if key is not None})
    if not wanted:
        return {}
    rows = store.rows(statement("contact_identifiers"), {"keys": wanted})
    return {row["contact_key"]: row["source_id"] for row in rows}


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "subject": letter.subject,
        "body": letter.body,
        "paragraphs": [
            {"text": part.text, "fact_ids": list(part.fact_ids)} for part in letter.paragraphs
        ],
        "ask": letter.ask,
        "words": letter.words,
    }


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        "version": approval.version,
        "content_hash": approval.content_hash,
        "recipient_email": approval.recipient_email,
        "policy_version": approval.policy_version,
        "approved_by": approval.approved_by,
        "approved_at": approval.approved_at,
        "expires_at": approval.expires_at,
        "send_from": approval.send_from,
        "voided_at": approval.voided_at,
        "void_reason": approval.void_reason,
        "changes": [change.sentence for change in approval.changes],
    }


def _version(version: DraftVersion) -> dict[str, Any]:
    return {
        "version": version.version,
        "subject": version.letter.subject,
        "body": version.letter.body,
        "content_hash": version.content_hash,
        "writer": version.writer,
        "prompt_version": version.prompt_version,
        "why": version.why,
        "created_at": version.created_at,
        "created_by": version.created_by,
    }


def _event(event: DraftEvent) -> dict[str, Any]:
    return {
        "event": event.event,
        "occurred_on": event.occurred_on,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
    }


def _row(row: DraftRow, contact_id: str | None) -> dict[str, Any]:
    found = {name: value for name, value in vars(row).items() if not name.endswith("_key")}
    return {**found, "contact_id": contact_id}
