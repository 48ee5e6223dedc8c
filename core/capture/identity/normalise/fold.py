"""Text folded to plain lower-case letters and digits, whatever the script and the marks."""

from __future__ import annotations

import re
import unicodedata

_JOINED = re.compile("[.'\u2019`\u00b4]")
_PARTED = re.compile(r"[^a-z0-9]+")


def fold(text: str | None) -> str:
    """``text`` in lower-case ASCII words, one blank between them; empty when nothing is left.

    ``&`` and ``+`` between words become ``and``; dots and apostrophes vanish, other marks part words.
    ``Müller`` and ``Muller`` fold alike; ``Mueller`` needs :func:`umlauts_undone`.
    """
    if not text:
        return ""
    plain = text.casefold()
    if not plain.isascii():
        plain = _transliterated(plain)
    plain = plain.replace("&", " and ").replace(" + ", " and ")
    return _PARTED.sub(" ", _JOINED.sub("", plain)).strip()


def umlauts_undone(folded: str) -> str:
    """``mueller`` as ``muller``: both spellings of an umlaut brought to one, at the cost of a few words.

    Only for keys by which candidates are found and words compared, never for what is shown.
    """
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _transliterated(text: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415  (deferred: its tables are needed for few names)

    flat = unicodedata.normalize("NFKD", text)
    flat = "".join(mark for mark in flat if not unicodedata.combining(mark))
    return str(anyascii(flat)).casefold()
