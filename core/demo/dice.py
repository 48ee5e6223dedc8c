"""Chance that repeats: one independent stream of random numbers for each named thing.

A stream is seeded by the names it is for, so that changing one account leaves every other as it was.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

SEED = "rapport-demo-1"

T = TypeVar("T")


class Dice(random.Random):
    """A seeded stream with the few draws the generator needs."""

    def chance(self, probability: float) -> bool:
        """True with ``probability``."""
        return self.random() < probability

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of ``choices``, each given with its weight."""
        return self.choices([item for item, _ in choices], [weight for _, weight in choices])[0]


def dice(*names: object) -> Dice:
    """The stream for ``names``: always the same numbers for the same names."""
    return Dice("/".join([SEED, *map(str, names)]))
