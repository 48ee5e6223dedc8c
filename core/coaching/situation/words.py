"""From a sentence to stems, so that "promoted" and "promoting", "won't" and "will not" are the same."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import Any

from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "data" / "coaching" / "synonyms.toml"
"""The vocabulary: words that tell nothing, and what the others mean (see ``concepts``)."""

_SHORT_FORMS = (
    ("won't", "will not"),
    ("wont", "will not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("cant", "can not"),
    ("dont", "do not"),
    ("doesnt", "does not"),
    ("didnt", "did not"),
    ("isnt", "is not"),
    ("hasnt", "has not"),
    ("havent", "have not"),
    ("n't", " not"),
)
_AUXILIARY = frozenset({"do", "does", "did", "has", "have", "had", "is", "are", "was", "were"})
_ENDINGS = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ements",
    "ement",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ied",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "s",
    "e",
    "y",
)
_SHORTEST_STEM = 3


def words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents and short forms, in order."""
    plain = unicodedata.normalize(
        "NFKD",
        text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("%", " percent "),
    )
    flat = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for short, long in _SHORT_FORMS:
        flat = re.sub(rf"(?<![a-z]){short}(?![a-z])" if short[0] != "n" else short, long, flat)
    found = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)'s\b", "", flat))
    return tuple(
        word
        for place, word in enumerate(found)
        # "has not replied" and "did not reply" are the same "not reply" here.
        if not (word in _AUXILIARY and place + 1 < len(found) and found[place + 1] == "not")
    )


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, as far as a few letters of it stay."""
    word = _vocabulary()["forms"].get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            kept = word[: -len(ending)]
            return kept[:-1] if _is_doubled(kept) else kept
    return word


def stems(text: str) -> tuple[str, ...]:
    """Every word's stem, stop words included: phrases are looked up in these."""
    return tuple(stem(word) for word in words(text))


def telling(text: str) -> tuple[str, ...]:
    """The stems of the words that tell something of a situation on their own."""
    ignored = _ignored()
    return tuple(stem(word) for word in words(text) if word not in ignored)


@cache
def _ignored() -> frozenset[str]:
    return frozenset(_vocabulary()["ignored"])


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _is_doubled(kept: str) -> bool:
    return len(kept) > _SHORTEST_STEM and kept[-1] == kept[-2] and kept[-1] not in "lsaeiou"
