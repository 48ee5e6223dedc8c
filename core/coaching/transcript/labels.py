"""Which words before a colon name a speaker, and which are a heading of notes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

LONGEST_LABEL = 60
_DATA = {
    name: frozenset(words)
    for name, words in tomllib.loads(
        (Path(__file__).parent / "labels.toml").read_text(encoding="utf-8")
    ).items()
}
ROLES_OWN, ROLES_US, ROLES_THEM = _DATA["own"], _DATA["us"], _DATA["them"]
_ROLES = ROLES_OWN | ROLES_US | ROLES_THEM
_ASIDE = re.compile(r"\s*[(\[<|].*$")
_WORD = re.compile(r"(?:[^\W\d_][\w'\u2019.-]*|\d{1,2})$")
MOST_WORDS = 5


def cleaned(label: str) -> str:
    """A label without what stands after the name: ``Anna Berg (Acme)`` becomes ``Anna Berg``."""
    return _ASIDE.sub("", label.strip().strip("*_").strip()).strip()


def is_speaker(label: str) -> bool:
    """Whether ``label`` can name a speaker: a role, an address, or a few words with capitals."""
    name = cleaned(label)
    if not name or len(label) > LONGEST_LABEL:
        return False
    folded = name.casefold()
    if folded in _ROLES:
        return True
    if folded in _DATA["headings"]:
        return False
    if re.fullmatch(r"[\w.+-]+@[\w.-]+", name):
        return True
    words = name.replace(",", " ").split()
    return len(words) <= MOST_WORDS and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    return bool(_WORD.match(word)) and (
        word[0].isupper()
        or word[0].isdigit()
        or word.casefold() in _DATA["small"]
        or not word.isascii()
    )
