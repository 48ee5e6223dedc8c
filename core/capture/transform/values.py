"""Translations of a source's words into ours: tables, patterns, yes and no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.capture.transform.binder import Binder


@dataclass(frozen=True)
class WordStyle:
    """Every word a column holds, as written."""

    words: frozenset[str]


YES = (
    "true",
    "1",
    "yes",
    "y",
    "t",
    "x",
    "on",
    "checked",
    "wahr",
    "ja",
    "sí",
    "si",
    "oui",
    "vrai",
    "verdadero",
    "waar",
)
NO = (
    "false",
    "0",
    "no",
    "n",
    "f",
    "off",
    "unchecked",
    "falsch",
    "nein",
    "nee",
    "non",
    "faux",
    "falso",
    "onwaar",
)


def boolean(raw: str, binder: Binder) -> str:
    """Yes or no in the words exports use."""
    return (
        f"CASE WHEN lower({raw}) IN ({listed(YES, binder)}) THEN true"
        f" WHEN lower({raw}) IN ({listed(NO, binder)}) THEN false END"
    )


def translated(
    raw: str,
    words: Mapping[str, str],
    otherwise: str,
    style: WordStyle | None,
    binder: Binder,
) -> str:
    """``raw`` by a table of words (case is ignored); the unknown stays as read if so told."""
    if style is not None:
        if all(words.get(word) == word for word in style.words):
            return raw
        present = {word.lower() for word in style.words}
        words = {word: meaning for word, meaning in words.items() if word.lower() in present}
    same = [word for word, meaning in words.items() if word.lower() == meaning]
    other = [word for word, meaning in words.items() if word.lower() != meaning]
    branches = ""
    if same:
        branches += f" WHEN lower({raw}) IN ({listed(same, binder)}) THEN lower({raw})"
    meanings = dict.fromkeys(words[word] for word in other)
    for meaning in meanings:
        said = [word.lower() for word in other if words[word] == meaning]
        branches += f" WHEN lower({raw}) IN ({listed(said, binder)}) THEN {binder.bind(meaning)}"
    last = f" ELSE {raw}" if otherwise == "keep" else ""
    return f"CASE{branches}{last} END" if branches else (raw if last else "NULL::VARCHAR")


def patterned(raw: str, rules: Sequence[tuple[str, str]], binder: Binder) -> str:
    """The meaning of the first pattern found in ``raw``, case ignored."""
    branches = "".join(
        f" WHEN regexp_matches({raw}, {binder.bind(pattern)}, 'i') THEN {binder.bind(meaning)}"
        for pattern, meaning in rules
    )
    return f"CASE{branches} END"


def all_known(words: Mapping[str, str], style: WordStyle) -> bool:
    """Whether the table knows every word of the column."""
    known = {word.lower() for word in words}
    return all(word.lower() in known for word in style.words)


def listed(words: Sequence[str], binder: Binder) -> str:
    return ", ".join(binder.bind(word.lower()) for word in words)
