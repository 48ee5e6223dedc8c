"""The facts of a sheet as the gate looks them up: by kind, by metric, by what they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.gate.concepts import LESS_IS_BETTER, SHRINKING, concepts, stem, words_of

NUMERIC = (FactKind.MONEY, FactKind.PERCENT, FactKind.COUNT, FactKind.DURATION)
_TELLING = (FactKind.QUOTE, FactKind.PRODUCT)
_TARGET_WORDS = ("target", "goal", "objective", "budget")
_BASE_WORDS = ("at the start", "baseline", "starting value", "before us")
_CHANGE_SEGMENTS = ("change", "vs_target", "change_pct", "gap", "delta")


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact and what was worked out of its label: ``group`` is the metric it belongs to, ``role`` its part in it.

    ``role`` is ``value``, ``target``, ``baseline``, ``change`` (also of the distance from the target) or empty.
    """

    fact: Fact
    group: str
    role: str
    concepts: frozenset[str]
    unit_stems: frozenset[str]

    @property
    def number(self) -> Decimal:
        """The value of a numeric fact."""
        assert isinstance(self.fact.value, Decimal)  # noqa: S101 - of numeric kinds by type
        return self.fact.value


@dataclass(frozen=True, slots=True)
class Metric:
    """Value, target and start of one metric."""

    group: str
    concepts: frozenset[str]
    value: Entry | None
    target: Entry | None
    baseline: Entry | None
    names: frozenset[str]

    @property
    def more_is_better(self) -> bool:
        """By baseline and target where both are known, else by what is measured."""
        if self.target and self.baseline and self.target.number != self.baseline.number:
            return self.target.number > self.baseline.number
        if self.names & SHRINKING:
            return True
        return not self.concepts & LESS_IS_BETTER

    @property
    def shrinks(self) -> bool:
        """Whether it measures a decrease, so that more of it means less of its thing."""
        return bool(self.names & SHRINKING)


@dataclass(frozen=True, eq=False)
class Facts:
    """A sheet, ready to be searched."""

    sheet: FactSheet
    entries: tuple[Entry, ...]
    numeric: tuple[Entry, ...]
    dates: tuple[Entry, ...]
    metrics: dict[str, Metric]
    unit_stems: frozenset[str]
    dollars: frozenset[str]
    _theirs: dict[tuple[str, bool], frozenset[str]] = field(default_factory=dict)

    def theirs(self, entry: Entry, *, dated: bool = False) -> frozenset[str]:
        """What other facts are about, those of the same metric aside; ``dated`` asks for dates alone."""
        key = entry.fact.id, dated
        if key not in self._theirs:
            others = self.dates if dated else self.numeric + self.dates
            self._theirs[key] = frozenset().union(
                *(
                    other.concepts
                    for other in others
                    if other is not entry
                    and not (other.role and entry.role and other.group == entry.group)
                )
            )
        return self._theirs[key]

    @property
    def as_of(self) -> date:
        return self.sheet.as_of

    def currencies(self, said: Sequence[str]) -> tuple[str, ...]:
        """What a currency sign stands for here: "$" is no choice where an account has one dollar."""
        mine = tuple(code for code in said if code in self.dollars)
        if len(said) > 1 and len(mine) != 1:
            return tuple(said[:1])
        return mine or tuple(said)


def _role(fact: Fact) -> str:
    segment = fact.id.rsplit(".", 1)[-1]
    label = fact.label.lower()
    if segment in _CHANGE_SEGMENTS or segment.endswith("_change"):
        return "change"
    if segment in ("ratio", "progress_pct"):
        return segment
    if segment == "target" or any(word in label.split() for word in _TARGET_WORDS):
        return "target"
    if segment == "baseline" or any(words in label for words in _BASE_WORDS):
        return "baseline"
    return "value" if segment == "value" else ""


def _entry(fact: Fact, told: dict[str, list[str]]) -> Entry:
    """``told`` are the words of names and titles, by the group of facts they are about."""
    group = fact.id.rsplit(".", 1)[0] if "." in fact.id else fact.id
    names = words_of(fact.label) + told.get(group, [])
    if fact.kind in NUMERIC or fact.kind is FactKind.DATE:
        names += words_of(fact.id.replace(".", " "))
    units = words_of(fact.unit) if fact.kind is FactKind.COUNT else []
    stems = frozenset(stem(word) for word in units)
    about = concepts([*names, *units])
    if fact.kind is not FactKind.DATE:
        about -= {"~measured"}
    return Entry(fact, group, _role(fact), about, stems)


def _metrics(entries: Sequence[Entry]) -> dict[str, Metric]:
    parts: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        if entry.role in ("value", "target", "baseline"):
            parts.setdefault(entry.group, {})[entry.role] = entry
    return {
        group: Metric(
            group,
            frozenset().union(*(entry.concepts for entry in found.values())),
            found.get("value"),
            found.get("target"),
            found.get("baseline"),
            frozenset(
                word.lower() for entry in found.values() for word in words_of(entry.fact.label)
            ),
        )
        for group, found in parts.items()
    }


@lru_cache(maxsize=8)
def index(sheet: FactSheet) -> Facts:
    """Make a sheet ready to be searched; the last few are kept, for a draft is checked at every edit."""
    told: dict[str, list[str]] = {}
    for fact in sheet:
        if fact.id.count(".") > 1 and isinstance(fact.value, str) and fact.kind in _TELLING:
            told.setdefault(fact.id.rsplit(".", 1)[0], []).extend(words_of(fact.value))
    entries = tuple(_entry(fact, told) for fact in sheet)
    numeric = tuple(entry for entry in entries if entry.fact.kind in NUMERIC)
    dates = tuple(entry for entry in entries if entry.fact.kind is FactKind.DATE)
    units = frozenset().union(*(entry.unit_stems for entry in numeric))
    dollars = {entry.fact.unit for entry in numeric if entry.fact.kind is FactKind.MONEY}
    return Facts(sheet, entries, numeric, dates, _metrics(numeric), units, frozenset(dollars))


def day_of(fact: Fact) -> date:
    """The day of a date fact."""
    value = fact.value
    if isinstance(value, datetime):
        return value.date()
    assert isinstance(value, date)  # noqa: S101 - of kind DATE by type
    return value
