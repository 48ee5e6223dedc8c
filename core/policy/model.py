"""The policy as data: thresholds with unit, source, bounds and values by tier."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cached_property
from typing import Any

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from core.errors import InvalidInput

TIERS = ("enterprise", "mid_market", "smb")


class Threshold(BaseModel):
    """One threshold: ``default`` for every tier that has no value of its own, all in ``unit``."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    section: str
    label: str
    unit: str
    default: float
    enterprise: float | None = None
    mid_market: float | None = None
    smb: float | None = None
    min: float
    max: float
    description: str
    source: str

    @model_validator(mode="after")
    def _within_bounds(self) -> Threshold:
        for tier, value in self.values.items():
            if not self.min <= value <= self.max:
                where = f" for {tier}" if tier else ""
                raise ValueError(
                    f"{value:g}{where} is not between {self.min:g} and {self.max:g} {self.unit}"
                )
            if self.unit == "flag" and value not in (0, 1):
                raise ValueError(f"{value:g} is neither 0 (no) nor 1 (yes)")
        return self

    @property
    def values(self) -> dict[str, float]:
        """The values given, by tier; the default under the empty name."""
        own = {tier: getattr(self, tier) for tier in TIERS}
        return {"": self.default} | {t: v for t, v in own.items() if v is not None}

    def value(self, tier: str | None = None) -> float:
        """The value that holds for ``tier``; empty or unknown tiers get the default."""
        return self.values.get(tier or "", self.default)


_ORDERED = (
    ("reply_best_days", "reply_window_days"),
    ("open_tickets_target", "open_tickets_max"),
    ("heartbeat_warn_hours", "heartbeat_max_hours"),
    ("engaged_min_score", "champion_min_score"),
    ("rag_amber_min", "rag_green_min"),
    ("cap_one_rule", "rag_green_min"),
    ("cap_two_rules", "rag_amber_min"),
    ("new_in_role_days", "long_in_role_days"),
    ("sla_opens_hour", "sla_closes_hour"),
    ("weak_factor_pct", "strong_factor_pct"),
)
_WEIGHTS = (
    (
        "weight_meeting_frequency",
        "weight_responsiveness",
        "weight_qbr_attendance",
        "weight_strategic_alignment",
    ),
    ("weight_aged_critical_tickets", "weight_open_tickets", "weight_integration_heartbeat"),
    (
        "backup_weight_seniority",
        "backup_weight_function",
        "backup_weight_engagement",
        "backup_weight_recency",
        "backup_weight_tenure",
    ),
)


class Policy(BaseModel):
    """All thresholds by name."""

    model_config = ConfigDict(frozen=True)

    thresholds: dict[str, Threshold]

    @model_validator(mode="after")
    def _consistent(self) -> Policy:
        for tier in ("", *TIERS):
            where = f" for {tier}" if tier else ""
            for low, high in filter(self._has_all, _ORDERED):
                if not self.value(low, tier) < self.value(high, tier):
                    raise ValueError(f"{low} must be less than {high}{where}")
            for names in filter(self._has_all, _WEIGHTS):
                if abs(sum(self.value(name, tier) for name in names) - 100) > 1e-9:
                    raise ValueError(f"{', '.join(names)} must add up to 100{where}")
        return self

    def _has_all(self, names: tuple[str, ...]) -> bool:
        """A policy saved by an older version lacks the thresholds that came later."""
        return self.thresholds.keys() >= set(names)

    @classmethod
    def from_toml(cls, document: str) -> Policy:
        """Read and validate; raises :class:`~core.errors.InvalidInput` naming what is wrong."""
        try:
            return cls.from_dict(tomllib.loads(document))
        except tomllib.TOMLDecodeError as error:
            raise InvalidInput(
                f"The policy is no valid TOML: {error}.", "Correct the file."
            ) from error

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Policy:
        """As :meth:`from_toml`, from the parsed document."""
        try:
            return cls(thresholds=content)
        except ValidationError as error:
            raise InvalidInput(
                f"The policy does not hold together: {_explain(error)}.",
                "Change the values named and save again.",
            ) from error

    def __getitem__(self, name: str) -> Threshold:
        """The threshold called ``name``; :class:`~core.errors.InvalidInput` when there is none."""
        try:
            return self.thresholds[name]
        except KeyError:
            raise InvalidInput(
                f"There is no threshold {name!r}.", "docs/policy.md lists the names."
            ) from None

    def value(self, name: str, tier: str | None = None) -> float:
        """The value of ``name`` that holds for ``tier``, in the threshold's unit."""
        return self[name].value(tier)

    def with_value(self, name: str, value: float | None, tier: str = "") -> Policy:
        """A copy with one value changed; ``None`` for a tier returns it to the default."""
        return self.with_values({(name, tier): value})

    def with_values(self, changes: dict[tuple[str, str], float | None]) -> Policy:
        """A copy with several values changed, by (name, tier), checked together at the end."""
        content = self._as_dict()
        for (name, tier), value in changes.items():
            field = tier or "default"
            if field not in ("default", *TIERS):
                raise InvalidInput(f"There is no tier {tier!r}.", f"Tiers are {', '.join(TIERS)}.")
            entry = {**content.get(name, self[name].model_dump(exclude_none=True))}
            entry.pop(field, None)
            content[name] = entry if value is None else {**entry, field: value}
        return Policy.from_dict(content)

    def _as_dict(self) -> dict[str, Any]:
        return {
            name: threshold.model_dump(exclude_none=True)
            for name, threshold in self.thresholds.items()
        }

    def to_toml(self) -> str:
        """The whole policy as a document that :meth:`from_toml` reads back."""
        return tomli_w.dumps(self._as_dict())

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the values in force (not of their descriptions)."""
        lines = [
            f"{name}|{tier}|{value!r}"
            for name, threshold in sorted(self.thresholds.items())
            for tier, value in sorted(threshold.values.items())
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _explain(error: ValidationError) -> str:
    parts = []
    for problem in error.errors():
        where = ".".join(str(step) for step in problem["loc"] if step != "thresholds")
        text = problem["msg"].removeprefix("Value error, ")
        parts.append(f"{where}: {text}" if where else text)
    return "; ".join(parts)
