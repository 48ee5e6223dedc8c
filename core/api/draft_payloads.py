"""What the API takes and says of drafts. Claims carry their facts, facts the imported rows behind them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, Field

from core.api.payloads import Strict, Utc
from core.api.problems import MissingFact
from core.cockpit.drafts import OUTREACH
from core.drafting.drafts import Status
from core.drafting.kind import Length, Tone
from core.drafting.prompts import load_prompt

LARGEST_PAGE = 500
LARGEST_TEXT_BYTES = 250_000
"""A body of the greatest length with every character escaped."""

_PURPOSES = tuple(load_prompt(OUTREACH).meta.purposes)
Event = Literal["sent", "replied", "meeting_booked", "no_response"]
Reason = Annotated[str, Field(min_length=3, max_length=1000, description="Why; kept on record.")]
Hash = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{64}$",
        description="`content_hash` of the draft as it was read: what is approved.",
    ),
]


class OutreachRequest(Strict):
    """An executive outreach that is wanted."""

    contact: str = Field(
        min_length=1,
        max_length=255,
        examples=["C1", "Robert Kim"],
        description="Identifier as imported, `system:identifier`, or the name of one contact.",
    )
    purpose: Literal[_PURPOSES] = Field(  # type: ignore[valid-type]
        description="What the letter is for."
    )
    tone: Tone = Field(default=Tone.WARM, description="How it speaks.")
    length: Length = Field(default=Length.STANDARD, description="How long it is.")
    sender: str = Field(
        default="",
        max_length=320,
        description="Address it would go out from; by default the caller's own, else the account owner's.",
    )


class DraftQuery(Strict):
    """Filters and page of the outbox. Values of one list are alternatives, lists narrow each other."""

    status: list[Status] = Field(default=[], description="Where the draft stands.")
    owner: list[str] = Field(default=[], description="E-mail addresses of who made or sends it.")
    account: str = Field(
        default="", description="As imported, `system:identifier`, or a name; empty for all."
    )
    kind: list[str] = Field(default=[], description="Kinds of draft, e.g. executive_outreach.")
    purpose: list[str] = Field(default=[], description="Purposes of the kind.")
    search: str = Field(default="", description="Part of subject, account, person or address.")
    limit: int = Field(default=50, ge=1, le=LARGEST_PAGE, description="Drafts in a page.")
    offset: int = Field(
        default=0, ge=0, le=2**31, description="Drafts to leave out before the page."
    )


class DraftEdit(Strict):
    """Another text. What is left out stays as it is."""

    subject: str | None = Field(default=None, min_length=1, max_length=200, description="One line.")
    body: str | None = Field(
        default=None,
        min_length=1,
        max_length=20_000,
        description="The whole text, paragraphs separated by an empty line.",
    )
    content_hash: Hash | None = Field(
        default=None,
        description="Hash of the text that was changed: 409 when somebody saved another since.",
    )


class DraftApproval(Strict):
    """A person's word that exactly this text may go out."""

    content_hash: Hash
    send_at: AwareDatetime | None = Field(
        default=None,
        description="When it is to go out; by default the next moment outside quiet hours.",
    )


class DraftDiscard(Strict):
    """Giving a draft up."""

    reason: Reason


class DraftHappening(Strict):
    """What became of a draft."""

    event: Event = Field(description="Only an approved draft can have been sent.")
    on: date | AwareDatetime | None = Field(
        default=None, description="The day or the moment it happened; now without."
    )


class SourceRow(BaseModel):
    """An imported row. ``line`` is of ``file``, the first line counting as 1; ``member`` a file within it."""

    reference: str = Field(examples=["crm.outcome_metric/123"])
    table: str
    system: str | None
    id: str | None = Field(description="The row's identifier in its source system.")
    batch: int | None
    file: str | None
    member: str | None
    line: int | None


