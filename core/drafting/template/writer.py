"""The writer that needs no model: a letter from facts, in wordings a person wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.drafting.fact import Fact, FactSheet
from core.drafting.fact_spec import matching
from core.drafting.kind import Assignment, DraftRequest, Length, Tone, Written
from core.drafting.letter import Letter, Paragraph
from core.drafting.prompts.load import load_prompt
from core.drafting.prompts.needs import require_facts, sayable
from core.drafting.prompts.phrases import phrase_book
from core.drafting.prompts.prompt import Prompt
from core.drafting.template.compose import Voice, pick
from core.drafting.template.plan import Move, Plan
from core.drafting.template.registry import outline, strengths
from core.errors import InvalidInput

WRITER = "template"
_RANK_CONCISE = 4
"""Moves of this rank or more are what a concise letter does without."""
_SLOTS_SHORT = 2
_SLOTS = ("slots.none", "slots.one", "slots.two", "slots.three")


@dataclass(frozen=True)
class TemplateWriter:
    """Implements :class:`core.drafting.kind.Writer`. ``own_company`` is our name in a letter, if known."""

    own_company: str = ""

    def write(
        self, assignment: Assignment, on_text: Callable[[str], None] | None = None
    ) -> Written:
        """The letter; raises MissingFacts when the purpose needs what no import supplied."""
        prompt = load_prompt(assignment.request.kind)
        if prompt.meta.shape == "document":
            letter = self._document(assignment)
        else:
            require_facts(prompt, assignment.request.purpose, assignment.sheet)
            letter = _Letter(prompt, assignment, self.own_company).write()
        if on_text is not None:
            on_text(letter.body)
        return Written(letter, WRITER, prompt.version)

    def _document(self, assignment: Assignment) -> Letter:
        from core.drafting.documents import make  # noqa: PLC0415 - documents use this package

        request = assignment.request
        return make(
            request.kind,
            assignment.sheet,
            purpose=request.purpose,
            function=assignment.function,
            own_company=self.own_company,
        ).letter()


class _Letter:
    """One letter in the making."""

    def __init__(self, prompt: Prompt, assignment: Assignment, own_company: str) -> None:
        request = assignment.request
        said = sayable(prompt, request.purpose, assignment.sheet)
        self.request, self.sheet, self.said = request, assignment.sheet, said
        self.limit = _limit(prompt, assignment)
        review = said.get("qbr.next_on") if request.purpose == "pre_qbr_briefing" else None
        self.facts = common_facts(said, review)
        self.voice = Voice(
            book=phrase_book(prompt),
            tags=frozenset(
                {
                    request.tone.value,
                    assignment.function,
                    request.length.value,
                    request.purpose,
                    maturity_tag(assignment.sheet),
                }
            ),
            seed=_seed(request, assignment.variant),
            facts=self.facts,
            words={"us": own_company},
            formal=request.tone is Tone.FORMAL,
            richest=prompt.meta.says_most,
        )

    def write(self) -> Letter:
        grounds = self.sheet.get("issue.grounds")
        variant = pick(self.voice.seed, "outline", 12)
        plan = outline(
            self.request.purpose,
            strengths(self.sheet, self.said),
            variant,
            grounds="" if grounds is None else str(grounds.value),
        )
        if self.request.tone is Tone.CONCISE:
            plan = plan.without(_RANK_CONCISE)
        plan, paragraphs = self._fitted(plan)
        roles = {**plan.roles, **self.facts}
        subject = self.voice.move(Move(f"subject.{self.request.purpose}", roles=roles))
        ask = self.voice.move(Move(f"ask.{self.request.purpose}"))
        return Letter(subject, paragraphs, ask)

    def _fitted(self, plan: Plan) -> tuple[Plan, tuple[Paragraph, ...]]:
        """Leave out what can be spared, then proposed times, until the letter is short enough."""
        slots = sum(f"slot_{n}" in self.facts for n in (1, 2, 3))
        if self.request.length is Length.SHORT:
            slots = min(slots, _SLOTS_SHORT)
        paragraphs = self._paragraphs(plan, slots)
        while sum(len(part.text.split()) for part in paragraphs) > self.limit:
            shorter = plan.shortened()
            if shorter is None and slots == 0:
                raise InvalidInput(
                    f"This letter cannot be said in {self.limit} words.", "Allow more words."
                )
            plan, slots = (plan, slots - 1) if shorter is None else (shorter, slots)
            paragraphs = self._paragraphs(plan, slots)
        return plan, paragraphs

    def _paragraphs(self, plan: Plan, slots: int) -> tuple[Paragraph, ...]:
        titled = "sender_title" in self.facts
        sign_off = Move("sign_off.titled" if titled else "sign_off")
        made = [self.voice.paragraph([Move("greeting")])]
        for moves in plan.paragraphs:
            named = [Move(_SLOTS[slots]) if m.section == "slots" else m for m in moves]
            known = [m for m in named if m.section not in _SLOTS or m.section in self.voice.book]
            made.append(self.voice.paragraph(known))
        made.append(self.voice.paragraph([sign_off]))
        return tuple(part for part in made if part.text)


def maturity_tag(sheet: FactSheet) -> str:
    """The tag of wordings for a reader of this technical maturity; medium where nothing says."""
    told = sheet.get("reader.maturity")
    return "maturity_medium" if told is None else f"maturity_{told.value}"


def _seed(request: DraftRequest, variant: int) -> str:
    """What wordings are picked by: the same letter for the same wish, another when asked for again."""
    again = f" {variant}" if variant else ""
    return f"{request.account_key} {request.contact_key} {request.purpose}{again}"


def _limit(prompt: Prompt, assignment: Assignment) -> int:
    if assignment.request.length is Length.SHORT:
        return min(assignment.max_words, prompt.meta.limits.short_words)
    return assignment.max_words


_COMMON = {
    "company": "account.name", "recipient": "recipient.name", "sender": "sender.name", "sender_title": "sender.title",
    "length": "meeting.length",
}  # fmt: skip


def common_facts(said: FactSheet, before: Fact | None = None) -> Mapping[str, Fact]:
    """Facts that every wording may name: who writes to whom about which company, and when to meet.

    Times that are not ``before`` that fact's date are left out.
    """
    found = {role: said[fact_id] for role, fact_id in _COMMON.items() if fact_id in said}
    first = said.get("recipient.first_name") or said.get("recipient.name")
    if first is not None:
        found["first_name"] = first
    slots = [slot for slot in matching("meeting.slot.*", said) if _in_time(slot, before)][:3]
    found |= {f"slot_{n}": slot for n, slot in enumerate(slots, start=1)}
    return found


def _in_time(slot: Fact, before: Fact | None) -> bool:
    if before is None or not isinstance(slot.value, datetime):
        return True
    return slot.value.date().isoformat() < str(before.value)
