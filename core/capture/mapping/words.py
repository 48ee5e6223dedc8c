"""Shared translations: what sources call a tier, a role, a priority. Data, in ``data/mappings``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.settings import PROJECT_ROOT

MAPPINGS = PROJECT_ROOT / "data" / "mappings"


@dataclass(frozen=True)
class Words:
    """``tables`` by name, word to meaning; ``patterns`` by name, ordered (pattern, meaning) pairs.

    A table named like a field, ``ticket.priority``, serves that field where a mapping says nothing.
    """

    tables: dict[str, dict[str, str]]
    patterns: dict[str, tuple[tuple[str, str], ...]]


@cache
def load_words(folder: Path = MAPPINGS) -> Words:
    """Read ``words.toml`` (in its tables, meaning = [words]), then those of other languages.

    What the first says of a word stands: a language adds words and changes none. Its patterns come
    after the others, those of ``pattern_before`` in front of them.
    """
    tables: dict[str, dict[str, str]] = {}
    patterns: dict[str, tuple[tuple[str, str], ...]] = {}
    for path in (folder / "words.toml", *sorted(folder.glob("languages/*/words.toml"))):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, table in document.get("table", {}).items():
            known = tables.setdefault(name, {})
            for meaning, words in table.items():
                for word in words:
                    known.setdefault(word, meaning)
        for name, rules in document.get("pattern", {}).items():
            patterns[name] = (*patterns.get(name, ()), *((rule[0], rule[1]) for rule in rules))
        for name, rules in document.get("pattern_before", {}).items():
            patterns[name] = (*((rule[0], rule[1]) for rule in rules), *patterns.get(name, ()))
    return Words(tables, patterns)
