"""The word lists of ``data/identity/words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

IDENTITY = Path(__file__).resolve().parents[4] / "data" / "identity"
"""Declared models, word lists and rules of identity."""


class Words(BaseModel):
    """Words that say nothing about who a record is about; strict: an unknown list is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shared_mailboxes: frozenset[str]
    legal_forms: frozenset[str]
    legal_forms_unspaced: tuple[str, ...]
    not_legal_forms: frozenset[str]
    leading_words: tuple[str, ...]


@cache
def words(folder: Path = IDENTITY) -> Words:
    return Words.model_validate(tomllib.loads((folder / "words.toml").read_text()))
