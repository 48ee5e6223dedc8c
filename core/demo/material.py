"""The words of the demo, read from ``core/demo/material``: companies, names, texts."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "material"

VENDOR_DOMAIN = "lumenfold.example"
"""Our own, invented company. Every domain of the demo ends in ``.example``, which nobody can own."""


@dataclass(frozen=True)
class Company:
    """One line of ``companies.csv``: an invented customer and the CSM who owns it."""

    slug: str
    name: str
    tier: str
    region: str
    country: str
    country_code: str
    time_zone: str
    industry: str
    owner: str
    source: str

    @property
    def domain(self) -> str:
        return f"{self.slug}.example"


@cache
def companies() -> tuple[Company, ...]:
    """All companies, in the order of the file."""
    with (FOLDER / "companies.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(Company(**row) for row in csv.DictReader(lines))


@cache
def people() -> dict[str, Any]:
    """``people.toml``: names by language, dialling prefixes, our team."""
    return tomllib.loads((FOLDER / "people.toml").read_text(encoding="utf-8"))


@cache
def texts() -> dict[str, Any]:
    """``texts.toml``: subjects, bodies, titles, features, goals."""
    return tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8"))


@cache
def coaching() -> dict[str, Any]:
    """``coaching.toml``: what our invented people are good at, and what they share."""
    return tomllib.loads((FOLDER / "coaching.toml").read_text(encoding="utf-8"))
