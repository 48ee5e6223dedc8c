"""Drafts in the database: what is read of one, and how each table is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from core.actor import Actor
from core.auth.scope import viewer
from core.drafting.approval.model import Approval, CitedFact, FactChange
from core.drafting.claim import Attachment, Vouch
from core.drafting.drafts.model import DraftVersion
from core.drafting.drafts.states import Status
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest, Length, Tone
from core.drafting.letter import Letter
from core.drafting.rules.model import RuleName
from core.errors import NotFound
from core.store import Reader, Row, Transaction, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")


@dataclass(frozen=True)
class Record:
    """A draft as it is kept, before the gate and the rules have looked at it.

    ``checked_version`` is the data version at which the approval's facts were last found unchanged;
    ``lifted`` says, by rule, who lifted it and why.
    """

    draft_id: int
    request: DraftRequest
    status: Status
    account_id: str
    account_name: str
    recipient_name: str
    recipient_email: str
    created_at: datetime
    created_by: str
    versions: tuple[DraftVersion, ...]
    sheet: FactSheet
    note: str
    vouches: tuple[Vouch, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    lifted: Mapping[RuleName, str] = field(default_factory=dict)
    approval: Approval | None = None
    checked_version: int = 0

    @property
    def newest(self) -> DraftVersion:
        return self.versions[-1]

    @property
    def letter(self) -> Letter:
        return self.newest.letter

    @property
    def subject(self) -> str:
        """How the audit log names the draft."""
        return f"draft {self.draft_id}"


def lift_scope(address: str | None, purpose: str) -> str:
    """What a lifted rule is lifted for: another address or purpose is another question."""
    return f"{purpose} to {address or 'nobody'}"


def load(reader: Reader, actor: Actor, draft_id: int) -> Record:
    """The draft, or :class:`~core.errors.NotFound` when the actor may not see its account."""
    asked = {"draft_id": draft_id}
    row = reader.one(statement("draft"), {**viewer(actor), **asked})
    if row is None:
        raise NotFound(f"No draft {draft_id} is known to you.", "Choose one from the outbox.")
    versions = tuple(_version(found) for found in reader.rows(statement("versions"), asked))
    approval = reader.one(statement("newest_approval"), asked)
    return Record(
        draft_id=draft_id,
        request=_request(row),
        status=Status(row["status"]),
        account_id=row["account_id"] or "",
        account_name=row["account_name"] or "",
        recipient_name=row["recipient_name"] or "",
        recipient_email=row["recipient_email"] or "",
        created_at=row["created_at"],
        created_by=row["created_by"],
        versions=versions,
        sheet=FactSheet.from_dict(json.loads(row["sheet"])),
        note=row["note"],
        vouches=tuple(Vouch(**found) for found in reader.rows(statement("vouches"), asked)),
        attachments=tuple(
            Attachment(**found) for found in reader.rows(statement("attachments"), asked)
        ),
        lifted={
            RuleName(found["rule"]): f"Lifted by {found['lifted_by']}: {found['reason']}"
            for found in reader.rows(
                statement("lifts"),
                {**asked, "holds_for": lift_scope(row["recipient_email"], row["purpose"])},
            )
        },
        approval=None if approval is None else approval_of(approval),
        checked_version=0 if approval is None else int(approval["checked_version"]),
    )


def approval_of(row: Row) -> Approval:
    """An approval as its table keeps it."""
    return Approval(
        approval_id=row["approval_id"],
        draft_id=row["draft_id"],
        version=row["version"],
        content_hash=row["content_hash"],
        contact_key=row["contact_key"],
        recipient_email=row["recipient_email"],
        policy_version=row["policy_version"],
        cited=tuple(CitedFact(**fact) for fact in json.loads(row["cited"])),
        approved_by=row["approved_by"],
        approved_at=row["approved_at"],
        expires_at=row["expires_at"],
        send_from=row["send_from"],
        voided_at=row["voided_at"],
        void_reason=row["void_reason"],
        changes=tuple(
            FactChange(change["what"], change["before"], change["after"])
            for change in json.loads(row["changes"])
        ),
    )


def next_id(reader: Reader, name: str) -> int:
    """The number of the next row: ``draft``, ``approval``, ``draft_event`` or ``suppression``."""
    return int(reader.value(statement(f"next_{name}")))


def put_draft(
    work: Transaction,
    draft_id: int,
    request: DraftRequest,
    *,
    unmatched: int,
    at: datetime,
    by: str,
) -> None:
    """Keep a new draft."""
    work.execute(
        statement("draft_insert"),
        {
            "draft_id": draft_id,
            "kind": request.kind,
            "purpose": request.purpose,
            "tone": request.tone.value,
            "length": request.length.value,
            "account_key": request.account_key,
            "contact_key": request.contact_key,
            "sender": request.sender,
            "unmatched": unmatched,
            "at": at,
            "created_by": by,
        },
    )
    work.touch("ops.draft")


def put_version(
    work: Transaction,
    draft_id: int,
    version: DraftVersion,
    sheet: FactSheet,
    note: str = "",
) -> None:
    """Keep a text with the facts it was written or edited against."""
    work.execute(
        statement("version_insert"),
        {
            "draft_id": draft_id,
            "version": version.version,
            "contact_key": sheet.contact_key,
            "subject": version.letter.subject,
            "letter": _json(version.letter.to_dict()),
            "sheet": _json(sheet.to_dict()),
            "content_hash": version.content_hash,
            "writer": version.writer,
            "prompt_version": version.prompt_version,
            "note": note,
            "why": version.why,
            "created_at": version.created_at,
            "created_by": version.created_by,
        },
    )


def set_draft(
    work: Transaction,
    record: Record,
    at: datetime,
    *,
    status: Status,
    request: DraftRequest | None = None,
    version: int | None = None,
    unmatched: int | None = None,
) -> None:
    """Move a draft on."""
    asked = request or record.request
    work.execute(
        statement("draft_update"),
        {
            "draft_id": record.draft_id,
            "status": status.value,
            "purpose": asked.purpose,
            "tone": asked.tone.value,
            "length": asked.length.value,
            "version": version or record.newest.version,
            "unmatched": unmatched,
            "changed_at": at,
        },
    )
    work.touch("ops.draft")


def _request(row: Row) -> DraftRequest:
    return DraftRequest(
        kind=row["kind"],
        account_key=row["account_key"],
        purpose=row["purpose"],
        as_of=_as_of(row["sheet"]),
        sender=row["sender"],
        contact_key=row["contact_key"],
        tone=Tone(row["tone"]),
        length=Length(row["length"]),
    )


def _as_of(sheet: str) -> date:
    return date.fromisoformat(json.loads(sheet)["as_of"])


def _version(row: Row) -> DraftVersion:
    return DraftVersion(
        version=row["version"],
        letter=Letter.from_dict(json.loads(row["letter"])),
        writer=row["writer"],
        prompt_version=row["prompt_version"],
        why=row["why"],
        created_at=row["created_at"],
        created_by=row["created_by"],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
