"""The ordered phrase tables (titles, outcomes, notes, technical words), read from ``data/`` into ``ops.phrase_rule``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, RootModel

from core.settings import PROJECT_ROOT
from core.store import Reader, Transaction

FILES = tuple(
    PROJECT_ROOT / "data" / f"{name}.toml"
    for name in ("titles", "phrases", "maturity", "codevelopment")
)
TABLE = "ops.phrase_rule"


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")

    value: str
    phrases: list[str] = Field(min_length=1)
    also: list[str] = []


class _Document(RootModel[dict[str, list[_Rule]]]):
    """Attribute -> its rules in order."""


@dataclass(frozen=True)
class PhraseRule:
    """One row of ``ops.phrase_rule``."""

    attribute: str
    position: int
    phrase: str
    also: str
    value: str


def shipped(files: tuple[Path, ...] = FILES) -> list[PhraseRule]:
    """All rules of the shipped files, in order; a malformed file is a defect and raises."""
    found: list[PhraseRule] = []
    for path in files:
        document = _Document.model_validate(tomllib.loads(path.read_text()))
        for attribute, rules in document.root.items():
            expanded = [
                (f" {phrase} ", f" {also} " if also else "", rule.value)
                for rule in rules
                for phrase in rule.phrases
                for also in rule.also or [""]
            ]
            found += [PhraseRule(attribute, n, *row) for n, row in enumerate(expanded, start=1)]
    return found


def stored(reader: Reader) -> list[PhraseRule]:
    """The rules as the database has them."""
    rows = reader.rows(
        "SELECT attribute, position, phrase, also, value FROM ops.phrase_rule "
        "ORDER BY attribute, position"
    )
    return [PhraseRule(**row) for row in rows]


def replace(work: Transaction, rules: list[PhraseRule]) -> None:
    """Put ``rules`` in place of those in the database."""
    columns = {
        "attribute": [rule.attribute for rule in rules],
        "position": [rule.position for rule in rules],
        "phrase": [rule.phrase for rule in rules],
        "also": [rule.also for rule in rules],
        "value": [rule.value for rule in rules],
    }
    work.execute("DELETE FROM ops.phrase_rule")
    work.execute(
        "INSERT INTO ops.phrase_rule "
        "SELECT unnest($attribute), unnest($position), unnest($phrase), unnest($also), unnest($value)",
        columns,
    )
    work.touch(TABLE)
