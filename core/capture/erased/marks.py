"""People who were erased, known again by keyed hashes alone.

A hash under a key that stays in this database tells that a value seen is one that was erased,
without keeping the value. Whoever has the database could still try guesses: it is a pseudonym, kept
only so that the person does not come back.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.capture.erased.mentions import MARKER, Mentions, digits_of, folded, line_ends
from core.store import Reader

_ADDRESS = re.compile(r"[^\s<>,;:\"'()\[\]=|/?&]+(?:@|%40)[^\s<>,;:\"'()\[\]=|/?&@]+\.\w{2,}")
_PHONE = re.compile(r"\+?\d[\d\s().\-/]{5,18}\d")
_WORD = re.compile(r"[^\s,;:<>()\[\]\"/|]+")
NAME_WORDS = range(2, 5)


@dataclass(frozen=True)
class Marks:
    """``known`` holds the hashes of everything that identified someone who was erased."""

    key: str
    known: frozenset[str]
    _seen: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)

    def mark(self, kind: str, value: str) -> str:
        """The keyed hash of a value; ``kind`` is email, id, name or phone."""
        text = f"{kind}\x1f{value}".encode("utf-8", "surrogateescape")
        return hmac.new(bytes.fromhex(self.key), text, hashlib.sha256).hexdigest()

    def of(self, person: Mentions) -> list[tuple[str, str]]:
        """Hash and kind of everything that identifies ``person``."""
        values = [
            *(("email", email) for email in person.emails),
            *(("name", folded(name)) for name in person.names),
            *(("phone", digits_of(phone)) for phone in person.phones),
            *(("id", f"{system}:{one}") for system, one in person.ids),
            *(("id", f"salesforce:{one}") for one in person.short_ids if len(one) == 15),
        ]
        return [(self.mark(kind, value), kind) for kind, value in dict.fromkeys(values)]

    def touches(self, text: str) -> bool:
        """Whether a record's text names an address that was erased."""
        if "@" not in text and "%40" not in text:
            return False
        return any(self._has_address(found[0]) for found in _ADDRESS.finditer(text))

    def owns_email(self, text: str) -> bool:
        """Whether a cell of addresses names only ones that were erased."""
        return self.touches(text) and "@" not in self.clean(text)

    def owns_id(self, system: str, identifier: str) -> bool:
        """Whether an identifier is that of someone erased."""
        return bool(identifier) and self._has("id", f"{system}:{identifier}")

    def clean(self, text: str) -> str:
        """The text with a marker for each address, name and number that was erased."""
        text = _ADDRESS.sub(lambda found: MARKER if self._has_address(found[0]) else found[0], text)
        for start, end in self._names(text):
            text = text[:start] + MARKER + line_ends(text[start:end]) + text[end:]
        return _PHONE.sub(self._phone, text)

    def _phone(self, found: re.Match[str]) -> str:
        digits = digits_of(found[0])
        return MARKER if digits and self._has("phone", digits) else found[0]

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        """Places of erased names, the last first; given name first or after a comma."""
        words = list(_WORD.finditer(text))
        end = len(words)
        while end > 0:
            for count in NAME_WORDS:
                if count > end:
                    break
                run = words[end - count : end]
                plain = [word[0].strip(".!?'") for word in run]
                turned = [*plain[1:], plain[0]]
                if any(self._has("name", folded(" ".join(one))) for one in (plain, turned)):
                    yield run[0].start(), run[-1].end()
                    end -= count - 1
                    break
            end -= 1

    def _has_address(self, text: str) -> bool:
        return self._has("email", text.lower().replace("%40", "@").rstrip("."))

    def _has(self, kind: str, value: str) -> bool:
        asked = (kind, value)
        if asked not in self._seen:
            if len(self._seen) > 1_000_000:
                self._seen.clear()
            self._seen[asked] = self.mark(kind, value) in self.known
        return self._seen[asked]


def load_marks(reader: Reader) -> Marks | None:
    """The marks of everyone erased here; ``None`` while nobody was."""
    key = reader.value("SELECT key FROM ops.erasure_key")
    if key is None:
        return None
    rows = reader.rows("SELECT mark FROM ops.erased_mark")
    return Marks(key, frozenset(row["mark"] for row in rows))


def new_key() -> str:
    """A key for a database in which nobody was erased yet."""
    return secrets.token_hex(32)
