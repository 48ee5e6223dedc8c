"""What a reader sees of a text, with the place of every character in the text as it was typed.

Full-width and foreign digits become plain ones, invisible characters go, HTML entities and emphasis marks are
read, look-alike letters become the letters they look like. What cannot be read for certain is noted.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:!?'\"()%$/\-\n@+]+")
_ALIKE = {
    **dict(zip("\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb", "ABESIJKMHOPCTYXaeopcyxijsdqwh", strict=True)),
    **dict(zip("\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03c1\u03b9", "ABEZHIKMNOPTYXovpi", strict=True)),
}  # fmt: skip
"""Cyrillic and Greek letters that look like Latin ones."""
_SAME = {
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", "\u2013"),
    **dict.fromkeys("\u2018\u2019\u02bc\u2032\u201b\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\t": " ", "\u2044": "/", "\u00d7": "x",
}  # fmt: skip
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@dataclass(frozen=True)
class Unreadable:
    """A place (offsets into the original) and why it cannot be read for certain."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Normal:
    """``text`` as read; ``starts[i]`` and ``ends[i]`` bound the original of its character ``i``."""

    original: str
    text: str
    starts: list[int]
    ends: list[int]
    unreadable: tuple[Unreadable, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters ``start`` to ``end`` of the text stand in the original."""
        return self.starts[start], self.ends[end - 1]


class _Reader:
    def __init__(self, original: str) -> None:
        self.original = original
        self.letters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.noted: list[Unreadable] = []

    def put(self, seen: str, start: int, end: int) -> None:
        for letter in seen:
            self.letters.append(letter)
            self.starts.append(start)
            self.ends.append(end)

    def note(self, start: int, end: int, reason: str) -> None:
        self.noted.append(Unreadable(start, end, reason))

    def read(self) -> Normal:
        place, original = 0, self.original
        while place < len(original):
            plain = _PLAIN.match(original, place)
            if plain:
                for offset in range(place, plain.end()):
                    self.letters.append(original[offset])
                    self.starts.append(offset)
                    self.ends.append(offset + 1)
                place = plain.end()
                continue
            place = self._odd(place)
        return Normal(original, "".join(self.letters), self.starts, self.ends, tuple(self.noted))

    def _odd(self, place: int) -> int:
        """Read one character that is not plain, with the marks that belong to it."""
        original = self.original
        entity = _ENTITY.match(original, place)
        if entity and html.unescape(entity[0]) != entity[0]:
            for letter in html.unescape(entity[0]):
                self._character(letter, place, entity.end())
            return entity.end()
        end = place + 1
        while end < len(original) and unicodedata.category(original[end]) in ("Mn", "Me"):
            end += 1
        if original[place] in "*`" or original.startswith("~~", place):
            return self._emphasis(place)
        if original[place] == "\r":
            if not original.startswith("\n", place + 1):
                self.put("\n", place, place + 1)
            return place + 1
        self._character(original[place:end], place, end)
        return end

    def _emphasis(self, place: int) -> int:
        """Emphasis is not seen; a star that opens a line is a bullet."""
        line = self.original.rfind("\n", 0, place) + 1
        if self.original.startswith("* ", place) and not self.original[line:place].strip():
            self.put("\u2022", place, place + 1)
        return place + (2 if self.original.startswith("~~", place) else 1)

    def _character(self, cluster: str, start: int, end: int) -> None:
        seen, reason = _seen(cluster)
        if reason:
            self.note(start, end, reason)
        if "/" in seen and len(seen) > 1 and self.letters and self.letters[-1].isdigit():
            seen = " " + seen
        self.put(seen, start, end)


@lru_cache(maxsize=4096)
def _seen(cluster: str) -> tuple[str, str]:  # noqa: PLR0911 - one return a case
    """What is seen of a character with its marks, and why it cannot be trusted (or nothing)."""
    base = cluster[0]
    category = unicodedata.category(base)
    if base in _SAME:
        return _SAME[base], ""
    if base in _TURNING:
        return "", "a character that turns the direction of reading"
    if category in ("Cf", "Mn", "Me") or base in "\u115f\u1160\u3164\uffa0\u2800":
        return "", ""
    if category in ("Cc", "Co", "Cn", "Cs") and base != "\n":
        return "", "a character that cannot be shown"
    if category == "Zs":
        return " ", ""
    if category == "Nd":
        return str(unicodedata.digit(base)), ""
    composed = unicodedata.normalize("NFKC", cluster)
    letters = [
        _ALIKE.get(letter, _SAME.get(letter, letter))
        for letter in composed
        if unicodedata.category(letter) not in ("Mn", "Me")
    ]
    return "".join(letters), ""


@lru_cache(maxsize=2048)
def normalise(original: str) -> Normal:
    """Read ``original``; never fails. Its lists are shared: nobody may change them."""
    return _Reader(original).read()


@lru_cache(maxsize=4096)
def is_latin(letter: str) -> bool:
    """Whether a letter is of the alphabet that English and its neighbours use."""
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))
