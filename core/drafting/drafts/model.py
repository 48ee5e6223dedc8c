"""A draft, its versions and its page in the outbox, as front doors show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from core.drafting.approval.model import Approval
from core.drafting.claim import Attachment, GateReport, Vouch
from core.drafting.drafts.states import Status
from core.drafting.fact import FactSheet, Missing
from core.drafting.kind import DraftRequest, Length, Tone
from core.drafting.letter import Letter
from core.drafting.rules.model import Block


@dataclass(frozen=True)
class Prepared:
    """What is known before anything is written. ``missing`` are facts the purpose needs and lacks."""

    sheet: FactSheet
    missing: tuple[Missing, ...]
    warnings: tuple[Block, ...]


@dataclass(frozen=True)
class DraftVersion:
    """One text of a draft; ``why`` says what made it (drafted, edited, tone, ...)."""

    version: int
    letter: Letter
    writer: str
    prompt_version: str
    why: str
    created_at: datetime
    created_by: str

    @property
    def content_hash(self) -> str:
        return self.letter.content_hash


@dataclass(frozen=True)
class Draft:
    """A draft with its newest text.

    ``approval`` is the newest one, void or not; ``is_approved`` says whether it stands. ``report`` is
    the claim gate's on the newest text, ``blocks`` what the rules say now. Times are naive UTC.
    """

    draft_id: int
    request: DraftRequest
    account_name: str
    recipient_name: str
    recipient_email: str
    status: Status
    version: int
    versions: tuple[DraftVersion, ...]
    letter: Letter
    sheet: FactSheet
    report: GateReport
    writer: str
    prompt_version: str
    note: str
    approval: Approval | None
    blocks: tuple[Block, ...]
    vouches: tuple[Vouch, ...]
    attachments: tuple[Attachment, ...]
    created_at: datetime
    created_by: str

    @property
    def kind(self) -> str:
        return self.request.kind

    @property
    def purpose(self) -> str:
        return self.request.purpose

    @property
    def tone(self) -> Tone:
        return self.request.tone

    @property
    def length(self) -> Length:
        return self.request.length

    @property
    def account_key(self) -> int:
        return self.request.account_key

    @property
    def contact_key(self) -> int | None:
        return self.request.contact_key

    @property
    def sender(self) -> str:
        return self.request.sender

    @property
    def content_hash(self) -> str:
        """What an approval must name: the hash of the text on screen."""
        return self.letter.content_hash

    @property
    def is_approved(self) -> bool:
        """Whether an approval of exactly this text stands; expiry is checked where it is used."""
        return (
            self.approval is not None
            and not self.approval.is_void
            and self.approval.content_hash == self.content_hash
        )

    @property
    def stops(self) -> tuple[Block, ...]:
        """The blocks that keep the draft from approval."""
        return tuple(block for block in self.blocks if block.stops)


@dataclass(frozen=True)
class DraftRow:
    """A draft as the outbox lists it. ``unmatched`` counts claims without a fact in its text."""

    draft_id: int
    kind: str
    purpose: str
    tone: str
    length: str
    account_key: int
    account_id: str
    account_name: str
    contact_key: int | None
    recipient_name: str
    recipient_email: str
    sender: str
    status: str
    version: int
    subject: str
    writer: str
    unmatched: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    approved_at: datetime | None
    approved_by: str | None
    expires_at: datetime | None
    void_reason: str | None
    sent_on: date | None
    replied_on: date | None
    meeting_on: date | None


@dataclass(frozen=True)
class DraftFilters:
    """What the outbox shows. Empty means all. ``owner`` is who made the draft or would send it."""

    status: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    account_key: int | None = None
    contact_key: int | None = None
    kind: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    search: str = ""
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True)
class DraftPage:
    """A page of drafts, the last changed first; ``total`` counts all, ``by_status`` counts each state."""

    rows: tuple[DraftRow, ...]
    total: int
    limit: int
    offset: int
    by_status: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WordChange:
    """Words of a difference; ``change`` is same, added or removed, ``part`` subject or body."""

    part: str
    change: str
    words: str
