"""How much a reading of words looks like a language, by the letters that follow each other in it.

The letters are learned from the names of countries, languages, currencies, months and cities that
CLDR holds in each language; nothing is shipped and nothing is fitted to any file.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

WESTERN = ("fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "ca")
CENTRAL = ("pl", "cs", "sk", "hu", "ro", "hr", "sl")
CYRILLIC = ("ru", "uk", "bg", "sr", "be", "mk")

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "cp1252": WESTERN,
    "iso8859_15": WESTERN,
    "mac_roman": WESTERN,
    "cp850": WESTERN,
    "cp437": WESTERN,
    "cp1250": CENTRAL,
    "iso8859_2": CENTRAL,
    "cp1251": CYRILLIC,
    "koi8_r": CYRILLIC,
    "cp866": CYRILLIC,
    "cp1253": ("el",),
    "cp1254": ("tr", "az"),
    "cp1257": ("lt", "lv", "et"),
    "cp1255": ("he",),
    "cp1256": ("ar", "fa"),
    "cp932": ("ja",),
    "euc_jp": ("ja",),
    "gb18030": ("zh",),
    "big5": ("zh_Hant",),
    "cp949": ("ko",),
}
"""Languages that a code page is used for."""

MULTI_BYTE = ("cp932", "euc_jp", "gb18030", "big5", "cp949")

LEAST_LIKELY_LETTERS, LEAST_LIKELY_SYLLABLES = -7.0, -9.5
"""Mean logarithm a pair below which words are of no language that is known here."""

MAIN_SHARE = 0.8
"""A file's words are mostly of one language; the others are names from elsewhere."""

UNSEEN = 0.5
"""Weight of letters never seen next to each other."""

ALPHABET = 4_000
"""Letters a language could have, for those never seen in it."""

EDGE = " "


def likelihoods(text: str, encoding: str) -> tuple[float, str]:
    """Logarithm of how likely the lines of ``text`` are words of the encoding's languages, and of which.

    Only pairs with a letter beyond ASCII count: the others are the same in every reading.
    """
    words = [word for word in text.casefold().split("\n") if any(c.isalpha() for c in word)]
    languages = LANGUAGES.get(encoding, WESTERN)
    told = {language: [_word(language, word) for word in words] for language in languages}
    columns = list(zip(*told.values(), strict=True))
    mixed = [_mean(column) for column in columns]
    totals = {
        language: sum(
            _log_sum(math.log(MAIN_SHARE) + own, math.log(1 - MAIN_SHARE) + other)
            for own, other in zip(of_words, mixed, strict=True)
        )
        for language, of_words in told.items()
    }
    best = max(totals, key=lambda one: totals[one])
    return totals[best], best


def is_plausible(text: str, encoding: str) -> bool:
    """Whether the words look like any of the encoding's languages at all, on average of their pairs."""
    words = [word for word in text.casefold().split("\n") if any(c.isalpha() for c in word)]
    told = "\n".join(words)
    pairs = sum(one >= "\x80" or other >= "\x80" for one, other in pairwise(f" {told} "))
    least = LEAST_LIKELY_SYLLABLES if encoding in MULTI_BYTE else LEAST_LIKELY_LETTERS
    return not pairs or likelihoods(told, encoding)[0] / pairs > least


def name_of(language: str) -> str:
    """A language's name in English."""
    from babel import Locale  # noqa: PLC0415  seldom needed

    return str(Locale.parse(language).get_language_name("en") or language)


def _mean(logs: Sequence[float]) -> float:
    top = max(logs)
    return top + math.log(sum(math.exp(one - top) for one in logs) / len(logs))


def _log_sum(left: float, right: float) -> float:
    top = max(left, right)
    return top + math.log(math.exp(left - top) + math.exp(right - top))


def _word(language: str, word: str) -> float:
    """The logarithm of a word's likelihood, over its pairs with a letter beyond ASCII."""
    pairs, letters, total = _model(language)
    score = 0.0
    for one, other in pairwise(f"{EDGE}{word}{EDGE}"):
        if one < "\x80" and other < "\x80":
            continue
        alone = (letters[other] + UNSEEN) / (total + UNSEEN * ALPHABET)
        together = (pairs[one + other] + 4 * alone) / (letters[one] + 4)
        score += math.log(together)
    return score


@cache
def _model(language: str) -> tuple[Counter[str], Counter[str], int]:
    """Pairs of letters, letters, and how many there are, in CLDR's names of a language."""
    pairs: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for name in _names(language):
        for word in name.casefold().split():
            told = f"{EDGE}{word}{EDGE}"
            letters.update(told)
            pairs.update(one + other for one, other in pairwise(told))
    return pairs, letters, letters.total()


def _names(language: str) -> Iterator[str]:
    from babel import Locale  # noqa: PLC0415  seldom needed, and 10 ms a language

    locale = Locale.parse(language)
    yield from _texts([locale.territories, locale.languages, locale.currencies])
    yield from _texts([locale.months, locale.days, locale.scripts])
    yield from _texts(zone.get("city", "") for zone in locale.time_zones.values())


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif hasattr(value, "values"):
            yield from _texts(value.values())
