"""Names of the characters that cut a text file into cells: what people say and what is meant."""

from __future__ import annotations

NAMES = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "bar",
    " ": "space",
    ":": "colon",
    '"': "double quote",
    "'": "apostrophe",
    "\\": "backslash",
    "": "none",
}

_ALSO = {"double": '"', "single": "'", "pipe": "|"}
_MEANT = {**{name: character for character, name in NAMES.items()}, **_ALSO}


def named(text: str) -> str:
    """One character or more in words; what has no name stands for itself."""
    return NAMES.get(text, " and ".join(NAMES.get(one, one) for one in text))


def meant(text: str) -> str:
    r"""What a person means: the character of that name, a tab by ``\t``, otherwise the text itself."""
    return _MEANT.get(text.strip().lower(), text.replace("\\t", "\t")) if text.strip() else text
