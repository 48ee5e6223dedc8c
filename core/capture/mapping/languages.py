"""What a vendor's labels are called in other languages: data, laid over the English mappings.

``data/mappings/languages/<language>/<system>.toml`` names the translations of labels as far as they are
known, by how they are known: ``file`` (seen in a real export), ``reader`` (seen in public programs
that read such exports) and ``translation`` (not verified). ``words.toml`` beside it holds values.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.capture.mapping.model import (
    Aliases,
    AliasGroups,
    Cell,
    Fill,
    Mapping,
    Source,
    normal,
)
from core.errors import InvalidInput

KNOWN_BY = ("file", "reader", "translation")
"""How a label is known, the surest first."""

_CUSTOM = "Custom field ("


@dataclass(frozen=True)
class Language:
    """One vendor's labels in one language, by the normal form of the English one.

    ``custom_field`` is how the vendor writes the name of a field its users made, with ``{name}``.
    """

    code: str
    system: str
    labels: dict[str, tuple[str, ...]]
    how: dict[str, str] = field(default_factory=dict)
    custom_field: str = ""


def load_languages(folder: Path) -> tuple[Language, ...]:
    """Every vendor's labels below ``folder``; a fault is named with its file."""
    return tuple(
        _read(path)
        for path in sorted(folder.glob("languages/*/*.toml"))
        if path.name != "words.toml"
    )


def _read(path: Path) -> Language:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    custom = document.pop("custom_field", "")
    if unknown := set(document) - set(KNOWN_BY):
        raise InvalidInput(f"{path}: {min(unknown)!r} is none of {', '.join(KNOWN_BY)}.")
    labels: dict[str, dict[str, None]] = {}
    how: dict[str, str] = {}
    for known_by in KNOWN_BY:
        for english, written in document.get(known_by, {}).items():
            for label in written:
                labels.setdefault(normal(english), {}).setdefault(label)
                how.setdefault(label, known_by)
    made = {english: tuple(found) for english, found in labels.items()}
    return Language(path.parent.name, path.stem, made, how, custom)


def translated_mapping(mapping: Mapping, languages: Iterable[Language]) -> Mapping:
    """The mapping with each of its columns known under its names in other languages too."""
    spoken = [language for language in languages if language.system == mapping.system]
    if not spoken:
        return mapping
    rule = mapping.recognise
    recognise = rule.model_copy(
        update={
            "all": _groups(rule.all, spoken),
            "any": _groups(rule.any, spoken),
            "none": _names(rule.none, spoken),
            "probes": tuple(
                probe.model_copy(update={"column": _names(probe.column, spoken)})
                for probe in rule.probes
            ),
        }
    )
    return mapping.model_copy(
        update={
            "recognise": recognise,
            "ignore": _names(mapping.ignore, spoken),
            "refuse": tuple(
                refusal.model_copy(update={"column": _names(refusal.column, spoken)})
                for refusal in mapping.refuse
            ),
            "target": tuple(_fill(fill, spoken) for fill in mapping.target),
        }
    )


def _fill(fill: Fill, spoken: list[Language]) -> Fill:
    cells: Cell | None = fill.cells
    if cells:
        cells = cells.model_copy(update={"column": _names(cells.column, spoken)})
    return fill.model_copy(
        update={
            "identity": _groups(fill.identity, spoken),
            "digest": _groups(fill.digest, spoken),
            "only_if": _groups(fill.only_if, spoken),
            "cells": cells,
            "fields": {name: _source(source, spoken) for name, source in fill.fields.items()},
        }
    )


def _source(source: Source, spoken: list[Language]) -> Source:
    names = ("column", "fallback", "same_as", "plus_minutes", "plus_seconds")
    update: dict[str, object] = {name: _names(getattr(source, name), spoken) for name in names}
    update |= {name: _groups(getattr(source, name), spoken) for name in ("join", "first_of")}
    return source.model_copy(update=update)


def _groups(groups: AliasGroups, spoken: list[Language]) -> AliasGroups:
    return tuple(_names(group, spoken) for group in groups)


def _names(group: Aliases, spoken: list[Language]) -> Aliases:
    """The group, and after its own names those in other languages: the first in a file is meant."""
    found = dict.fromkeys(group)
    for alias in group:
        for language in spoken:
            found |= dict.fromkeys(language.labels.get(normal(alias), ()))
            if language.custom_field and alias.startswith(_CUSTOM):
                inner = alias.removeprefix(_CUSTOM).removesuffix(")")
                found.setdefault(language.custom_field.format(name=inner))
    return tuple(found)
