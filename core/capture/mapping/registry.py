"""The mappings in force: those shipped in ``data/mappings`` and those saved here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.capture.mapping.languages import load_languages, translated_mapping
from core.capture.mapping.model import Mapping, normal, parse_mapping
from core.capture.mapping.words import MAPPINGS, Words, load_words
from core.errors import InvalidInput, NotFound
from core.store import Reader


@dataclass(frozen=True)
class Unsupported:
    """A known export that no table takes: recognised so that it can be refused by name."""

    title: str
    all: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Registry:
    """Every mapping by kind, the words they share, and what is known but not supported."""

    mappings: dict[str, Mapping]
    words: Words
    unsupported: tuple[Unsupported, ...]

    def get(self, kind: str) -> Mapping:
        """The mapping of this kind; raises :class:`~core.errors.NotFound` with near names."""
        if kind in self.mappings:
            return self.mappings[kind]
        from rapidfuzz import process  # noqa: PLC0415  (deferred: slow to load, seldom needed)

        near = [match[0] for match in process.extract(kind, list(self.mappings), limit=3)]
        raise NotFound(
            f"There is no mapping named {kind}.", f"The nearest are {', '.join(sorted(near))}."
        )


def shipped() -> Registry:
    """The mappings that come with the program, without those saved here."""
    return Registry(*_shipped(MAPPINGS))


def load_registry(reader: Reader) -> Registry:
    """Shipped mappings, overlaid by those saved in the mapping editor."""
    known, words, unsupported = _shipped(MAPPINGS)
    saved = {
        row["kind"]: parse_mapping(row["document"])
        for row in reader.rows(
            "SELECT kind, arg_max(document, version) AS document FROM ops.mapping GROUP BY kind"
        )
    }
    return Registry({**known, **saved}, words, unsupported)


@cache
def _shipped(folder: Path) -> tuple[dict[str, Mapping], Words, tuple[Unsupported, ...]]:
    mappings = {}
    languages = load_languages(folder)
    for path in sorted(folder.glob("*/*.toml")):
        try:
            mapping = parse_mapping(path.read_text(encoding="utf-8"))
        except InvalidInput as error:
            raise InvalidInput(f"{path.parent.name}/{path.name}: {error.message}") from error
        mappings[mapping.kind] = translated_mapping(mapping, languages)
    words = load_words(folder)
    for mapping in mappings.values():
        check_words(mapping, words)
    document = tomllib.loads((folder / "unsupported.toml").read_text(encoding="utf-8"))
    unsupported = tuple(
        Unsupported(entry["title"], tuple(normal(name) for name in entry["all"]), entry["reason"])
        for entry in document["file"]
    )
    return mappings, words, unsupported


def check_words(mapping: Mapping, words: Words) -> None:
    """Refuse a mapping that names a shared table or pattern list that does not exist."""
    for fill in mapping.target:
        for name, source in fill.fields.items():
            if source.values_of and source.values_of not in words.tables:
                raise InvalidInput(f"{mapping.kind}, {name}: no table {source.values_of!r}.")
            if source.patterns and source.patterns not in words.patterns:
                raise InvalidInput(f"{mapping.kind}, {name}: no pattern list {source.patterns!r}.")
