"""E-mail addresses and phone numbers leave as tokens, ``[email_1]``, and come back as themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_EMAIL = re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_TOKEN = re.compile(r"\[(?:email|phone)_\d+\]")
_ANY_TOKEN = re.compile(r"\[?\b(?:email|phone)_\d+\b\]?", re.I)
_DIGITS = re.compile(r"\d")
_INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)\d[\d\s().\-/]{5,}\d")
_REGIONS = ("US", "GB", "DE", "FR", "IN", "AU", "BR", "JP")
"""Where a number without its country code may be at home; wrong guesses cost nothing but a token."""
_FEWEST_DIGITS = 7


class Redactor:
    """Tokens of one request; the same address is the same token throughout."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def hide(self, text: str) -> str:
        """``text`` with tokens in the place of addresses and phone numbers."""
        text = self.hide_emails(text)
        for number in sorted(set(phones(text)), key=len, reverse=True):
            text = text.replace(number, self._token("phone", number))
        return text

    def hide_emails(self, text: str) -> str:
        """``text`` with tokens in the place of e-mail addresses alone."""
        return _EMAIL.sub(lambda found: self._token("email", found[0]), text)

    def restore(self, text: str) -> str:
        """``text`` with addresses and numbers in the place of their tokens."""
        return _TOKEN.sub(lambda found: self._original(found[0]), text)

    def named_in(self, text: str) -> tuple[str, ...]:
        """The addresses and numbers whose tokens stand in ``text``."""
        return tuple(self._original(token) for token in _TOKEN.findall(text))

    def invented_in(self, text: str) -> tuple[str, ...]:
        """What looks like a token and is none of this request's."""
        known = set(self._tokens.values())
        return tuple(token for token in _ANY_TOKEN.findall(text) if token not in known)

    def _token(self, kind: str, original: str) -> str:
        if original not in self._tokens:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._tokens[original] = f"[{kind}_{self._counts[kind]}]"
        return self._tokens[original]

    def _original(self, token: str) -> str:
        return next((text for text, given in self._tokens.items() if given == token), token)


def emails(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a text."""
    return tuple(_EMAIL.findall(text))


def phones(text: str) -> tuple[str, ...]:
    """The phone numbers in a text, as they stand there."""
    if len(_DIGITS.findall(text)) < _FEWEST_DIGITS:
        return ()
    return tuple(dict.fromkeys((*_INTERNATIONAL.findall(text), *_matched(text, _REGIONS))))


def _matched(text: str, regions: Iterable[str]) -> Iterator[str]:
    import phonenumbers  # noqa: PLC0415  (deferred: slow to load, and most facts hold no digits)

    for region in regions:
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            yield match.raw_string
