"""The sentences of briefings, as data: ``data/coaching/briefings.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from core.coaching.briefing.model import OccasionKind
from core.coaching.model import ReadyAction
from core.drafting.fact import Fact, FactSheet
from core.drafting.fact_spec import matching
from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "data" / "coaching" / "briefings.toml"
_NEED = re.compile(r"([=<>])")


@dataclass(frozen=True)
class Sentence:
    """``say`` may hold facts in braces; ``article`` is a slug or empty."""

    say: str
    article: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def fits(self, sheet: FactSheet | None) -> bool:
        """Whether all it needs is there, and nothing that it is not said beside."""
        return all(holds(one, sheet) for one in self.needs) and not any(
            holds(one, sheet) for one in self.unless
        )


@dataclass(frozen=True)
class Leading:
    """A playbook that leads where its needs hold."""

    slug: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """Everything a kind of occasion can say, the most telling first."""

    title: str
    playbooks: tuple[Leading, ...]
    know: tuple[Sentence, ...]
    say: tuple[Sentence, ...]
    watch_outs: tuple[Sentence, ...]
    ready: tuple[ReadyAction, ...]


@cache
def scripts() -> dict[OccasionKind, Script]:
    """By kind of occasion."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {OccasionKind(kind): _script(fields) for kind, fields in given.items()}


def holds(need: str, sheet: FactSheet | None) -> bool:
    """Whether a fact is there; with ``=`` whether it has the value, with ``<`` or ``>`` whether its number is so."""
    return sheet is not None and bool(_meeting(need, sheet))


def narrowed(sheet: FactSheet | None, needs: Sequence[str]) -> FactSheet | None:
    """The sheet with, of items that the needs speak of, the first that meets them.

    A sentence that needs ``goal.*.tied_to_renewal`` is then about a goal of which that holds.
    """
    for need in needs:
        start, star, _rest = name_of(need).partition("*")
        if sheet is None or not star:
            continue
        met = _meeting(need, sheet)
        item = _item(met[0], start) if met else ""
        sheet = sheet.only(
            [
                fact.id
                for fact in sheet
                if not fact.id.startswith(start) or _item(fact, start) == item
            ]
        )
    return sheet


def name_of(need: str) -> str:
    """The name of the fact a need speaks of."""
    return _NEED.split(need, maxsplit=1)[0]


def _meeting(need: str, sheet: FactSheet) -> tuple[Fact, ...]:
    name, *rest = _NEED.split(need, maxsplit=1)
    found = matching(name, sheet)
    return tuple(fact for fact in found if not rest or _compares(fact, rest[0], rest[1]))


def _compares(fact: Fact, sign: str, value: str) -> bool:
    if sign == "=":
        return str(fact.value) == value
    if not isinstance(fact.value, Decimal):
        return False
    return fact.value < Decimal(value) if sign == "<" else fact.value > Decimal(value)


def _item(fact: Fact, start: str) -> str:
    return fact.id[len(start) :].split(".")[0]


def sentences(given: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """Sentences as a file of data has them."""
    return tuple(
        Sentence(
            one["say"],
            one.get("article", ""),
            tuple(one.get("needs", ())),
            tuple(one.get("unless", ())),
        )
        for one in given
    )


def _script(fields: Mapping[str, Any]) -> Script:
    return Script(
        title=fields["title"],
        playbooks=tuple(
            Leading(one["slug"], tuple(one.get("needs", ()))) for one in fields["playbooks"]
        ),
        know=sentences(fields["know"]),
        say=sentences(fields["say"]),
        watch_outs=sentences(fields["watch_outs"]),
        ready=tuple(ReadyAction(**one) for one in fields["ready"]),
    )
