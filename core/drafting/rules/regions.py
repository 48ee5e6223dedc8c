"""The table of region rules: ``data/region_rules.toml``, versioned, with its sources. Not legal advice."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import time
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.settings import PROJECT_ROOT

TABLE = PROJECT_ROOT / "data" / "region_rules.toml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Consent(IntEnum):
    """What writing to a person takes; a greater value is stricter."""

    UNLESS_WITHDRAWN = 1
    EXISTING_CUSTOMER = 2
    CONSENT_GIVEN = 3


def _consent(value: Any) -> Any:
    return Consent[value.upper()] if isinstance(value, str) else value


ConsentField = Annotated[Consent, BeforeValidator(_consent)]


class Region(BaseModel):
    """The rules of some countries. Hours are local; ``days`` are those on which mail may arrive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    countries: tuple[str, ...] = Field(min_length=1)
    relationship: ConsentField
    promotional: ConsentField
    quiet_from: time
    quiet_to: time
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = Field(min_length=1)
    recording: Literal["everyone", "one"]
    sources: tuple[str, ...] = Field(min_length=1)

    def is_quiet(self, weekday: int, at: time) -> bool:
        """Whether nothing should arrive at this local time; ``weekday`` 0 is Monday."""
        return WEEKDAYS[weekday] not in self.days or not self.quiet_to <= at < self.quiet_from


class RegionRules(BaseModel):
    """The whole table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    notice: str
    promotional_purposes: tuple[str, ...]
    region: tuple[Region, ...] = Field(min_length=1)

    def of(self, countries: Sequence[str]) -> tuple[Region, ...]:
        """The regions a person may be in; all of them where a country is unknown or none is given."""
        named = [
            next((one for one in self.region if country in one.countries), None)
            for country in countries
        ]
        found = [one for one in named if one is not None]
        if not named or len(found) < len(named):
            return self.region
        return tuple(dict.fromkeys(found))

    def consent(self, countries: Sequence[str], purpose: str) -> Consent:
        """What writing for ``purpose`` takes: the strictest of the regions that may apply."""
        regions = self.of(countries)
        if purpose in self.promotional_purposes:
            return max(region.promotional for region in regions)
        return max(region.relationship for region in regions)

    def recording(self, countries: Sequence[str]) -> str:
        """Whose consent recording a call takes: ``everyone`` unless one is enough in every region."""
        regions = self.of(countries)
        return "one" if {region.recording for region in regions} == {"one"} else "everyone"


@cache
def region_rules(path: Path = TABLE) -> RegionRules:
    """The table in force; read once a process."""
    return RegionRules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
