"""A value found for a field that no import fills, and the shares at which contacts speak for an account."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from core.settings import PROJECT_ROOT

RULES = PROJECT_ROOT / "data" / "identity" / "enrich.toml"
SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Filled:
    """``why`` is a sentence for people; ``evidence`` are the imported rows it was read from.

    ``is_certain`` is false where several values fit and ``value`` is the likeliest of them.
    """

    field: str
    value: str
    source: str
    why: str
    evidence: tuple[str, ...]
    is_certain: bool = True


class _FromContacts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    least: int = Field(ge=1)
    share: float = Field(gt=0.5, le=1)


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    from_contacts: _FromContacts


@cache
def _rules() -> _Rules:
    return _Rules.model_validate(tomllib.loads(RULES.read_text(encoding="utf-8")))


def agreed(said: Iterable[tuple[int, str | None]]) -> tuple[str, tuple[str, ...]] | None:
    """What nearly all contacts say, with their rows; ``None`` where too few do, or they differ.

    ``said`` are keys of contacts, each with a value; those without one say nothing.
    """
    by_value: dict[str, list[int]] = defaultdict(list)
    for key, value in said:
        if value:
            by_value[value].append(key)
    if not by_value:
        return None
    value, keys = max(by_value.items(), key=lambda item: (len(item[1]), item[0]))
    rules = _rules().from_contacts
    speaking = sum(len(keys) for keys in by_value.values())
    if len(keys) < rules.least or len(keys) < rules.share * speaking:
        return None
    return value, tuple(f"crm.contact/{key}" for key in sorted(keys))
