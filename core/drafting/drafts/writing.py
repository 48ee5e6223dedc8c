"""Making a draft, and having it written anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.approval.void import reopen
from core.drafting.claim import GateReport
from core.drafting.drafts.model import DraftVersion, Prepared
from core.drafting.drafts.rows import Record, load, next_id, put_draft, put_version, set_draft
from core.drafting.drafts.states import APPROVED_STATES, Status, Step, after
from core.drafting.drafts.workshop import Workshop
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest, Length, Tone, Written
from core.drafting.letter import Letter, Paragraph
from core.drafting.prompts import missing_facts, require_facts
from core.drafting.rules.load import Wanted, recipient
from core.drafting.rules.registry import judge
from core.drafting.tracking.events import Happening, put_event
from core.errors import InvalidInput
from core.store import Transaction

OnText = Callable[[str], None]
_MORE_WORDS = 4
SLOT = "meeting.slot."


def prepare(shop: Workshop, actor: Actor, request: DraftRequest) -> Prepared:
    """Facts, what the purpose lacks, and what the rules would say; nothing is written."""
    require(actor, Permission.DRAFT_READ)
    sheet = _sheet(shop, actor, request)
    found = shop.situation(shop.store, actor, Wanted(request, sheet))
    missing = missing_facts(shop.prompt_of(request.kind), request.purpose, sheet)
    return Prepared(sheet, missing, judge(found))


def make(
    shop: Workshop, actor: Actor, request: DraftRequest, on_text: OnText | None = None
) -> tuple[Record, GateReport]:
    """Write a draft and keep it as version 1; what was kept, and the gate's report on it."""
    require(actor, Permission.DRAFT_WRITE)
    account = require_account(shop.store, actor, request.account_key)
    request = request.but(sender=request.sender.lower())
    sheet = _sheet(shop, actor, request)
    require_facts(shop.prompt_of(request.kind), request.purpose, sheet)
    written = shop.write(actor, request, sheet, on_text)
    report = shop.judge_text(request, written.letter, sheet)
    person = recipient(shop.store, request.contact_key)
    with shop.store.transaction(actor, "draft.make", f"account {account.source_id}") as work:
        draft_id = next_id(work, "draft")
        unmatched = len(report.unmatched)
        put_draft(work, draft_id, request, unmatched=unmatched, at=shop.now, by=actor.email)
        version = _version(shop, actor, 1, written, "drafted")
        put_version(work, draft_id, version, sheet, written.note)
        happening = Happening(
            draft_id,
            request.account_key,
            request.contact_key,
            "drafted",
            shop.today,
            shop.now,
        )
        put_event(work, happening, shop.now, actor.email)
        work.note(draft_id=draft_id, kind=request.kind, purpose=request.purpose)
        work.note(writer=written.writer, prompt=written.prompt_version)
    record = Record(
        draft_id=draft_id,
        request=request,
        status=Status.DRAFTED,
        account_id=account.source_id,
        account_name=account.name,
        recipient_name="" if person is None else person.name,
        recipient_email="" if person is None else person.email,
        created_at=version.created_at,
        created_by=actor.email,
        versions=(version,),
        sheet=sheet,
        note=written.note,
    )
    return record, report


def retone(
    shop: Workshop,
    actor: Actor,
    draft_id: int,
    *,
    tone: Tone | None = None,
    length: Length | None = None,
    purpose: str | None = None,
    on_text: OnText | None = None,
) -> None:
    """Write the whole draft anew from today's facts, in another tone, length or for another purpose."""
    record = open_for_writing(shop, actor, draft_id)
    request = record.request.but(
        as_of=shop.today,
        tone=tone or record.request.tone,
        length=length or record.request.length,
        purpose=purpose or record.request.purpose,
    )
    sheet = _sheet(shop, actor, request)
    require_facts(shop.prompt_of(request.kind), request.purpose, sheet)
    written = shop.write(actor, request, sheet, on_text, variant=_variant(record, request))
    save(shop, actor, record, written, sheet, why="retoned", step=Step.REDRAFT, request=request)


def rewrite_paragraph(shop: Workshop, actor: Actor, draft_id: int, index: int) -> None:
    """Put other words in the place of one paragraph, counted from 0; the others stay."""
    record = open_for_writing(shop, actor, draft_id)
    parts = record.letter.paragraphs
    if not 0 <= index < len(parts):
        raise InvalidInput(
            f"There is no paragraph {index + 1}.", f"The draft has {len(parts)} paragraphs."
        )
    sheet = shop.gather_again(actor, record.request, record.sheet)
    for shift in range(1, _MORE_WORDS + 1):
        variant = record.newest.version + shift
        written = shop.write(actor, record.request, sheet, variant=variant)
        other = _counterpart(written.letter, parts[index], index, len(parts))
        if other is not None and other.text not in {part.text for part in parts}:
            changed = (*parts[:index], other, *parts[index + 1 :])
            letter = replace(record.letter, paragraphs=changed, ask=_ask(changed, record, written))
            one = replace(written, letter=letter)
            save(shop, actor, record, one, sheet, why="rewritten", step=Step.REDRAFT)
            return
    raise InvalidInput(
        "The writer has no other words for this paragraph.",
        "Edit it yourself, or choose another tone.",
    )


