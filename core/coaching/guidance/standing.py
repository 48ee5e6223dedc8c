"""What the coach says of an account and a person there before any plan: ``data/coaching/standing.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.coaching.guidance.fill import PLACE, filled
from core.coaching.model import Line
from core.drafting.fact import FactSheet
from core.drafting.fact_spec import matching
from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "data" / "coaching" / "standing.toml"
MOST = 4


@dataclass(frozen=True)
class Sentence:
    """``say`` holds facts in braces; ``unless`` are facts beside which it is not said."""

    say: str
    unless: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """Names of the facts it needs."""
        return frozenset(name for name, _form in PLACE.findall(self.say))


def of_account(
    sheet: FactSheet | None, situation: str, said: Sequence[str] = (), most: int = MOST
) -> tuple[Line, ...]:
    """Sentences about the account for a situation, without facts that ``said`` names already."""
    lines = _lines("account", sheet, situation, frozenset(said))
    return tuple(line for line, _ in zip(lines, range(most), strict=False))


def of_person(sheet: FactSheet | None) -> tuple[Line, ...]:
    """Sentences about the person the sheet's ``recipient`` is."""
    if sheet is None or sheet.contact_key is None:
        return ()
    return tuple(_lines("person", sheet, "", frozenset()))


@cache
def sentences() -> dict[str, tuple[Sentence, ...]]:
    """By what they are about: ``account`` and ``person``."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        about: tuple(
            Sentence(one["say"], tuple(one.get("unless", ())), tuple(one.get("situations", ())))
            for one in listed
        )
        for about, listed in given.items()
    }


def _lines(
    about: str, sheet: FactSheet | None, situation: str, said: frozenset[str]
) -> Iterator[Line]:
    if sheet is None:
        return
    for sentence in sentences()[about]:
        if sentence.situations and situation not in sentence.situations:
            continue
        if sentence.facts & said or any(matching(name, sheet) for name in sentence.unless):
            continue
        if line := filled(sentence.say, sheet):
            yield line
