"""The language of the rubric's patterns: words that anybody can write, made into bounded expressions.

``a/b`` is either word, ``word*`` the word with any ending, ``(one two|three)`` either group of words, ``..``
up to five words, ``^`` the sentence's beginning, ``<date>`` a kind of words. A pattern holds nothing that could
run away: gaps are bounded, and so is the length of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from core.coaching.rubric.classes import CLASSES
from core.errors import InvalidInput

GAP_WORDS = 5
LONGEST_PATTERN = 300
MOST_GAPS = 3
_BETWEEN = r"\W{1,3}"
_WORD = r"[\w'%$€£-]+"
_UNIT = r"(?:\([^()]*\)|<\w+>|[^\s()<>^/]+)"
_TOKEN = regex.compile(rf"\.\.(?=\s|$)|\^|{_UNIT}(?:/{_UNIT})*|\S")
_PLAIN = regex.compile(r"[\w'%-]+\*?")
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")
REMEDY = "docs/coaching-rubric.md tells the language of patterns."


class Match(NamedTuple):
    """Where a pattern was found in a sentence, and the words that its gaps hold."""

    start: int
    end: int
    within: str


@dataclass(frozen=True)
class Pattern:
    """A pattern as written. Make one with :func:`compiled`, which refuses what is no pattern."""

    text: str

    @cached_property
    def expression(self) -> regex.Pattern[str]:
        return regex.compile(_expression(self.text), regex.IGNORECASE | regex.VERSION1)

    def find(self, sentence: str) -> Match | None:
        """The first place in ``sentence``; curly quotation marks count as straight ones."""
        return next(self.every(sentence), None)

    def every(self, sentence: str) -> Iterator[Match]:
        """All places in ``sentence``, from left to right."""
        for found in self.expression.finditer(straight(sentence)):
            gaps = [text for text in found.groupdict().values() if text]
            yield Match(found.start(), found.end(), " ".join(gaps))


def straight(text: str) -> str:
    """``text`` with straight quotation marks and plain blanks, character by character."""
    return text.translate(_STRAIGHT)


@lru_cache(maxsize=4096)
def compiled(text: str) -> Pattern:
    """The pattern ``text`` says; raises :class:`~core.errors.InvalidInput` where it says none."""
    pattern = Pattern(text)
    regex.compile(_expression(text))  # a fault shows when the pattern is saved, not when it is used
    return pattern


def _expression(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_PATTERN:
        raise _wrong(text, f"is empty or longer than {LONGEST_PATTERN} characters")
    tokens = _TOKEN.findall(straight(text.strip()))
    tokens = [token for token in tokens if token.strip()]
    if tokens[0] == ".." or tokens[-1] == ".." or tokens == ["^"]:
        raise _wrong(text, "begins or ends with a gap")
    if tokens.count("..") > MOST_GAPS:
        raise _wrong(text, f"has more than {MOST_GAPS} gaps")
    parts: list[str] = []
    join = ""
    for number, token in enumerate(tokens):
        if token == "^":
            if number:
                raise _wrong(text, "has ^ within")
            parts.append(r"\A\W*")
        elif token == "..":
            gap = rf"(?P<gap{number}>(?:{_BETWEEN}{_WORD}){{0,{GAP_WORDS}}}?){_BETWEEN}"
            join = gap
        else:
            parts += [join, _atom(text, token)]
            join = _BETWEEN
    return "".join(parts)


def _atom(text: str, token: str) -> str:
    """One or several units with strokes between them."""
    units = regex.findall(_UNIT, token)
    if "/".join(units) != token:
        raise _wrong(text, f"has {token!r}, which is no word")
    return rf"(?<!\w)(?:{'|'.join(_unit(text, unit) for unit in units)})(?!\w|'\w)"


def _unit(text: str, unit: str) -> str:
    if not unit.startswith("("):
        return _word(text, unit)
    groups = [group.split() for group in unit[1:-1].split("|") if group.strip()]
    if not groups:
        raise _wrong(text, "has empty brackets")
    return "|".join(_BETWEEN.join(_word(text, word) for word in group) for group in groups)


def _word(text: str, word: str) -> str:
    if word.startswith("<") and word.endswith(">"):
        if word[1:-1] not in CLASSES:
            raise _wrong(text, f"asks for {word}, which is none of {', '.join(CLASSES)}")
        return CLASSES[word[1:-1]]
    if not _PLAIN.fullmatch(word):
        raise _wrong(text, f"has {word!r}, which is no word")
    stem = regex.escape(word.removesuffix("*"))
    return rf"{stem}[\w']*" if word.endswith("*") else stem


def _wrong(text: str, why: str) -> InvalidInput:
    return InvalidInput(f"The pattern {text[:80]!r} {why}.", REMEDY)
