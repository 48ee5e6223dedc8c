"""Text-like values: plain text, e-mail, web host, phone, lists of them."""

from __future__ import annotations

from enum import StrEnum

from core.capture.transform.binder import Binder

_ADDRESS = r"[^\s<>,;:\"()\[\]]+@[^\s<>,;:\"()\[\]@]+\.[^\s<>,;:\"()\[\]@.]{2,}"
_INTERNATIONAL = r"(?:\+|00)[0-9 ().\-/]{7,20}"
_HOST = r"^(?:[a-z][a-z0-9+.-]*:/*)?(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s@]+\.[^/:?#\s@]+)"


class AddressStyle(StrEnum):
    """What a column of addresses holds, seen over all its values."""

    PLAIN = "plain"  # bare addresses only
    SPACED = "spaced"  # bare addresses, with blanks around the marks between them
    MIXED = "mixed"  # names, brackets, or no addresses


def is_plain_address(raw: str) -> str:
    """Whether a value is one bare address."""
    marks = " AND ".join(f"NOT contains({raw}, '{mark}')" for mark in " <,;")
    return f"{raw} LIKE '%_@_%._%' AND {marks}"


def filled(cell: str) -> str:
    """A cell without surrounding blanks; an empty one is ``NULL``.

    Both ends by themselves: the engine's ``trim`` looks up every character of the text.
    """
    return f"nullif(ltrim(regexp_replace({cell}, '\\p{{Zs}}+$', '')), '')"


def email(raw: str, style: AddressStyle, binder: Binder) -> str:
    """The address in lower case, taken out of ``Name <address>`` where it stands so."""
    if style is AddressStyle.PLAIN:
        return f"lower({raw})"
    found = f"nullif(lower(regexp_extract({raw}, {binder.bind(_ADDRESS)})), '')"
    return f"CASE WHEN {is_plain_address(raw)} THEN lower({raw}) ELSE {found} END"


def host(raw: str, binder: Binder) -> str:
    """The host of an address, e-mail or bare domain, lower case, without ``www.``."""
    return f"nullif(regexp_extract(lower({raw}), {binder.bind(_HOST)}, 1), '')"


def reference(raw: str, style: AddressStyle, binder: Binder) -> str:
    """What points at an account by mail or web: an address as it is, otherwise the host."""
    address = email(raw, style, binder)
    if style is AddressStyle.PLAIN:
        return address
    return f"CASE WHEN contains({raw}, '@') THEN {address} ELSE {host(raw, binder)} END"


def phone(raw: str, binder: Binder) -> str:
    """E.164 where an international number is given without extension, otherwise as read."""
    digits = f"regexp_replace({raw}, '[^0-9]', '', 'g')"
    international = f"regexp_full_match({raw}, {binder.bind(_INTERNATIONAL)})"
    return f"CASE WHEN {international} THEN '+' || ltrim({digits}, '0') ELSE {raw} END"


def items(raw: str, separator: str, binder: Binder) -> str:
    """The parts of a list, trimmed, empty ones left out; ``NULL`` when none is left."""
    parts = f"list_transform(string_split({raw}, {binder.bind(separator)}), lambda x: trim(x))"
    return f"nullif(list_filter({parts}, lambda x: x <> ''), [])"


def email_items(raw: str, separator: str, style: AddressStyle, binder: Binder) -> str:
    """The addresses of a list in lower case; what holds none is left out."""
    if style is AddressStyle.MIXED:
        return f"nullif(regexp_extract_all(lower({raw}), {binder.bind(_ADDRESS)}), [])"
    bare = f"replace({raw}, ' ', '')" if style is AddressStyle.SPACED else raw
    parts = f"string_split(lower({bare}), {binder.bind(separator)})"
    return f"nullif(list_filter({parts}, lambda x: contains(x, '@')), [])"
