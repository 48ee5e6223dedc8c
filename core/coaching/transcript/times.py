"""Times as transcripts write them."""

from __future__ import annotations

TIME = r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
"""``0:03``, ``00:00:03``, ``1:02:03.500``."""


def seconds(text: str | None) -> float | None:
    """A time of :data:`TIME` in seconds; ``None`` for none."""
    if not text:
        return None
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
