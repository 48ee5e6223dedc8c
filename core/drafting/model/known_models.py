"""The models that may write, what each takes, and what its tokens cost: ``data/models.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.errors import InvalidInput
from core.settings import PROJECT_ROOT

MODELS = PROJECT_ROOT / "data" / "models.toml"
CHARACTERS_PER_TOKEN = 2.5
"""Fewer than any text of ours has: what nobody has counted is taken at its most."""
_MILLION = Decimal(1_000_000)
_Dollars = Annotated[Decimal, Field(ge=0)]


@dataclass(frozen=True)
class Tokens:
    """What one call used, as the provider counts; ``input`` is neither from nor to its cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0


class Price(BaseModel):
    """US dollars per million tokens, valid from ``from`` on."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    valid_from: date = Field(alias="from")
    input: _Dollars
    output: _Dollars
    cache_write: _Dollars
    cache_read: _Dollars

    def cost_usd(self, used: Tokens) -> Decimal:
        """What ``used`` costs, in US dollars."""
        return (
            used.input * self.input
            + used.output * self.output
            + used.cache_read * self.cache_read
            + used.cache_write * self.cache_write
        ) / _MILLION


class KnownModel(BaseModel):
    """One model. ``thinking`` and ``effort`` are sent as they stand, and left out where empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    thinking: Literal["between_tools", "disabled", ""]
    effort: Literal["low", "medium", "high", ""]
    cacheable_from: int = Field(gt=0)
    price: tuple[Price, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _prices_in_order(self) -> Self:
        dates = [price.valid_from for price in self.price]
        if dates != sorted(set(dates)):
            raise ValueError("prices are not in the order of their dates")
        return self

    def price_on(self, day: date) -> Price:
        """The price valid on ``day``; before the first one, the first."""
        return next((p for p in reversed(self.price) if p.valid_from <= day), self.price[0])


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid")

    model: tuple[KnownModel, ...]


@cache
def known_models() -> dict[str, KnownModel]:
    """All models of the file by name."""
    document = _Document.model_validate(tomllib.loads(MODELS.read_text(encoding="utf-8")))
    return {model.name: model for model in document.model}


def known_model(name: str) -> KnownModel:
    """One model; raises InvalidInput for one whose prices nobody wrote down."""
    models = known_models()
    if name not in models:
        raise InvalidInput(
            f"The model {name!r} is not in data/models.toml.",
            f"Set RAPPORT_MODEL_NAME to one of: {', '.join(models)}; or add it with its prices.",
        )
    return models[name]
