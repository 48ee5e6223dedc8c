"""What making and judging drafts needs, built once: facts, writers, claim gate, rules, clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from core.actor import Actor
from core.drafting.approval.bind import PROPOSED
from core.drafting.claim import Attachment, GateReport, Vouch
from core.drafting.drafts.rows import Record
from core.drafting.fact import Fact, FactSheet
from core.drafting.kind import Assignment, DraftKind, DraftRequest, Length, Writer, Written
from core.drafting.letter import Letter
from core.drafting.prompts import Prompt, load_prompt, mentionable
from core.drafting.rules.load import Wanted, situation
from core.drafting.rules.situation import Situation
from core.errors import InvalidInput
from core.store import ModelSet, Reader, Store, refresh


class Check(Protocol):
    """The claim gate."""

    def __call__(
        self,
        subject: str,
        body: str,
        sheet: FactSheet,
        *,
        vouches: Sequence[Vouch] = (),
        attachments: Sequence[Attachment] = (),
        own_names: Sequence[str] = (),
    ) -> GateReport: ...


class Propose(Protocol):
    """Proposes meeting times and a time to send, as facts; ``beyond`` are those not wanted again."""

    def __call__(
        self, sheet: FactSheet, request: DraftRequest, now: datetime, beyond: Sequence[Fact] = ()
    ) -> Sequence[Fact]: ...


def nothing_proposed(
    sheet: FactSheet,  # noqa: ARG001
    request: DraftRequest,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
    beyond: Sequence[Fact] = (),  # noqa: ARG001
) -> Sequence[Fact]:
    """No meeting times: letters then ask for one."""
    return ()


@dataclass(frozen=True)
class Workshop:
    """Everything the use cases of drafts share. ``template`` writes what ``writer`` cannot."""

    store: Store
    kinds: Mapping[str, DraftKind]
    writer: Writer
    template: Writer
    check: Check
    propose: Propose = nothing_proposed
    models: ModelSet | None = None
    prompt_of: Callable[[str], Prompt] = load_prompt
    own_names: tuple[str, ...] = ()

    @property
    def now(self) -> datetime:
        return self.store.clock.now()

    @property
    def today(self) -> date:
        return self.store.clock.today()

    def kind(self, name: str) -> DraftKind:
        """The kind of draft; raises InvalidInput with those there are."""
        try:
            return self.kinds[name]
        except KeyError:
            known = ", ".join(self.kinds)
            raise InvalidInput(
                f"There is no kind of draft {name!r}.", f"There are: {known}."
            ) from None

    def fresh(self, actor: Actor, as_of: date) -> None:
        """Bring the marts up to date where the database takes writes."""
        if self.models is not None and self.store.refusal is None:
            refresh(self.store, self.models, as_of, actor)

    def gather(self, actor: Actor, request: DraftRequest) -> FactSheet:
        """The facts of a request, with meeting times proposed."""
        sheet = self.kind(request.kind).gather(self.store, actor, request)
        return sheet.with_facts(*self.propose(sheet, request, self.now))

    def gather_again(self, actor: Actor, request: DraftRequest, before: FactSheet) -> FactSheet:
        """The facts as of today, with the proposals of the draft's own sheet."""
        asked = request.but(as_of=self.today)
        sheet = self.kind(request.kind).gather(self.store, actor, asked)
        kept = [fact for fact in before if fact.id.startswith(PROPOSED) and fact.id not in sheet]
        return sheet.with_facts(*kept)

    def write(
        self,
        actor: Actor,
        request: DraftRequest,
        sheet: FactSheet,
        on_text: Callable[[str], None] | None = None,
        *,
        variant: int = 0,
    ) -> Written:
        """A letter that passes the gate; where the model's does not, the template's."""
        assignment = Assignment(
            request,
            sheet,
            function=self.function(sheet),
            max_words=self.max_words(request),
            actor=actor,
            variant=variant,
        )
        written = self.writer.write(assignment, on_text)
        if self.writer is self.template or written.writer == "template":
            return written
        report = self.judge_text(request, written.letter, sheet)
        if report.passes:
            return written
        said = "; ".join(dict.fromkeys(claim.words for claim in report.unmatched[:3]))
        instead = self.template.write(assignment, on_text)
        note = f"The model's text claimed what no fact proves ({said}); the template wrote instead."
        return replace(instead, usage=written.usage, note=note)

    def function(self, sheet: FactSheet) -> str:
        """The reader's function, ``other`` where nothing says."""
        fact = sheet.get("recipient.function")
        return "other" if fact is None else str(fact.value)

    def max_words(self, request: DraftRequest) -> int:
        """Words the body may have; a short letter aims at fewer."""
        limits = self.prompt_of(request.kind).meta.limits
        return limits.short_words if request.length is Length.SHORT else limits.max_words

    def judge_text(
        self,
        request: DraftRequest,
        letter: Letter,
        sheet: FactSheet,
        vouches: Sequence[Vouch] = (),
        attachments: Sequence[Attachment] = (),
    ) -> GateReport:
        """The claim gate's report; facts the purpose must leave unsaid prove nothing."""
        return self.check(
            letter.subject,
            letter.body,
            self.mentionable(request, sheet),
            vouches=vouches,
            attachments=attachments,
            own_names=self.names(sheet),
        )

    def report(self, record: Record, sheet: FactSheet | None = None) -> GateReport:
        """The gate's report on a draft's newest text."""
        return self.judge_text(
            record.request,
            record.letter,
            sheet or record.sheet,
            record.vouches,
            record.attachments,
        )

    def mentionable(self, request: DraftRequest, sheet: FactSheet) -> FactSheet:
        """The sheet without what a text for this purpose must not say."""
        return mentionable(self.prompt_of(request.kind), request.purpose, sheet)

    def names(self, sheet: FactSheet) -> tuple[str, ...]:
        """Names that need no fact: the sender's and our company's and products'."""
        sender = [sheet.get(name) for name in ("sender.name", "sender.first_name")]
        return (*self.own_names, *(str(fact.value) for fact in sender if fact is not None))

    def situation(self, reader: Reader, actor: Actor, wanted: Wanted) -> Situation:
        """What the rules look at, now."""
        prompt = self.prompt_of(wanted.request.kind)
        is_letter = prompt.meta.shape == "letter" and prompt.meta.reader == "customer"
        return situation(
            reader,
            actor,
            self.now,
            replace(
                wanted,
                needs_recipient=is_letter,
                names_tickets=prompt.meta.names_tickets,
                max_words=prompt.max_words,
            ),
        )

    def situation_of(
        self,
        reader: Reader,
        actor: Actor,
        record: Record,
        report: GateReport,
        *,
        sheet: FactSheet | None = None,
        send_at: datetime | None = None,
    ) -> Situation:
        """What the rules look at for a kept draft."""
        wanted = Wanted(
            record.request,
            sheet or record.sheet,
            record.letter,
            cited=cited_ids(record.letter, report),
            send_at=send_at,
            draft_id=record.draft_id,
        )
        return self.situation(reader, actor, wanted)


def cited_ids(letter: Letter, report: GateReport) -> tuple[str, ...]:
    """The facts a text rests on: those its writer used, and for each claim the fact that proves it best."""
    best = (claim.fact_ids[0] for claim in report.claims if claim.fact_ids)
    return tuple(dict.fromkeys((*letter.fact_ids, *best)))
