"""How personas speak and what they bring up, as data: ``data/coaching/personas.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from core.coaching.briefing.words import Sentence, sentences
from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "data" / "coaching" / "personas.toml"


@dataclass(frozen=True)
class Tone:
    """How somebody speaks; ``asks`` tells what they are after."""

    title: str
    manner: str
    opening: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asks:
    """What somebody of a function is after."""

    manner: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A challenge as data: what they say, when, and a good answer."""

    they_say: Sentence
    answer: str


@dataclass(frozen=True)
class Cast:
    """All of the file; the order is the order in which things are tried."""

    tones: tuple[Tone, ...]
    asks: tuple[Asks, ...]
    knows: tuple[Sentence, ...]
    challenges: tuple[Said, ...]
    closing: Said


@cache
def cast() -> Cast:
    """The file as it is read once."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Cast(
        tones=tuple(
            Tone(one["title"], one["manner"], one["opening"], tuple(one.get("needs", ())))
            for one in given["tone"]
        ),
        asks=tuple(Asks(one["manner"], tuple(one.get("needs", ()))) for one in given["asks"]),
        knows=sentences(given["knows"]),
        challenges=tuple(_said(one) for one in given["challenge"]),
        closing=_said(given["closing"]),
    )


def _said(one: dict[str, object]) -> Said:
    (they_say,) = sentences([{**one, "say": one["they_say"]}])
    return Said(they_say, str(one["answer"]))
