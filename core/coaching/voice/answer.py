"""From Claude's answer to passages, or to the reason why they are not used.

Every passage is one that was given, rests on what was given, and speaks of it: whatever a text from outside
asked for, it ends here or at the proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from core.coaching.voice.passage import Passage
from core.coaching.voice.proof import Proof
from core.coaching.voice.told import Told, name_of
from core.drafting.model.answer import forbidden_in
from core.drafting.model.outcome import CallFailed, Outcome

MOST_IN_A_GROUP = 6
"""Passages of an open group; as many as were given may come back in any case."""
MOST_WRONG = 0.34
"""Share of passages that may stay in the coach's own words before the whole answer is refused."""
LEAST_SHARED = 0.34
"""Share of a passage's telling words that stand in the material; rewordings have half and more."""
FEWEST_TELLING = 5
_STEM = 5
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
"""Shorter ones stand in every text."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    text: str
    cites: list[str]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    passages: list[_Part]


FORM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["passages"],
    "properties": {
        "passages": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "text", "cites"],
                "properties": {
                    "id": {"type": "string"},
                    "text": {"type": "string"},
                    "cites": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "Ids of the documents and facts that the text rests on.",
                    },
                },
            },
        }
    },
}
"""JSON schema of the answer: the same for every question, so that it is part of the cached prefix."""


def text_so_far(raw: str) -> str:
    """The whole words of all passages so far, from JSON that breaks off anywhere."""
    try:
        found: Any = from_json(raw, allow_partial="trailing-strings")
    except ValueError:
        return ""
    parts = found.get("passages") if isinstance(found, dict) else None
    texts = [part.get("text") for part in parts or () if isinstance(part, dict)]
    text = "\n\n".join(clean(each) for each in texts if isinstance(each, str))
    return text[: max(text.rfind(" "), text.rfind("\n"), 0)].rstrip()


class Reader:
    """Reads answers to one question. ``most_words`` bounds one passage.

    ``own_words`` counts the passages of the last answer that stay as the coach had them.
    """

    def __init__(self, told: Told, most_words: int) -> None:
        self._told = told
        self._most_words = most_words
        self.own_words = 0

    def forbidden(self, text: str) -> str:
        """What no passage may hold, or nothing."""
        return forbidden_in(text, self._told.offer)

    def passages(self, raw: str) -> tuple[Passage, ...]:
        """The passages of a whole answer; raises CallFailed for one that is not to be used."""
        try:
            answer = _Answer.model_validate_json(raw)
        except ValidationError as error:
            raise CallFailed(Outcome.GARBLED) from error
        parts = [_Part(id=p.id, text=clean(p.text), cites=p.cites) for p in answer.passages]
        for problem in self._problems(parts):
            raise CallFailed(Outcome.NOT_ACCEPTED, reason=problem)
        return tuple(self._proven([self._passage(part) for part in parts]))

    def _proven(self, made: list[Passage]) -> Iterator[Passage]:
        """What stands; in the place of what does not, the coach's own words. Too much of it makes all void."""
        proof = Proof(self._told)
        problems = [proof.problem(passage) for passage in made]
        wrong = [problem for problem in problems if problem is not None]
        if any(problem.is_grave for problem in wrong) or len(wrong) > MOST_WRONG * len(made):
            worst = max(wrong, key=lambda problem: problem.is_grave)
            raise CallFailed(Outcome.NOT_ACCEPTED, reason=worst.reason)
        self.own_words = len(wrong)
        left = {
            p.group
            for p, problem in zip(made, problems, strict=True)
            if problem is None or self._told.passage(p.id)
        }
        if left != {passage.group for passage in made}:
            raise CallFailed(Outcome.NOT_ACCEPTED, reason=wrong[0].reason)
        for passage, problem in zip(made, problems, strict=True):
            own = self._told.passage(passage.id)
            if problem is None:
                yield passage
            elif own is not None:
                yield own

    def _passage(self, part: _Part) -> Passage:
        cites = dict.fromkeys(part.cites)
        text = self._told.offer.redactor.restore(part.text)
        return Passage(part.id, text, tuple(self._told.citable[name] for name in cites))

    def _problems(self, parts: list[_Part]) -> Iterator[str]:
        yield from self._problems_of_form(parts)
        for part in parts:
            if any(name not in self._told.citable for name in part.cites):
                yield "Claude cited something that it was not given"
            if (not part.cites and self._must_cite(part)) or self._drops_something(part):
                yield "Claude left out what a sentence rests on"
        if found := self.forbidden("\n\n".join(part.text for part in parts)):
            yield found
        if not all(self._is_of_the_material(part.text) for part in parts):
            yield "Claude's text was not about what it was given"

    def _problems_of_form(self, parts: list[_Part]) -> Iterator[str]:
        ids = [part.id for part in parts]
        groups = self._told.material.open_groups
        wanted = [item.id for item in self._told.passages if item.group not in groups]
        if len(set(ids)) != len(ids) or [i for i in ids if _group(i) not in groups] != wanted:
            yield "Claude's answer had not the passages it was to have"
        given = [item.group for item in self._told.passages if item.group in groups]
        for group in set(given):
            most = max(MOST_IN_A_GROUP, given.count(group))
            if not 1 <= sum(_group(i) == group for i in ids) <= most:
                yield "Claude's answer had not the passages it was to have"
        if not all(part.text for part in parts):
            yield "Claude's answer was empty"
        longest = max((len(part.text.split()) for part in parts), default=0)
        if longest > self._most_words:
            yield f"Claude wrote {longest} words where {self._most_words} are allowed"

    def _must_cite(self, part: _Part) -> bool:
        """What rests on something goes on to; an open group has no passage that rests on nothing."""
        given = self._told.passage(part.id)
        if given is None or given.group in self._told.material.open_groups:
            return bool(self._told.citable)
        return bool(given.citations)

    def _drops_something(self, part: _Part) -> bool:
        """Whether a passage that is only to be rephrased lost a citation or a figure."""
        given = self._told.passage(part.id)
        if given is None or not self._told.material.is_settled:
            return False
        cites = {name_of(item) for item in given.citations} & set(self._told.citable)
        figures = _FIGURE.findall(part.text)
        return not cites <= set(part.cites) or any(
            figure not in figures for figure in _FIGURE.findall(given.text)
        )

    def _is_of_the_material(self, text: str) -> bool:
        telling = _telling(text)
        if len(telling) < FEWEST_TELLING:
            return True
        return sum(word in self._vocabulary for word in telling) >= LEAST_SHARED * len(telling)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        material = self._told.material
        texts = [item.text for item in self._told.passages]
        texts += [f"{source.citation.title} {source.text}" for source in material.documents]
        texts += [f"{fact.label} {fact.value}" for fact in self._told.facts]
        texts += [*material.asked.values(), *material.background.values(), *self._told.quotes]
        return frozenset(word[:_STEM] for word in _LONG_WORD.findall(" ".join(texts).casefold()))


def _telling(text: str) -> list[str]:
    """Beginnings of the longer words, as they are compared."""
    return [word[:_STEM] for word in _LONG_WORD.findall(text.casefold())]


def _group(passage_id: str) -> str:
    return passage_id.rpartition(".")[0]


def clean(text: str) -> str:
    """``text`` without characters that cannot be seen; line breaks become spaces."""
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if letter == "\n" or unicodedata.category(letter)[0] != "C"
    )
    return " ".join(seen.split())
