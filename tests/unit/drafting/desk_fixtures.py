"""Fixtures of everything that needs a desk; each folder's conftest takes them over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store import ModelSet
from tests.unit.drafting.desk import Desk, build, copied


@pytest.fixture(scope="session")
def models() -> ModelSet:
    return ModelSet.load()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, models: ModelSet) -> Path:
    """The imported database, made once."""
    return build(tmp_path_factory.mktemp("built"), models)


@pytest.fixture
def desk(built: Path, tmp_path: Path, models: ModelSet) -> Iterator[Desk]:
    """A desk over a copy of its own."""
    with copied(built, tmp_path, models) as found:
        yield found
