"""The named rules: one file each in ``sql/rule/``, the header says in which words its rows speak.

``group`` is the part of the report, ``order`` the place in it, ``title`` and ``wording`` the sentence, ``says`` the
columns it may speak of and what they are, ``policy`` the thresholds of its condition. The statement is
the condition: no row, and the rule does not fire. Each row names its ``evidence``, and in ``label`` what its numbers
are of, where that differs from row to row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from core.drafting.fact import FactKind
from core.errors import Corrupt
from core.sponsors.report.model import Line
from core.sponsors.report.pen import Pen, Said, placeholders
from core.sponsors.report.question import SQL, Questions
from core.store.models import parse_header

GROUPS = ("strength", "concern", "immediate", "short_term", "strategic", "change", "succession")


@dataclass(frozen=True)
class Says:
    """A column a rule speaks of. ``unit`` beginning with ``@`` names the column that has it.

    ``many`` is a list that is said one after the other.
    """

    column: str
    kind: FactKind
    unit: str
    many: bool


@dataclass(frozen=True)
class Rule:
    """A rule as its file has it."""

    name: str
    group: str
    order: int
    title: str
    wording: str
    says: tuple[Says, ...]
    policy: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by group and order."""
    found = [_read(path.stem, path.read_text()) for path in sorted((SQL / "rule").glob("*.sql"))]
    return tuple(sorted(found, key=lambda rule: (GROUPS.index(rule.group), rule.order, rule.name)))


def apply(group: str, questions: Questions, pen: Pen) -> tuple[Line, ...]:
    """The lines of the rules of ``group`` that fire, in order."""
    found = (speak(rule, questions, pen) for rule in rules() if rule.group == group)
    return tuple(line for lines in found for line in lines)


def speak(rule: Rule, questions: Questions, pen: Pen) -> tuple[Line, ...]:
    """The lines of one rule; none when it does not fire."""
    rows = questions.findings([known.name for known in rules()])[rule.name]
    return tuple(_line(rule, place, row, pen) for place, row in enumerate(rows))


def first(group: str, questions: Questions, pen: Pen) -> Line | None:
    """The first line of ``group``: where rules are tried from top to bottom."""
    return next(iter(apply(group, questions, pen)), None)


def _line(rule: Rule, place: int, row: dict[str, Any], pen: Pen) -> Line:
    evidence = row["evidence"]
    facts: dict[str, Said] = {}
    for said in rule.says:
        kind, unit = _unit(said, row)
        label = f"{row.get('label') or ''} {said.column.replace('_', ' ')}".strip()
        values = row[said.column] if said.many else [row[said.column]]
        if kind is FactKind.DATE:
            values = [date.fromisoformat(value) for value in values]
        made = tuple(
            pen.fact(
                f"{rule.name}.{place + 1}.{said.column}{f'.{index}' if said.many else ''}",
                kind,
                value,
                unit=unit,
                label=label,
                evidence=evidence,
            )
            for index, value in enumerate(values, start=1)
        )
        facts[said.column] = made if said.many else made[0]
    return pen.line(rule.wording, facts, lead=rule.title, rule=rule.name, evidence=evidence)


def _unit(said: Says, row: dict[str, Any]) -> tuple[FactKind, str]:
    """A number of percent is a percentage and one of a currency is money, however the source spells the unit."""
    unit = str(row[said.unit[1:]]) if said.unit.startswith("@") else said.unit
    if said.kind is not FactKind.COUNT:
        return said.kind, unit
    if unit.strip().lower() in ("percent", "per cent", "pct", "%"):
        return FactKind.PERCENT, ""
    if unit.strip().upper() in _currencies():
        return FactKind.MONEY, unit.strip().upper()
    return said.kind, unit


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies  # noqa: PLC0415 - its tables are loaded when first asked for

    return frozenset(list_currencies())


def _read(name: str, text: str) -> Rule:
    header = parse_header(text)
    rule = Rule(
        name=name,
        group=header["group"],
        order=int(header["order"]),
        title=header["title"],
        wording=header["wording"],
        says=tuple(_says(part) for part in header.get("says", "").split(";") if part.strip()),
        policy=tuple(part.strip() for part in header.get("policy", "").split(",") if part.strip()),
    )
    spoken = {*placeholders(rule.title), *placeholders(rule.wording)}
    said = {item.column for item in rule.says}
    if header["rule"] != name or rule.group not in GROUPS or spoken != said:
        raise Corrupt(f"The rule {name} says {sorted(said)} and speaks of {sorted(spoken)}.")
    return rule


def _says(text: str) -> Says:
    column, kind, *unit = text.split()
    return Says(column, FactKind(kind.rstrip("*")), " ".join(unit), kind.endswith("*"))
