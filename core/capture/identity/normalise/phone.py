"""Phone numbers in E.164, read with the country the record is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_E164 = re.compile(r"^\+[1-9]\d{7,14}$")
_DOUBTFUL = re.compile(r"^\+(44|49|33|31|34|61|64|353)0")  # a trunk prefix left in


@dataclass(frozen=True)
class Phone:
    """``number`` in E.164; the ``extension`` tells people behind one number apart."""

    number: str
    extension: str | None = None

    @property
    def line(self) -> str:
        """Number and extension: what reaches one desk."""
        return f"{self.number};{self.extension}" if self.extension else self.number


@lru_cache(maxsize=200_000)
def phone(text: str | None, country: str | None = None) -> Phone | None:
    """The number that ``text`` is when dialled in ``country`` (ISO 3166); ``None`` when it is no number.

    A number without country code is read only when the country is known: it would mean any of many.
    """
    if not text:
        return None
    if _E164.match(text) and not _DOUBTFUL.match(text):
        return Phone(text)
    import phonenumbers  # noqa: PLC0415  (deferred: large tables)

    written = re.sub(r"^\s*00(?=[1-9])", "+", text)
    try:
        found = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return Phone(number, found.extension or None)
