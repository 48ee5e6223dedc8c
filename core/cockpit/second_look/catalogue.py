"""The signals and rules of second looks, as ``data/second_look.toml`` lists them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "data" / "second_look.toml"


class SignalRule(BaseModel):
    """A signal: its title, and the source it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    source: str


class ContradictionRule(BaseModel):
    """A rule of two sides, with what to call each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    one: str
    other: str


class Catalogue(BaseModel):
    """All of them by name, which is also the name of the rule's SQL file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signal: dict[str, SignalRule]
    contradiction: dict[str, ContradictionRule]


@cache
def catalogue(path: Path = FILE) -> Catalogue:
    """The shipped file; a malformed one is a defect and raises."""
    return Catalogue.model_validate(tomllib.loads(path.read_text()))
