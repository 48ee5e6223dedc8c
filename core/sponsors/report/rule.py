"""The named rules: one file each in ``sql/rule/``, the header says in which words its rows speak.

``group`` is the part of the report, ``order`` the place in it, ``title`` and ``wording`` the sentence, ``says`` the
columns it may speak of and what they are, ``policy`` the thresholds of its condition. The statement is
the condition: no row, and the rule does not fire. Each row names its ``evidence``.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    rows = questions.rows(f"rule/{rule.name}")
    return tuple(_line(rule, place, row, pen) for place, row in enumerate(rows))


def first(group: str, questions: Questions, pen: Pen) -> Line | None:
    """The first line of ``group``: where rules are tried from top to bottom."""
    return next(iter(apply(group, questions, pen)), None)


def _line(rule: Rule, place: int, row: dict[str, Any], pen: Pen) -> Line:
    evidence = row["evidence"]
    facts: dict[str, Said] = {}
    for said in rule.says:
        name = f"{rule.name}.{place + 1}.{said.column}"
        kind, unit = _unit(said, row)
        if said.many:
            facts[said.column] = tuple(
                pen.fact(f"{name}.{index + 1}", kind, value, unit=unit, evidence=evidence)
                for index, value in enumerate(row[said.column])
            )
        else:
            facts[said.column] = pen.fact(
                name, kind, row[said.column], unit=unit, evidence=evidence
            )
    return pen.line(rule.wording, facts, lead=rule.title, rule=rule.name, evidence=evidence)


def _unit(said: Says, row: dict[str, Any]) -> tuple[FactKind, str]:
    """A number of percent is a percentage, however its source spells the unit."""
    unit = str(row[said.unit[1:]]) if said.unit.startswith("@") else said.unit
    if said.kind is FactKind.COUNT and unit.strip().lower() in ("percent", "per cent", "pct", "%"):
        return FactKind.PERCENT, ""
    return said.kind, unit


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
