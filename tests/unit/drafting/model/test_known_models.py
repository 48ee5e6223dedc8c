"""The models of data/models.toml are the SDK's, and their prices are in order."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from anthropic.resources.messages.messages import DEPRECATED_MODELS
from anthropic.types.model import Model
from pydantic import ValidationError

from core.drafting.model.known_models import KnownModel, known_model, known_models
from core.errors import InvalidInput
from core.settings import Settings

OF_THE_SDK = set(get_args(get_args(Model)[0]))


@pytest.mark.parametrize("name", sorted(known_models()))
def test_a_model_is_one_of_the_sdks_own_list_and_not_on_its_way_out(name: str) -> None:
    assert name in OF_THE_SDK
    assert name not in DEPRECATED_MODELS


def test_the_default_is_the_newest_sonnet() -> None:
    default = Settings.model_fields["model_name"].default
    assert default == max(name for name in OF_THE_SDK if name.startswith("claude-sonnet-"))
    assert known_model(default).name == default


@pytest.mark.parametrize("model", known_models().values(), ids=lambda model: model.name)
def test_reading_the_cache_is_cheaper_than_reading_anew_and_writing_it_dearer(
    model: KnownModel,
) -> None:
    for price in model.price:
        assert price.cache_read < price.input < price.cache_write < price.output


def test_an_unknown_model_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match="claude-sonnet-5-5"):
        known_model("claude-of-tomorrow")


def test_prices_out_of_order_are_refused() -> None:
    price = {
        "from": date(2026, 1, 1),
        "input": 1,
        "output": 5,
        "cache_write": 1.25,
        "cache_read": 0.1,
    }
    with pytest.raises(ValidationError, match="order of their dates"):
        KnownModel.model_validate(
            {
                "name": "m",
                "thinking": "",
                "effort": "",
                "cacheable_from": 1,
                "price": [price, price],
            }
        )
