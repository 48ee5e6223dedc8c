"""The facts of a summary as its lines are written: each number said is one, with the rows it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.coaching.model import Citation, CitationKind
from core.coaching.weekly.model import Counted
from core.drafting.fact import Fact, FactKind


class Notes:
    """Collects facts; each method gives the citation that a line puts beside what it says."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._facts: dict[str, Fact] = {}
        self.rows: dict[str, tuple[Counted, ...]] = {}

    @property
    def facts(self) -> tuple[Fact, ...]:
        """In the order in which they were noted."""
        return tuple(self._facts.values())

    def count(
        self, name: str, label: str, rows: Sequence[Counted] | int, unit: str = ""
    ) -> Citation:
        """How many ``rows`` there are, or a number as it is."""
        listed = () if isinstance(rows, int) else tuple(rows)
        number = rows if isinstance(rows, int) else len(listed)
        if listed:
            self.rows[name] = listed
        evidence = tuple(row.reference for row in listed if row.reference.startswith("crm."))
        return self._note(
            name, FactKind.COUNT, label, Decimal(number), unit=unit, evidence=evidence
        )

    def level(self, name: str, label: str, value: float) -> Citation:
        """A mean of levels or ratings, to one place."""
        return self._note(name, FactKind.COUNT, label, Decimal(f"{value:.1f}"))

    def score(self, name: str, label: str, value: float, evidence: Sequence[str] = ()) -> Citation:
        """A score of 100, cut to whole points as screens show it."""
        return self._note(
            name, FactKind.COUNT, label, Decimal(int(value)), unit="points", evidence=evidence
        )

    def day(self, name: str, label: str, day: date, evidence: Sequence[str] = ()) -> Citation:
        """A date."""
        return self._note(name, FactKind.DATE, label, day, evidence=evidence)

    def days(self, name: str, label: str, number: int, evidence: Sequence[str] = ()) -> Citation:
        """A number of days."""
        return self._note(
            name, FactKind.DURATION, label, Decimal(number), unit="days", evidence=evidence
        )

    def company(self, name: str, account_name: str, account_key: int) -> Citation:
        """An account."""
        evidence = (f"crm.account/{account_key}",)
        return self._note(name, FactKind.COMPANY, "Account", account_name, evidence=evidence)

    def status(self, name: str, label: str, value: str, evidence: Sequence[str] = ()) -> Citation:
        """A word from a known list, e.g. a colour."""
        return self._note(name, FactKind.STATUS, label, value, evidence=evidence)

    def _note(
        self,
        name: str,
        kind: FactKind,
        label: str,
        value: Decimal | date | str,
        *,
        unit: str = "",
        evidence: Sequence[str] = (),
    ) -> Citation:
        self._facts[name] = Fact(
            name, kind, label, value, self._as_of, unit, evidence=tuple(evidence)
        )
        return Citation(CitationKind.FACT, name, label)


def plural(count: int, noun: str, many: str = "") -> str:
    """``1 task``, ``2 tasks``."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def said_day(day: date) -> str:
    """``30 June 2026``."""
    return f"{day.day} {day:%B %Y}"


def said_week(week_on: date, until_on: date) -> str:
    """``22 to 28 June 2026``, shorter where both days share a month."""
    if week_on == until_on:
        return said_day(week_on)
    if (week_on.year, week_on.month) == (until_on.year, until_on.month):
        return f"{week_on.day} to {said_day(until_on)}"
    first = f"{week_on.day} {week_on:%B}" if week_on.year == until_on.year else said_day(week_on)
    return f"{first} to {said_day(until_on)}"


def joined(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def times(count: int) -> str:
    """``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
