"""Reads the sentences and letters: what is honest, and what was changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.drafting.claim import GateReport
from core.drafting.fact import FactSheet
from core.drafting.gate import check
from tests.validation.claim_gate.sheets import OWN_NAMES, SHEETS

FIRST = {name: sheet for name, sheet in SHEETS.items() if name != "energy"}
"""The accounts of the first set."""

FOLDER = Path(__file__).parent / "cases"
_CHANGE = re.compile(r"\[(.*?) => (.*?)\](?!\()", re.S)


@dataclass(frozen=True)
class Case:
    """A text about an account. ``changed`` bounds what was changed in the body; empty where it is honest."""

    name: str
    group: str
    sheet: FactSheet
    subject: str
    body: str
    changed: tuple[tuple[int, int], ...] = ()

    def report(self) -> GateReport:
        """What the gate says of it."""
        return check(self.subject, self.body, self.sheet, own_names=OWN_NAMES)


def _lines(name: str) -> Iterator[tuple[int, str, str]]:
    """Number, heading and text of each line of a file."""
    heading = ""
    for number, line in enumerate((FOLDER / name).read_text().splitlines(), start=1):
        if line.startswith("# "):
            heading = line[2:]
        elif line.strip():
            yield number, heading, line.replace("\\n", "\n")


def honest_sentences() -> list[Case]:
    """Sentences that say facts in other words, by purpose."""
    return [
        Case(f"honest_{name}:{number}", heading, sheet, "A note", line)
        for name, sheet in FIRST.items()
        for number, heading, line in _lines(f"honest_{name}.txt")
    ]


def honest_letters() -> list[Case]:
    """Whole letters, each purpose for each account."""
    found = []
    for block in (FOLDER / "letters.txt").read_text().split("=== ")[1:]:
        head, subject, body = block.split("\n", 2)
        purpose, name = head.split()
        found.append(Case(f"letter {purpose} {name}", purpose, SHEETS[name], subject, body.strip()))
    return found


def _changed(line: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The line with what was changed, and where that stands; what was taken out is marked by its sentence."""
    spans, out, place = [], "", 0
    for match in _CHANGE.finditer(line):
        out += line[place : match.start()]
        spans.append((len(out), len(out) + len(match[2])))
        out += match[2]
        place = match.end()
    return out + line[place:], tuple(spans)


def held_out(what: str, which: str = "holdout") -> list[Case]:
    """A later set, ``honest`` or ``mutants``, written when the gate passed what there was before."""
    found = []
    for number, name, line in _lines(f"{which}_{what}.txt"):
        body, spans = _changed(line)
        found.append(Case(f"{which}_{what}:{number}", name, SHEETS[name], "A note", body, spans))
    return found


def mutants() -> list[Case]:
    """Sentences with something changed so that no fact says them, by what was changed."""
    found = []
    for name, sheet in FIRST.items():
        for number, heading, line in _lines(f"mutants_{name}.txt"):
            body, spans = _changed(line)
            found.append(Case(f"mutants_{name}:{number}", heading, sheet, "A note", body, spans))
    return found


def originals() -> list[Case]:
    """The same sentences before the change."""
    return [
        Case(
            f"before mutants_{name}:{number}",
            "before the change",
            sheet,
            "A note",
            _CHANGE.sub(lambda match: match[1], line),
        )
        for name, sheet in FIRST.items()
        for number, _, line in _lines(f"mutants_{name}.txt")
    ]
