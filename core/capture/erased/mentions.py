"""Where a text mentions a person, given in the clear, and the text without the mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

MARKER = "[erased]"
"""Stands wherever something of an erased person stood."""

PHONE_DIGITS = 9
"""So many last digits tell a phone number, however its country code is written."""

LEAST_PHONE_DIGITS = 7
DISTINCT_ID_LENGTH = 10
"""A shorter identifier is only known where identifiers of people stand: ``C1`` may be anything."""

_GAP = r"[\s().\-/]{0,3}"
_NOTHING = r"[^\s\S]"
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Mentions:
    """What identifies one person. E-mail addresses are lower case, ``ids`` are (system, id).

    ``names`` are full names of two words and more: one word alone is too common to be replaced.
    ``texts`` are further texts that stand for the person wherever they occur, case counting.
    """

    emails: frozenset[str]
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()
    texts: frozenset[str] = frozenset()

    def clean(self, text: str) -> str:
        """``text`` with a marker for each mention; line ends inside one are kept."""
        return self._pattern.sub(_marked, text)

    def touches(self, text: str) -> bool:
        """Whether a record's text may concern the person: a mention, or an identifier of theirs."""
        return bool(self._pattern.search(text)) or any(one in text for one in self.short_ids)

    def mentioned(self, text: str) -> bool:
        """Whether the text holds a mention."""
        return bool(self._pattern.search(text))

    def is_whole(self, text: str) -> bool:
        """Whether the text is nothing but a mention."""
        return bool(self._pattern.fullmatch(text.strip()))

    def owns_email(self, text: str) -> bool:
        """Whether a cell of addresses names the person's and no other."""
        return self.clean(text).count("@") == 0 and any(one in text.lower() for one in self.emails)

    def owns_id(self, system: str, identifier: str) -> bool:
        """Whether the identifier is the person's in this system."""
        return (system, identifier) in self._ids

    @cached_property
    def short_ids(self) -> frozenset[str]:
        """Every identifier of the person, as it may stand in a column of identifiers."""
        return frozenset(identifier for _system, identifier in self._ids)

    @cached_property
    def _ids(self) -> frozenset[tuple[str, str]]:
        # Salesforce writes the same identifier with 15 and with 18 characters.
        short = {(system, one[:15]) for system, one in self.ids if is_salesforce(system, one)}
        return self.ids | short

    @cached_property
    def coarse(self) -> str:
        """A regular expression of DuckDB's kind that finds every text with a mention, and others."""
        cores = [core for core, _before, _after in self._parts()] or [_NOTHING]
        return f"(?i)(?:{'|'.join(cores)})"

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Texts of which none may be found in raw bytes: addresses and names as written."""
        return tuple(sorted(self.emails | self.names))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = [f"(?:{before}{core}{after})" for core, before, after in self._parts()]
        parts = parts or [_NOTHING]
        return re.compile("|".join(parts), re.IGNORECASE)

    def _parts(self) -> Iterator[tuple[str, str, str]]:
        """For each thing an expression, and what must not stand before and after it."""
        for email in sorted(self.emails, key=len, reverse=True):
            core = re.escape(email).replace("@", "(?:@|%40)")
            yield core, r"(?<![\w.+\-])", r"(?![\w\-])(?!\.\w)"
        for name in sorted(self.names, key=len, reverse=True):
            for form in _forms(name):
                yield form, r"(?<!\w)", r"(?!\w)"
        for phone in sorted(self.phones):
            yield _phone(phone), r"(?<![\d])", r"(?!\d)"
        distinct = {one for one in self.short_ids if len(one) >= DISTINCT_ID_LENGTH}
        for text in sorted(distinct | self.texts, key=len, reverse=True):
            yield f"(?-i:{re.escape(text)})", "(?<![0-9A-Za-z])", "(?![0-9A-Za-z])"


def is_salesforce(system: str, identifier: str) -> bool:
    """Whether an identifier is one of Salesforce's long form."""
    return system == "salesforce" and len(identifier) == 18 and identifier.isalnum()


def folded(name: str) -> str:
    """A name for comparison: without case and surplus blanks."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def digits_of(phone: str) -> str:
    """The digits that tell a phone number; empty when there are too few."""
    digits = re.sub(r"\D", "", phone)
    return digits[-PHONE_DIGITS:] if len(digits) >= LEAST_PHONE_DIGITS else ""


def line_ends(text: str) -> str:
    """Only the line ends of a text, so that lines after it keep their number."""
    return "".join(_LINE_END.findall(text))


def _marked(found: re.Match[str]) -> str:
    return MARKER + line_ends(found[0])


def _forms(name: str) -> Iterator[str]:
    """``Jane Doe`` and ``Doe, Jane``, in both ways Unicode writes accents, and JSON's."""
    for form in dict.fromkeys(unicodedata.normalize(kind, name) for kind in ("NFC", "NFD")):
        words = form.split()
        yield r"\s+".join(map(re.escape, words))
        yield re.escape(words[-1]) + r"\s*,\s*" + r"\s+".join(map(re.escape, words[:-1]))
        if not form.isascii():
            escaped = (word.encode("ascii", "backslashreplace").decode() for word in words)
            yield r"\s+".join(map(re.escape, escaped))


def _phone(phone: str) -> str:
    spaced = _GAP.join(digits_of(phone))
    return rf"(?:\+?[0-9][0-9\s().\-/]{{0,6}})?{spaced}"
