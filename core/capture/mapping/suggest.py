"""For a file no mapping reads: which table it may fill, and which column which field.

Each suggestion carries its confidence, why it is made and what else it could be. The confidence is
calibrated: of suggestions with 0.8, about eight in ten were right on exports of vendors left out
(``docs/validation/mapping.md``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.capture.mapping.candidates import Candidate, Knowledge, Where, candidates, knowledge_of
from core.capture.mapping.names import vocabulary
from core.capture.mapping.registry import Registry
from core.capture.mapping.shapes import cells_of
from core.capture.model import Suggestion
from core.capture.targets import TARGETS

ENOUGH = 0.5
"""Least score at which a field is suggested."""

SHARED = frozenset({"full_name"})
"""Fields several columns may make up together: first and last name."""

ALTERNATIVES = 3


@dataclass(frozen=True)
class Hints:
    """What is known beside the table itself.

    ``joins``: by place of a column, the share of its values among loaded keys. ``learned``: by
    normal form of a column's name, the tables and fields it was confirmed for.
    """

    file_name: str = ""
    joins: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    learned: Mapping[str, Iterable[Where]] = field(default_factory=dict)


@dataclass(frozen=True)
class Calibration:
    """A logistic curve over a suggestion's score, its lead over the runner-up, and the table's."""

    constant: float
    score: float
    lead: float
    table: float

    def confidence(self, score: float, lead: float, table: float) -> float:
        """Chance that the suggestion is right, 0 to 1."""
        power = self.constant + self.score * score + self.lead * lead + self.table * table
        return 1 / (1 + math.exp(-power))


CALIBRATION = Calibration(-5.0, 5.22, 0.85, 2.89)
"""Fitted on exports of all vendors, each read without its own mappings: see ``tests/benchmarks``."""

NOTHING = Hints()

NEEDED, OWN_ID, CALLED, LACKING, COMMON = 1.5, 0.8, 2.5, 2.0, 0.3
"""Weights of a table's evidence: what it needs is there, its own identifier is, the file's name says it;
against it, what files of the table usually have and this one lacks; and that it is a common one."""

COMMON_TABLES = frozenset({"account", "contact", "opportunity", "activity", "ticket"})


@dataclass(frozen=True)
class Scored:
    """A column's candidate with what its confidence is made from."""

    column: str
    best: Candidate
    lead: float
    table_lead: float
    others: tuple[Candidate, ...]


def suggest(
    registry: Registry,
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    hints: Hints = NOTHING,
) -> tuple[Suggestion, ...]:
    """For each column the field it fits best in the table the file fits best, most certain first."""
    made = [
        Suggestion(
            one.column,
            one.best.table,
            one.best.field,
            round(confidence_of(one), 2),
            TARGETS[one.best.table].all_fields[one.best.field].value,
            one.best.because,
            tuple(other.field for other in one.others),
        )
        for one in scored(registry, header, sample, hints)
    ]
    return tuple(sorted(made, key=lambda one: -one.confidence))


def confidence_of(one: Scored) -> float:
    """The calibrated confidence of a suggestion."""
    return CALIBRATION.confidence(one.best.score, one.lead, one.table_lead)


def scored(
    registry: Registry,
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    hints: Hints = NOTHING,
) -> list[Scored]:
    """The suggestions before they are calibrated."""
    known = knowledge_of(registry, vocabulary(), hints.learned)
    cells = [cells_of(sample, place) for place in range(len(header))]
    options = {
        table: [
            candidates(column, cells[place], hints.joins.get(place, {}), table, known)
            for place, column in enumerate(header)
        ]
        for table in TARGETS
    }
    usual = [
        sum(found[place][0].score for found in options.values() if found[place]) / len(options)
        for place in range(len(header))
    ]
    ranked = []
    for number, (table, found) in enumerate(options.items()):
        taken = _assigned(found)
        fit = _fit(table, header, taken, usual, known, hints)
        ranked.append((fit, -number, found, taken))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    fit, _, found, taken = ranked[0]
    lead = min((fit - ranked[1][0]) / (abs(fit) + 1), 1.0)
    return [
        _scored(header[place], one, found[place], lead)
        for place, one in sorted(taken.items())
        if one.score >= ENOUGH
    ]


def _scored(column: str, one: Candidate, found: Sequence[Candidate], lead: float) -> Scored:
    others = [other for other in found if other.field != one.field]
    second = others[0].score if others else 0.0
    return Scored(column, one, one.score - second, lead, tuple(others[: ALTERNATIVES - 1]))


def _assigned(found: Sequence[Sequence[Candidate]]) -> dict[int, Candidate]:
    """One field for a column and one column for a field, the likeliest first."""
    pairs = sorted(
        ((one.score, -place, one) for place, options in enumerate(found) for one in options),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    taken: dict[int, Candidate] = {}
    fields: set[str] = set()
    for _, place, one in pairs:
        if -place not in taken and (one.field not in fields or one.field in SHARED):
            taken[-place] = one
            fields.add(one.field)
    return taken


def _fit(  # noqa: PLR0917  (one place weighs all the evidence of a table)
    table: str,
    header: Sequence[str],
    taken: Mapping[int, Candidate],
    usual: Sequence[float],
    known: Knowledge,
    hints: Hints,
) -> float:
    """How well the file fits a table: its columns explained, what the table needs, what it is called.

    A column that would fit many tables (``created``) says little about which it is: ``usual`` is its
    mean over all of them.
    """
    explained = sum(one.score - usual[place] for place, one in taken.items() if one.score > 0.4)
    filled = {one.field for one in taken.values() if one.score >= ENOUGH}
    required = TARGETS[table].required
    complete = sum(name in filled for name in required) / len(required)
    words = known.vocabulary
    entity = words.entities.get(table, frozenset())
    is_own = any(
        words.meaning(name) in (entity | {"identifier"}, entity | {"name"})
        for name in list(header)[:3]
    )
    stem = hints.file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    called = words.called(stem, table) if stem else 0
    usually = known.usual.get(table, {})
    absent = sum(share for name, share in usually.items() if name not in filled)
    lacking = absent / max(sum(usually.values()), 1.0)
    return (
        explained
        + NEEDED * complete
        + OWN_ID * is_own
        + CALLED * min(called, 2)
        - LACKING * lacking
        + COMMON * (table in COMMON_TABLES)
    )
