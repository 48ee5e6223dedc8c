"""Text from outside as it may stand in a notice: one line, visible characters, no links."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import regex

_NOT_SHOWN = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e0fff]"
)
_LINK = regex.compile(r"[a-z][a-z0-9+.-]{0,30}://\S+|\bwww\.\S+|\bmailto:\S+", regex.I)
_SPACE = regex.compile(r"\s+")
LONGEST_LINE = 400


def line_of(text: str, longest: int = LONGEST_LINE) -> str:
    """``text`` on one line of at most ``longest`` characters.

    Addresses of pages are left out: an alert that one's own system sends is trusted, and what a
    customer wrote into a ticket must not borrow that trust.
    """
    spaced = _SPACE.sub(" ", unicodedata.normalize("NFC", text))
    shown = _SPACE.sub(" ", _LINK.sub("(link left out)", _NOT_SHOWN.sub("", spaced))).strip()
    return shown if len(shown) <= longest else f"{shown[: longest - 1].rstrip()}…"


def headline(title: str, account_name: str, longest: int = LONGEST_LINE) -> str:
    """``title`` as :func:`line_of` has it, or words in its place when nothing of it can be shown."""
    return line_of(title, longest) or line_of(f"Alert on {account_name}", longest)


def lines_of(lines: Iterable[str]) -> list[str]:
    """Each as :func:`line_of` has it, without those of which nothing can be shown."""
    return [shown for line in lines if (shown := line_of(line))]


def fitting(lines: list[str], room: int) -> list[str]:
    """The first lines that fit into ``room`` characters, with a note of how many were left out."""
    kept: list[str] = []
    for index, line in enumerate(lines):
        if sum(map(len, kept)) + len(kept) + len(line) > room:
            left = len(lines) - index
            return [*kept, f"{left} more {'line' if left == 1 else 'lines'} in Rapport."]
        kept.append(line)
    return kept
