"""The filters that every page, export, saved view and API call share, and their form in an address.

``Filters.from_query(filters.to_query()) == filters`` always holds, so a copied address shows the
same rows. An empty value in a list means "none given": ``tier=`` selects accounts without a tier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.clock import Clock
from core.errors import InvalidInput

TIERS = ("enterprise", "mid_market", "smb")
RAGS = ("green", "amber", "red", "grey")
LEVELS = ("champion", "engaged", "passive", "disengaged", "unknown")

_CHOICES = {"tier": (*TIERS, ""), "rag": RAGS, "level": LEVELS}
_LISTS = ("owner", "tier", "region", "segment", "rag", "level")
DEFAULT_PERIOD_DAYS = 90
_LONGEST_PERIOD_DAYS = 3650


@dataclass(frozen=True)
class Filters:
    """What is on screen. An empty list is no filter; several values of one list are alternatives.

    ``period_days`` is how far back changes and timelines look. ``as_of`` empty means today, so that
    a link without a date keeps following the data.
    """

    owner: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    rag: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    search: str = ""
    period_days: int = DEFAULT_PERIOD_DAYS
    as_of: date | None = None

    def __post_init__(self) -> None:
        for name in _LISTS:
            values = tuple(sorted(set(getattr(self, name))))
            object.__setattr__(self, name, values)
            _check_choice(name, values)
        if not 1 <= self.period_days <= _LONGEST_PERIOD_DAYS:
            raise InvalidInput(
                f"period_days is {self.period_days}.",
                f"Give a number of days from 1 to {_LONGEST_PERIOD_DAYS}.",
            )

    def on(self, clock: Clock) -> date:
        """The date shown: ``as_of``, or today."""
        return self.as_of or clock.today()

    def to_query(self) -> str:
        """As an address carries it, defaults left out, e.g. ``rag=red&tier=smb``."""
        pairs: list[tuple[str, str]] = [
            (name, value) for name in _LISTS for value in getattr(self, name)
        ]
        if self.search:
            pairs.append(("search", self.search))
        if self.period_days != DEFAULT_PERIOD_DAYS:
            pairs.append(("period_days", str(self.period_days)))
        if self.as_of:
            pairs.append(("as_of", self.as_of.isoformat()))
        return urlencode(pairs)

    @classmethod
    def from_query(cls, query: str | Mapping[str, Sequence[str] | str]) -> Filters:
        """Read an address's query, as text or as names with values; other names are left alone.

        Raises :class:`~core.errors.InvalidInput` naming a value that is none.
        """
        given: dict[str, list[str]] = {}
        for name, value in _pairs(query):
            given.setdefault(name, []).append(value)
        chosen: dict[str, Any] = {name: tuple(given[name]) for name in _LISTS if name in given}
        if "search" in given:
            chosen["search"] = given["search"][-1]
        if "period_days" in given:
            chosen["period_days"] = _whole_number("period_days", given["period_days"][-1])
        if given.get("as_of", [""])[-1]:
            chosen["as_of"] = parse_date("as_of", given["as_of"][-1])
        return cls(**chosen)

    def describe(self) -> list[tuple[str, str]]:
        """What is filtered, for people: names with values, in a fixed order."""
        return [
            (field.name, shown)
            for field in fields(self)
            if field.name not in ("as_of", "period_days")
            and (shown := _shown(getattr(self, field.name)))
        ]

    def without(self, *names: str) -> Filters:
        """The same with these filters cleared, e.g. to count what each choice would show."""
        empty = Filters()
        return replace(self, **{name: getattr(empty, name) for name in names})


def parse_date(name: str, text: str) -> date:
    """A date written ``YYYY-MM-DD`` and nothing else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise InvalidInput(f"{name} is {text!r}.", "Give a date as YYYY-MM-DD, e.g. 2026-06-30.")
    return found


def _pairs(query: str | Mapping[str, Sequence[str] | str]) -> list[tuple[str, str]]:
    if isinstance(query, str):
        return parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    return [
        (name, value)
        for name, values in query.items()
        for value in ([values] if isinstance(values, str) else values)
    ]


def _whole_number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput(f"{name} is {text!r}.", "Give a whole number.")
    return int(text)


def _check_choice(name: str, values: tuple[str, ...]) -> None:
    choices = _CHOICES.get(name)
    if choices is None:
        return
    for value in values:
        if value not in choices:
            known = ", ".join(choice or "(empty)" for choice in choices)
            raise InvalidInput(f"{name} is {value!r}.", f"Choose from {known}.")


def _shown(value: tuple[str, ...] | str) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(item or "(none)" for item in value)
