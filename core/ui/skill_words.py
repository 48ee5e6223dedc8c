"""Levels and their changes as people read them."""

from __future__ import annotations

from core.ui import words


def change(value: float | None) -> str:
    """A change of level with its sign; a dash where there is nothing to compare."""
    if value is None:
        return words.NONE
    rounded = round(value, 1)
    return f"{rounded:+.1f}" if rounded else "0.0"


def mean(value: float | None, n: int) -> str:
    """A mean with how many it is of: ``3.2 (n = 4)``."""
    return "none scored" if value is None else f"{value:.1f} (n = {n})"
