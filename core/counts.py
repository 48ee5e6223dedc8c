"""Numbers of things in words."""

from __future__ import annotations


def count_of(count: int, noun: str, many: str = "") -> str:
    """``1 day``, ``2 days``; ``many`` where the plural is not made with an s."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
