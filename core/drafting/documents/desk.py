"""What every document is made with: the sheet, what may be said of it, and the words of the kind's folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from core.drafting.documents.model import Row, Section, Shape
from core.drafting.fact import Fact, FactSheet
from core.drafting.fact_spec import matching
from core.drafting.prompts.needs import require_facts, sayable
from core.drafting.prompts.phrases import phrase_book
from core.drafting.prompts.prompt import Prompt
from core.drafting.template.compose import Voice
from core.drafting.template.plan import Move
from core.drafting.template.registry import strengths
from core.drafting.template.say import say
from core.drafting.template.strength import Strength
from core.drafting.template.writer import common_facts, maturity_tag


class Desk:
    """One document in the making."""

    def __init__(
        self,
        prompt: Prompt,
        purpose: str,
        sheet: FactSheet,
        *,
        function: str = "",
        own_company: str = "",
    ) -> None:
        require_facts(prompt, purpose, sheet)
        self.prompt, self.purpose, self.sheet = prompt, purpose, sheet
        self.said = sayable(prompt, purpose, sheet)
        told = sheet.get("recipient.function")
        self.function = function or ("other" if told is None else str(told.value))
        self.voice = Voice(
            book=phrase_book(prompt),
            tags=frozenset({self.function, purpose, maturity_tag(sheet)}),
            seed=f"{sheet.account_key} {sheet.contact_key} {prompt.name} {purpose}",
            facts=common_facts(self.said),
            words={"us": own_company},
            richest=True,
        )

    @cached_property
    def strengths(self) -> tuple[Strength, ...]:
        return strengths(self.sheet, self.said)

    def line(self, section: str, roles: dict[str, Fact] | None = None) -> Row | None:
        """A sentence from the phrase book, or nothing where no wording has its facts."""
        part = self.voice.paragraph([Move(section, roles=roles or {})])
        return Row((part.text,), part.fact_ids) if part.text else None

    def words(self, section: str, roles: dict[str, Fact] | None = None) -> str:
        """A phrase alone: a title, a label."""
        return self.voice.move(Move(section, roles=roles or {}))

    def lines(self, *sections: str) -> tuple[Row, ...]:
        """Sentences that need no facts of their own."""
        return tuple(row for section in sections if (row := self.line(section)) is not None)

    def of_strengths(self, prefix: str, most: int, skip: Sequence[str] = ()) -> tuple[Row, ...]:
        """A sentence for each of the strongest, where the phrase book has one for its rule."""
        rows = []
        for strength in self.strengths:
            section = f"{prefix}.{strength.rule}"
            if strength.rule in skip or section not in self.voice.book:
                continue
            row = self.line(section, dict(strength.roles))
            if row is not None and row not in rows:
                rows.append(row)
        return tuple(rows[:most])

    def of_facts(self, prefix: str, fact_ids: Iterable[str]) -> tuple[Row, ...]:
        """A sentence for each of these facts that is there; it may name the others by their ids, dots as ``_``."""
        roles = {
            fact_id.replace(".", "_"): self.said[fact_id]
            for fact_id in fact_ids
            if fact_id in self.said
        }
        sections = [f"{prefix}.{role}" for role in roles]
        found = (self.line(name, roles) for name in sections if name in self.voice.book)
        return tuple(row for row in found if row is not None)

    def pair(self, label: str, *facts: Fact | None, form: str = "") -> Row | None:
        """A name and the facts beside it, or nothing where the first is not there."""
        there = [fact for fact in facts if fact is not None]
        if not there or facts[0] is None:
            return None
        text = ", ".join(say(fact, form) for fact in there)
        return Row((self.words(f"label.{label}"), text), tuple(fact.id for fact in there))

    def word(self, fact_id: str) -> str:
        """A status, or nothing."""
        fact = self.sheet.get(fact_id)
        return "" if fact is None else str(fact.value)

    def get(self, fact_id: str) -> Fact | None:
        return self.said.get(fact_id)

    def items(self, name: str, most: int) -> tuple[tuple[str, Fact], ...]:
        """The first facts of a name, each with its id up to the last part."""
        found = matching(name, self.said)[:most]
        return tuple((fact.id.rsplit(".", 1)[0], fact) for fact in found)

    def section(
        self,
        name: str,
        shape: Shape,
        rows: Iterable[Row | None],
        columns: Sequence[str] = (),
        right: tuple[int, ...] = (),
    ) -> Section | None:
        """A section under its title, or nothing where no row is left."""
        kept = tuple(row for row in rows if row is not None)
        heads = tuple(self.words(f"column.{column}") for column in columns)
        title = self.words(f"title.{name}") if f"title.{name}" in self.voice.book else ""
        return Section(title, shape, kept, heads, right) if kept else None
