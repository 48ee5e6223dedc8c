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
    """Read ``words.toml``: in its tables, meaning = [words]."""
    document = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    tables = {
        name: {word: meaning for meaning, words in table.items() for word in words}
        for name, table in document.get("table", {}).items()
    }
    patterns = {
        name: tuple((rule[0], rule[1]) for rule in rules)
        for name, rules in document.get("pattern", {}).items()
    }
    return Words(tables, patterns)
