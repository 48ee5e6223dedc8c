"""What a person does to a draft: edit, attach a fact, vouch, lift a rule, discard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.approval.void import reopen, void
from core.drafting.claim import Attachment, Claim, GateReport, Standing, Vouch
from core.drafting.drafts.rows import Record, lift_scope, load, set_draft, statement
from core.drafting.drafts.states import APPROVED_STATES, Step, after
from core.drafting.drafts.workshop import Workshop
from core.drafting.drafts.writing import open_for_writing, save
from core.drafting.kind import Written
from core.drafting.letter import Letter
from core.drafting.rules.model import RuleName
from core.drafting.rules.registry import judge
from core.drafting.tracking.events import Happening, put_event
from core.errors import InvalidInput, NotApproved, NotFound
from core.store import Transaction

LONGEST_SUBJECT = 200
LONGEST_BODY = 20_000
LONGEST_REASON = 1000
LEAST_REASON = 3


def edit(
    shop: Workshop,
    actor: Actor,
    draft_id: int,
    subject: str,
    body: str,
    *,
    based_on: str | None = None,
) -> None:
    """Keep what a person typed as a new version, held against today's facts.

    Nothing is kept when neither the text nor a fact changed. ``based_on`` is the hash of the text that
    was changed; when somebody has saved another since, nothing is overwritten.
    """
    record = open_for_writing(shop, actor, draft_id)
    if based_on is not None and based_on != record.letter.content_hash:
        raise NotApproved(
            "Somebody saved another text while you wrote.",
            "Look at the newest version and make your change there.",
        )
    letter = _letter(subject, body, record.letter)
    sheet = shop.gather_again(actor, record.request, record.sheet)
    same_facts = {fact.id: fact.version for fact in sheet} == {
        fact.id: fact.version for fact in record.sheet
    }
    if letter.content_hash == record.letter.content_hash and same_facts:
        return
    written = Written(letter, "person", record.newest.prompt_version)
    same_text = letter.content_hash == record.letter.content_hash
    why = "refreshed" if same_text else "edited"
    save(shop, actor, record, written, sheet, why=why, step=Step.REVIEW)


def attach(shop: Workshop, actor: Actor, draft_id: int, words: str, fact_id: str) -> None:
    """Say which fact some words of the text stand for; refused where the gate finds they disagree."""
    record = open_for_writing(shop, actor, draft_id)
    fact = shop.mentionable(record.request, record.sheet)[fact_id]
    said = _said(words, record)
    own = tuple(one for one in record.attachments if one.words != said)
    report = shop.judge_text(
        record.request,
        record.letter,
        record.sheet,
        record.vouches,
        (*own, Attachment(said, fact.id)),
    )
    _refuse_unless(
        report, said, {Standing.ATTACHED, Standing.MATCHED}, f"{fact.label} does not say {said!r}."
    )

    def write(work: Transaction, at: datetime) -> dict[str, Any]:
        key = {"draft_id": draft_id, "words": said}
        work.execute(statement("attachment_delete"), key)
        values = {**key, **_by(record, actor, at), "fact_id": fact.id}
        work.execute(statement("attachment_insert"), values)
        return {"fact_id": fact.id}

    _review(shop, actor, record, action="draft.attach", report=report, write=write)


def vouch(shop: Workshop, actor: Actor, draft_id: int, words: str, reason: str) -> None:
    """Give one's own word for some words; the gate refuses it for what data must prove."""
    require(actor, Permission.DRAFT_VOUCH)
    if not actor.is_person:
        raise InvalidInput("Only a person vouches.", "Do it signed in, or with your own token.")
    record = open_for_writing(shop, actor, draft_id)
    said, why = _said(words, record), _reason(reason)
    own = Vouch(said, why, actor.email, shop.now)
    report = shop.judge_text(
        record.request,
        record.letter,
        record.sheet,
        (*record.vouches, own),
        record.attachments,
    )
    _refuse_unless(report, said, {Standing.VOUCHED}, f"{said!r} cannot be vouched for.")

    def write(work: Transaction, at: datetime) -> dict[str, Any]:
        values = {"draft_id": draft_id, "words": said, "reason": why, **_by(record, actor, at)}
        work.execute(statement("vouch_insert"), values)
        return {"reason": why}

    _review(shop, actor, record, action="draft.vouch", report=report, write=write)


