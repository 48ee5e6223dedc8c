"""Writes lines from wordings and facts, so that a line says nothing it has no fact for."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.drafting.fact import Fact, FactKind
from core.sponsors.report.model import Line
from core.sponsors.report.say import clean, money, number, shown

Said = Fact | tuple[Fact, ...]
"""What a name in braces stands for: a fact, or several said one after the other."""

Cell = str | Fact | tuple[str, Mapping[str, Said]]
"""A cell of a table: words, a fact, or a wording with its facts."""

_FORMATTER = string.Formatter()


def placeholders(wording: str) -> list[str]:
    """Names in braces."""
    return [name for _, name, _, _ in _FORMATTER.parse(wording) if name is not None]


class Pen:
    """Keeps every fact that was written with; a report has one."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.facts: dict[str, Fact] = {}

    def fact(
        self,
        name: str,
        kind: FactKind,
        value: Any,
        *,
        unit: str = "",
        label: str = "",
        evidence: Sequence[str] = (),
        aliases: Sequence[str] = (),
    ) -> Fact:
        """A fact called ``name``; the same name with the same value is the same fact."""
        made = Fact(
            id=name,
            kind=kind,
            label=label or name.rsplit(".", 1)[-1].replace("_", " "),
            value=_value(kind, value),
            as_of=self.as_of,
            unit=unit,
            evidence=tuple(dict.fromkeys(evidence)),
            aliases=tuple(aliases),
        )
        known = self.facts.setdefault(name, made)
        if known.version != made.version:
            raise ValueError(f"the fact {name} is both {shown(known)} and {shown(made)}")
        return known

    def line(
        self,
        wording: str,
        facts: Mapping[str, Said],
        *,
        lead: str = "",
        rule: str = "",
        evidence: Sequence[str] = (),
        depth: int = 0,
    ) -> Line:
        """A sentence; every name in braces is a fact's, and its rows are those of its facts and ``evidence``."""
        used = [
            fact
            for name in placeholders(lead) + placeholders(wording)
            for fact in _each(facts[name])
        ]
        words = _words(facts)
        return Line(
            text=wording.format_map(words),
            lead=lead.format_map(words),
            evidence=_together(evidence, used),
            fact_ids=tuple(dict.fromkeys(fact.id for fact in used)),
            rule=rule,
            depth=depth,
        )

    def row(self, cells: Sequence[Cell], *, evidence: Sequence[str] = ()) -> Line:
        """A row of a table."""
        texts: list[str] = []
        used: list[Fact] = []
        for cell in cells:
            if isinstance(cell, str):
                texts.append(cell)
                continue
            wording, facts = ("{fact}", {"fact": cell}) if isinstance(cell, Fact) else cell
            texts.append(wording.format_map(_words(facts)))
            used += [fact for name in placeholders(wording) for fact in _each(facts[name])]
        return Line(
            cells=tuple(texts),
            evidence=_together(evidence, used),
            fact_ids=tuple(dict.fromkeys(fact.id for fact in used)),
        )


def _each(said: Said) -> tuple[Fact, ...]:
    return said if isinstance(said, tuple) else (said,)


def _words(facts: Mapping[str, Said]) -> dict[str, str]:
    return {name: ", ".join(map(shown, _each(said))) for name, said in facts.items()}


def _together(evidence: Sequence[str], facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*evidence, *(ref for fact in facts for ref in fact.evidence)]))


def _value(kind: FactKind, value: Any) -> Decimal | date | datetime | str:
    match kind:
        case FactKind.MONEY:
            return money(value)
        case FactKind.COUNT | FactKind.DURATION | FactKind.PERCENT:
            return number(value)
        case FactKind.DATE:
            assert isinstance(value, date)  # noqa: S101 - a statement that gives something else is a defect
            return value
        case _:
            return clean(value)
