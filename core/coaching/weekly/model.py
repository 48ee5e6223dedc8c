"""What a week was like for one person, as the coach sums it up, and what a manager may know of a team's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from core.coaching.model import Citation, CitationKind, Line
from core.drafting.fact import Fact
from core.errors import InvalidInput


@dataclass(frozen=True)
class Counted:
    """One thing that a number counts: an imported row (``crm.activity/12``) or one made here (``ops.task/3``)."""

    reference: str
    on: date
    what: str
    detail: str
    account_key: int | None
    account_name: str


@dataclass(frozen=True)
class WeekPart:
    """What belongs together; ``name`` is stable: did, promises, coaching, skills or accounts."""

    name: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class WeeklySummary:
    """The week from ``week_on``, a Monday, to ``until_on``, looked at on ``as_of``.

    Each number in a line is one of ``facts``, which the line cites; ``rows`` are what a fact counts, by its
    id. ``suggestions`` are three things to try, each with an article or playbook. ``writer`` is
    ``template`` or ``claude``; ``note`` says why the template wrote where a model was to.
    """

    person: str
    name: str
    week_on: date
    until_on: date
    as_of: date
    headline: Line
    parts: tuple[WeekPart, ...]
    suggestions: tuple[Line, ...]
    facts: tuple[Fact, ...] = ()
    rows: Mapping[str, tuple[Counted, ...]] = field(default_factory=dict)
    writer: str = "template"
    note: str = ""

    def fact(self, fact_id: str) -> Fact | None:
        """The fact of this id, or ``None``."""
        return next((one for one in self.facts if one.id == fact_id), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order on screen."""
        inner = (line for part in self.parts for line in part.lines)
        return (self.headline, *inner, *self.suggestions)

    @property
    def documents(self) -> tuple[str, ...]:
        """Slugs of the documents it cites, each once."""
        cited = (one for line in self.lines for one in line.citations)
        return tuple(dict.fromkeys(one.ref for one in cited if one.kind is not CitationKind.FACT))

    def says_other_than(self, other: WeeklySummary) -> bool:
        """Whether a figure differs; the words do not count."""
        return {fact.version for fact in self.facts} != {fact.version for fact in other.facts}

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps and shows it; :meth:`from_dict` reads it back equal."""
        return {
            "person": self.person,
            "name": self.name,
            "week_on": self.week_on.isoformat(),
            "until_on": self.until_on.isoformat(),
            "as_of": self.as_of.isoformat(),
            "headline": asdict(self.headline),
            "parts": [asdict(part) for part in self.parts],
            "suggestions": [asdict(line) for line in self.suggestions],
            "facts": [fact.to_dict() for fact in self.facts],
            "rows": {name: [_row(one) for one in rows] for name, rows in self.rows.items()},
            "writer": self.writer,
            "note": self.note,
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> WeeklySummary:
        """A summary as :meth:`to_dict` wrote it."""
        days = {name: date.fromisoformat(given[name]) for name in ("week_on", "until_on", "as_of")}
        return cls(
            person=given["person"],
            name=given["name"],
            headline=_line(given["headline"]),
            parts=tuple(
                WeekPart(part["name"], part["title"], tuple(map(_line, part["lines"])))
                for part in given["parts"]
            ),
            suggestions=tuple(map(_line, given["suggestions"])),
            facts=tuple(map(Fact.from_dict, given["facts"])),
            rows={name: tuple(map(_counted, rows)) for name, rows in given["rows"].items()},
            writer=given["writer"],
            note=given["note"],
            **days,
        )


@dataclass(frozen=True)
class KeptWeek:
    """A summary as it is kept; ``interaction_id`` is what it is rated by, ``kept_at`` is UTC."""

    interaction_id: int
    kept_at: datetime
    summary: WeeklySummary


@dataclass(frozen=True)
class SkillMove:
    """A skill judged within the week: mean and count, and of the half-year before."""

    person: str
    skill_area: str
    level: float
    n: int
    level_before: float | None
    n_before: int

    @property
    def change(self) -> float | None:
        """Levels up or down; ``None`` where there was nothing before."""
        return None if self.level_before is None else self.level - self.level_before


@dataclass(frozen=True)
class DigestRow:
    """What a manager may know of one person's week: counts and shared levels, never words.

    ``turns`` are those with the coach that the person shares; ``coached_on`` is the day of the newest
    shared judgement or turn ever.
    """

    email: str
    name: str
    accounts: int
    needing: int
    turns: int
    coached_on: date | None
    skills: tuple[SkillMove, ...]


@dataclass(frozen=True)
class TeamDigest:
    """A team's week in shared scores; ``not_coached`` is the names without anything shared in ``days`` days."""

    week_on: date
    until_on: date
    rows: tuple[DigestRow, ...]
    not_coached: tuple[str, ...]
    days: int


def monday_of(day: date) -> date:
    """The first day of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


def check_week(week_on: date, today: date) -> date:
    """``week_on`` if it is a Monday that has come."""
    if week_on.weekday() != 0:
        raise InvalidInput(
            f"{week_on} is no Monday.", f"Its week began on {monday_of(week_on)}: name that day."
        )
    if week_on > today:
        raise InvalidInput(f"The week from {week_on} has not begun.", "Choose an earlier one.")
    return week_on


def _row(one: Counted) -> dict[str, Any]:
    key = None if one.account_key is None else str(one.account_key)
    return asdict(one) | {"on": one.on.isoformat(), "account_key": key}


def _counted(given: Mapping[str, Any]) -> Counted:
    key = given["account_key"]
    return Counted(
        **{
            **given,
            "on": date.fromisoformat(given["on"]),
            "account_key": None if key is None else int(key),
        }
    )


def _line(given: Mapping[str, Any]) -> Line:
    return Line(
        given["text"],
        tuple(
            Citation(CitationKind(one["kind"]), one["ref"], one["title"])
            for one in given["citations"]
        ),
    )
