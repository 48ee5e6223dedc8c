"""Fixtures of this folder."""

from tests.unit.drafting.desk_fixtures import built, desk, models

__all__ = ["built", "desk", "models"]
