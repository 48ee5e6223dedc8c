"""Puts moves into words: chooses a wording, renders it, and keeps the ids of the facts it used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2

from core.drafting.fact import Fact
from core.drafting.letter import Paragraph
from core.drafting.prompts.phrases import Phrase, PhraseBook
from core.drafting.prompts.strict import BadPrompt
from core.drafting.template.plan import Move
from core.drafting.template.say import say
from core.errors import NotFound

HELPERS = frozenset({"say", "agree", "moved", "beyond", "time"})
"""Names a wording may use whatever the facts."""


@dataclass
class Voice:
    """Everything a wording can draw on.

    ``facts`` are known by role in every wording, ``words`` are plain texts such as our own company's
    name; empty ones count as absent. ``seed`` makes equal drafts choose equal wordings; ``richest`` takes
    the wordings that say the most facts, as a document should; items of a list always do, so that they are alike.
    """

    book: PhraseBook
    tags: frozenset[str]
    seed: str
    facts: Mapping[str, Fact]
    words: Mapping[str, str]
    formal: bool = False
    richest: bool = False
    _used: list[str] = field(default_factory=list)

    def paragraph(self, moves: Iterable[Move]) -> Paragraph:
        """The moves as one paragraph; those for which no wording has all its facts are passed over."""
        self._used = []
        joined, is_led = "", False
        for move in moves:
            if text := self.move(move):
                is_led = is_led or not move.leads
                gap = "\n" if move.own_line else " "
                joined += f"{gap}{text}" if joined else text
        if not is_led:
            return Paragraph("")
        return Paragraph(joined, tuple(dict.fromkeys(self._used)))

    def move(self, move: Move) -> str:
        """The words of one move, or nothing."""
        phrase = self.choose(move)
        return "" if phrase is None else self.render(phrase, move.roles)

    def choose(self, move: Move) -> Phrase | None:
        """The wording: written for these tags, with all facts there, by the hash of the draft."""
        if move.section not in self.book:
            raise NotFound(
                f"The phrase book has no section {move.section!r}.", "Add it to fallback.md."
            )
        there = (
            HELPERS | set(self.facts) | set(move.roles) | {k for k, v in self.words.items() if v}
        )
        fitting = self.book.fitting(move.section, self.tags, there)
        if self.richest or move.own_line:
            most = max((len(phrase.names) for phrase in fitting), default=0)
            fitting = tuple(phrase for phrase in fitting if len(phrase.names) == most)
        return fitting[pick(self.seed, move.section, len(fitting))] if fitting else None

    def render(self, phrase: Phrase, roles: Mapping[str, Fact]) -> str:
        """One wording, with these facts before those known everywhere."""
        facts = {**self.facts, **roles}
        given: dict[str, Any] = {**self.words, **facts}
        given |= {
            "say": self._say,
            "agree": agree,
            "moved": _which(facts, "baseline"),
            "beyond": _which(facts, "target"),
            "time": self._time(facts),
        }
        try:
            text = phrase.template.render({name: given[name] for name in phrase.names})
        except jinja2.TemplateError as error:
            raise BadPrompt(phrase.path, phrase.line, str(error)) from None
        return spelled_out(text) if self.formal else text

    def _say(self, fact: Fact, form: str = "") -> str:
        self._used.append(fact.id)
        return say(fact, form)

    def _time(self, facts: Mapping[str, Fact]) -> Callable[[], str]:
        def time() -> str:
            length = facts.get("length")
            return self._say(length) if length is not None else "a few minutes"

        return time


def pick(seed: str, section: str, count: int) -> int:
    """A place among ``count``: the same for the same seed and section, on every machine."""
    digest = hashlib.blake2s(f"{seed}\0{section}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count


_SINGULAR_ENDINGS = ("ss", "us", "is")


def agree(name: Fact, singular: str, plural: str) -> str:
    """``singular`` or ``plural``, as the noun that a metric's name is about: "Calls per month" are."""
    noun = re.split(r"\s+(?:of|per|for|in|to|with|by)\s+", str(name.value).strip(), maxsplit=1)[0]
    is_plural = noun.endswith("s") and not noun.endswith(_SINGULAR_ENDINGS)
    return plural if is_plural else singular


def _which(facts: Mapping[str, Fact], against: str) -> Callable[[str, str], str]:
    """Chooses between two words: for a value less than the fact it is held against, or more."""

    def which(less: str, more: str) -> str:
        value, other = facts["value"].value, facts[against].value
        return less if value < other else more  # type: ignore[operator] # numbers of one metric

    return which


_CONTRACTIONS = (
    (r"\b[Cc]an't\b", "cannot"), (r"\bwon't\b", "will not"), (r"n't\b", " not"), (r"'re\b", " are"),
    (r"'ve\b", " have"), (r"\bI'm\b", "I am"), (r"\bI'd\b", "I would"), (r"\bI'll\b", "I will"),
    (r"\b([Ii]t|[Tt]hat|[Tt]here|[Ww]hat)'s\b", r"\1 is"),
)  # fmt: skip


def spelled_out(text: str) -> str:
    """``text`` without contractions."""
    for short, long in _CONTRACTIONS:
        text = re.sub(short, long, text)
    return text