def other_times(shop: Workshop, actor: Actor, draft_id: int) -> None:
    """Propose meeting times that were not proposed before, in the paragraphs that name them."""
    record = open_for_writing(shop, actor, draft_id)
    beyond = [fact for fact in record.sheet if fact.id.startswith(SLOT)]
    request = record.request.but(as_of=shop.today)
    bare = shop.kind(request.kind).gather(shop.store, actor, request)
    slots = shop.propose(bare, request, shop.now, beyond)
    if not any(fact.id.startswith(SLOT) for fact in slots):
        raise InvalidInput("No other meeting times can be proposed.", "Write one yourself.")
    sheet = bare.with_facts(*slots)
    written = shop.write(actor, request, sheet)
    fresh = [part for part in written.letter.paragraphs if _names_slot(part)]
    parts = tuple(
        fresh.pop(0) if _names_slot(part) and fresh else part for part in record.letter.paragraphs
    )
    if parts == record.letter.paragraphs:
        raise InvalidInput(
            "The text proposes no meeting times that could be exchanged.",
            "Have the draft written anew in its tone.",
        )
    letter = replace(record.letter, paragraphs=parts, ask=_ask(parts, record, written))
    one = replace(written, letter=letter)
    save(shop, actor, record, one, sheet, why="other_times", step=Step.REDRAFT)


def open_for_writing(shop: Workshop, actor: Actor, draft_id: int) -> Record:
    """The draft, if the actor may change it and it is not sent or given up."""
    require(actor, Permission.DRAFT_WRITE)
    record = load(shop.store, actor, draft_id)
    if record.status not in APPROVED_STATES:
        after(record.status, Step.REVIEW)
    shop.fresh(actor, shop.today)
    return record


def save(
    shop: Workshop,
    actor: Actor,
    seen: Record,
    written: Written,
    sheet: FactSheet,
    *,
    why: str,
    step: Step,
    request: DraftRequest | None = None,
) -> None:
    """Keep a new text as the next version; an approval of the one before is void."""
    asked = request or seen.request
    with shop.store.transaction(actor, "draft.write", seen.subject) as work:
        record = load(work, actor, seen.draft_id)
        if record.newest.version != seen.newest.version:
            raise InvalidInput(
                "Somebody else has changed the draft meanwhile.", "Look at the newest version."
            )
        status = after(reopen(work, record, "edited", shop.now, actor.email), step)
        version = _version(shop, actor, record.newest.version + 1, written, why)
        put_version(work, record.draft_id, version, sheet, written.note)
        report = _report(shop, record, written.letter, sheet, asked)
        set_draft(
            work,
            record,
            shop.now,
            status=status,
            request=asked,
            version=version.version,
            unmatched=len(report.unmatched),
        )
        _log_edit(shop, work, actor, record, version)
        work.note(version=version.version, why=why, writer=written.writer)


def _report(
    shop: Workshop, record: Record, letter: Letter, sheet: FactSheet, request: DraftRequest
) -> GateReport:
    return shop.judge_text(request, letter, sheet, record.vouches, record.attachments)


def _log_edit(
    shop: Workshop, work: Transaction, actor: Actor, record: Record, version: DraftVersion
) -> None:
    happening = Happening(
        record.draft_id,
        record.request.account_key,
        record.request.contact_key,
        "edited",
        shop.today,
        shop.now,
    )
    detail = {"version": version.version, "why": version.why}
    put_event(work, happening, shop.now, actor.email, detail)


def _sheet(shop: Workshop, actor: Actor, request: DraftRequest) -> FactSheet:
    shop.fresh(actor, request.as_of)
    if request.as_of != shop.today:
        # Rules look at what reached the recipient up to today.
        shop.fresh(actor, shop.today)
    return shop.gather(actor, request)


def _version(shop: Workshop, actor: Actor, number: int, written: Written, why: str) -> DraftVersion:
    return DraftVersion(
        number, written.letter, written.writer, written.prompt_version, why, shop.now, actor.email
    )


def _variant(record: Record, request: DraftRequest) -> int:
    """Asked for the same again, a writer is to take other words."""
    same = (request.tone, request.length, request.purpose) == (
        record.request.tone,
        record.request.length,
        record.request.purpose,
    )
    return record.newest.version if same else 0


def _counterpart(letter: Letter, old: Paragraph, index: int, count: int) -> Paragraph | None:
    """The paragraph that takes the old one's place: the one that uses most of its facts."""
    parts = letter.paragraphs
    if index == 0 or index == count - 1:
        return parts[0 if index == 0 else -1] if parts else None
    inner = parts[1:-1]
    if not inner:
        return None
    wanted = set(old.fact_ids)
    near = min(index - 1, len(inner) - 1)
    return max(
        enumerate(inner), key=lambda at: (len(wanted & set(at[1].fact_ids)), -abs(at[0] - near))
    )[1]


def _names_slot(part: Paragraph) -> bool:
    return any(fact_id.startswith(SLOT) for fact_id in part.fact_ids)


def _ask(parts: tuple[Paragraph, ...], record: Record, written: Written) -> str:
    """The ask as it now stands in the text."""
    text = "\n\n".join(part.text for part in parts)
    asks = (record.letter.ask, written.letter.ask)
    return next((ask for ask in asks if ask and ask in text), "")