def lift(shop: Workshop, actor: Actor, draft_id: int, rule: str, reason: str) -> None:
    """Let one draft pass one rule that now stops it, where the rule allows that."""
    require(actor, Permission.DRAFT_LIFT)
    record = open_for_writing(shop, actor, draft_id)
    if rule not in set(RuleName):
        known = ", ".join(name.value for name in RuleName)
        raise NotFound(f"There is no rule {rule!r}.", f"There are: {known}.")
    name, why = RuleName(rule), _reason(reason)
    report = shop.report(record)
    blocks = judge(shop.situation_of(shop.store, actor, record, report))
    block = next((one for one in blocks if one.rule is name), None)
    if block is None:
        raise InvalidInput(f"The rule {rule!r} does not stop this draft.", "Nothing to lift.")
    if not block.liftable:
        raise InvalidInput(
            f"The rule {rule!r} cannot be lifted for a draft.",
            f"Who could: {block.who_could_lift}",
        )

    def write(work: Transaction, at: datetime) -> dict[str, Any]:
        holds_for = lift_scope(record.recipient_email, record.request.purpose)
        values = {"draft_id": draft_id, "rule": name.value, "reason": why, "holds_for": holds_for}
        work.execute(statement("lift_insert"), {**values, **_by(record, actor, at)})
        return {"rule": name.value, "reason": why, "message": block.message}

    _review(shop, actor, record, action="draft.lift", report=report, write=write)


def discard(shop: Workshop, actor: Actor, draft_id: int, reason: str) -> None:
    """Give a draft up; what was written stays on record."""
    require(actor, Permission.DRAFT_WRITE)
    why = _reason(reason)
    with shop.store.transaction(actor, "draft.discard", f"draft {draft_id}") as work:
        record = load(work, actor, draft_id)
        status = record.status
        if status in APPROVED_STATES:
            status = void(work, record, "discarded", at=shop.now, by=actor.email)
        set_draft(work, record, shop.now, status=after(status, Step.DISCARD))
        happening = Happening(
            draft_id,
            record.request.account_key,
            record.request.contact_key,
            "discarded",
            shop.today,
            shop.now,
        )
        put_event(work, happening, shop.now, actor.email, {"reason": why})
        work.note(reason=why)


def _review(
    shop: Workshop,
    actor: Actor,
    seen: Record,
    *,
    action: str,
    report: GateReport,
    write: Callable[[Transaction, datetime], dict[str, Any]],
) -> None:
    """One step of review: what ``write`` keeps, the draft's new state, the audit event."""
    with shop.store.transaction(actor, action, seen.subject) as work:
        record = load(work, actor, seen.draft_id)
        if record.newest.version != seen.newest.version:
            raise InvalidInput(
                "Somebody else has changed the draft meanwhile.", "Look at the newest version."
            )
        status = after(reopen(work, record, "edited", shop.now, actor.email), Step.REVIEW)
        work.note(**write(work, shop.now))
        set_draft(work, record, shop.now, status=status, unmatched=len(report.unmatched))


def _by(record: Record, actor: Actor, at: datetime) -> dict[str, Any]:
    return {"contact_key": record.request.contact_key, "by": actor.email, "at": at}


def _letter(subject: str, body: str, before: Letter) -> Letter:
    if any(mark in subject.strip() for mark in ("\n", "\r", "\u2028", "\u2029")):
        raise InvalidInput("The subject has more than one line.", "Keep it on one.")
    letter = Letter.from_text(subject, body, before)
    if not letter.subject or not letter.body:
        raise InvalidInput("A draft needs a subject and a text.", "Write something first.")
    if len(letter.subject) > LONGEST_SUBJECT or len(letter.body) > LONGEST_BODY:
        raise InvalidInput(
            "The text is too long.",
            f"A subject has at most {LONGEST_SUBJECT} characters, a text {LONGEST_BODY}.",
        )
    return letter


def _said(words: str, record: Record) -> str:
    """The words as they stand in the text."""
    said = words.strip()
    if not said or (said not in record.letter.body and said not in record.letter.subject):
        raise InvalidInput(f"The text does not say {words!r}.", "Mark words of the newest text.")
    return said


def _reason(reason: str) -> str:
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON or len(why) > LONGEST_REASON:
        raise InvalidInput("This needs a reason.", "Say why in a few words.")
    return why


def _refuse_unless(report: GateReport, said: str, wanted: set[Standing], otherwise: str) -> None:
    """Raise unless the claims that the words touch stand as wanted."""
    touched = [claim for claim in report.claims if _touches(claim, said)]
    if any(claim.standing in wanted for claim in touched) and all(
        claim.standing is not Standing.UNMATCHED for claim in touched
    ):
        return
    why = next((one.reason for one in touched if one.standing is Standing.UNMATCHED), "")
    raise InvalidInput(otherwise, why or "There is no open statement in these words.")


def _touches(claim: Claim, said: str) -> bool:
    return claim.words in said or said in claim.words