class DraftFact(BaseModel):
    """A fact as it stood when the text was written, with the rows it was read from."""

    fact_id: str = Field(examples=["outcome.order_cycle_time.value"])
    kind: str
    label: str
    said: str = Field(description="The value in words.")
    value: float | str
    unit: str
    as_of: date
    freshness: str = Field(description="present or stale.")
    origin: str = Field(
        description="imported, derived (from other facts) or proposed (by Rapport)."
    )
    derived_from: list[str]
    sources: list[SourceRow]


class DraftClaim(BaseModel):
    """Words that claim something. ``start`` and ``end`` count characters of ``part`` from 0."""

    part: str = Field(description="subject or body.")
    start: int
    end: int
    words: str
    kind: str
    standing: str = Field(description="matched, attached, vouched or unmatched, which blocks.")
    reason: str
    facts: list[DraftFact] = Field(description="What proves it, best first.")


class DraftParagraph(BaseModel):
    """A paragraph and the facts that its writer says it used."""

    text: str
    fact_ids: list[str]


class DraftLetter(BaseModel):
    """The newest text. ``ask`` is the one thing it asks for, as it stands in the text."""

    subject: str
    body: str
    paragraphs: list[DraftParagraph]
    ask: str
    words: int


class DraftBlock(BaseModel):
    """What a rule says of the draft; ``stops`` is false where it only warns."""

    rule: str
    message: str
    who_could_lift: str
    stops: bool
    liftable: bool


class DraftApproved(BaseModel):
    """The newest approval. ``changes`` says what made it void."""

    version: int
    content_hash: str
    recipient_email: str
    policy_version: int
    approved_by: str
    approved_at: Utc
    expires_at: Utc
    send_from: Utc
    voided_at: Utc | None
    void_reason: str
    changes: list[str]


class DraftText(BaseModel):
    """One text of the draft; ``why`` says what made it (drafted, edited, retoned, ...)."""

    version: int
    subject: str
    body: str
    content_hash: str
    writer: str
    prompt_version: str
    why: str
    created_at: Utc
    created_by: str


class DraftPast(BaseModel):
    """Something that happened to the draft. ``occurred_at`` is null where only the day is known."""

    event: str
    occurred_on: date
    occurred_at: Utc | None
    recorded_at: Utc
    recorded_by: str


class DraftHead(BaseModel):
    """What a draft is: of which kind, about whom, for whom, from whom, and where it stands."""

    draft_id: int
    kind: str
    status: str
    purpose: str
    tone: str
    length: str
    account_id: str
    account_name: str
    contact_id: str | None
    recipient_name: str
    recipient_email: str
    sender: str
    version: int
    writer: str = Field(description="claude, template, or person after an edit.")
    created_at: Utc
    created_by: str


class DraftItem(DraftHead):
    """A draft as the outbox lists it. ``unmatched`` counts claims without a fact."""

    subject: str
    unmatched: int
    changed_at: Utc
    approved_at: Utc | None
    approved_by: str | None
    expires_at: Utc | None
    void_reason: str | None
    sent_on: date | None
    replied_on: date | None
    meeting_on: date | None


class DraftList(BaseModel):
    """A page of drafts, the last changed first; ``total`` counts all that the filters leave."""

    total: int
    limit: int
    offset: int
    by_status: dict[str, int] = Field(description="Drafts in each state, whatever the filters.")
    items: list[DraftItem]


class DraftDetail(DraftHead):
    """A draft with its text, what proves it, and what stands in its way."""

    source_system: str
    as_of: date
    content_hash: str = Field(description="What an approval of this text has to name.")
    letter: DraftLetter
    prompt_version: str
    note: str = Field(description="Why the template wrote where the model was to.")
    gate_passes: bool
    claims: list[DraftClaim]
    facts: list[DraftFact] = Field(description="All facts that the text uses.")
    missing: list[MissingFact]
    blocks: list[DraftBlock]
    approval: DraftApproved | None
    versions: list[DraftText]
    events: list[DraftPast]

    @classmethod
    def of(cls, shown: dict[str, Any]) -> DraftDetail:
        """From the form that the command line prints as well."""
        return cls.model_validate(shown)
