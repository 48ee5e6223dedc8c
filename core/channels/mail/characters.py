"""Characters that have no place in a mail, because a reader or a program would be misled by them."""

from __future__ import annotations

import unicodedata

import regex

from core.channels.mail.unsafe import Danger, UnsafeMail

_LINE_BREAK = regex.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\ufff9-\ufffd]")
_DIRECTION = regex.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = regex.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800"
    r"\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_JOINER_IN_LATIN = regex.compile(r"[\u200c\u200d]\p{Latin}|\p{Latin}[\u200c\u200d]")
_TYPE_IT_AGAIN = "Type it again rather than pasting it."


def check_header(text: str, part: str, *, longest: int) -> None:
    """Refuse what would break out of a header or read otherwise than it is.

    ``part`` names the header to the person. Raises :class:`UnsafeMail`.
    """
    if _LINE_BREAK.search(text):
        raise UnsafeMail(
            Danger.LINE_BREAK, part, f"The {part} has a line break in it.", "Put it on one line."
        )
    _check(text, part, _CONTROL)
    if len(text) > longest:
        raise UnsafeMail(
            Danger.TOO_LONG, part, f"The {part} has {len(text)} characters.", f"Keep to {longest}."
        )


def check_body(text: str) -> None:
    """Refuse characters that would show the reader another text than the one approved."""
    part = "text"
    if not text.strip():
        raise UnsafeMail(Danger.EMPTY, part, "The text is empty.", "Write something first.")
    for line in text.split("\n"):
        if _LINE_BREAK.search(line):
            raise UnsafeMail(
                Danger.LINE_BREAK,
                part,
                "The text has an unusual line break, which mail programs read differently.",
                "Replace it by an ordinary one.",
            )
        _check(line.replace("\t", " "), part, _CONTROL)


def _check(text: str, part: str, control: regex.Pattern[str]) -> None:
    named = (
        (control, Danger.CONTROL_CHARACTER, "a control character"),
        (_DIRECTION, Danger.DIRECTION_MARK, "a mark that turns the direction of reading"),
        (_INVISIBLE, Danger.INVISIBLE, "an invisible character"),
        (_JOINER_IN_LATIN, Danger.INVISIBLE, "an invisible character"),
    )
    for pattern, danger, words in named:
        if found := pattern.search(text):
            raise UnsafeMail(
                danger, part, f"The {part} has {words} ({_code(found[0])}).", _TYPE_IT_AGAIN
            )


def _code(text: str) -> str:
    character = next((c for c in text if unicodedata.category(c)[0] in "CZ"), text[0])
    return f"U+{ord(character):04X}"
