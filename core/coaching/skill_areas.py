"""The skill areas, as data: ``data/coaching/skills.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "data" / "coaching" / "skills.toml"


@dataclass(frozen=True)
class SkillArea:
    """One skill; ``slug`` is what tables hold."""

    slug: str
    title: str
    meaning: str


@cache
def skill_areas() -> dict[str, SkillArea]:
    """By slug, in the order of the file, which is the order on screen."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {slug: SkillArea(slug, **fields) for slug, fields in found.items()}
