"""Strengths and concerns, as the named rules find them."""

from __future__ import annotations

from core.sponsors.report.context import Context
from core.sponsors.report.model import Part, Section, Style
from core.sponsors.report.rule import apply


def health_section(context: Context) -> Section:
    """What carries the relationship and what endangers it."""
    strengths = apply("strength", context.questions, context.pen)
    concerns = apply("concern", context.questions, context.pen)
    return Section(
        "health",
        "Engagement Health",
        (
            Part(
                "strengths",
                "Strengths",
                Style.BULLETS,
                strengths,
                missing=_none(strengths, context, "strength"),
            ),
            Part(
                "concerns",
                "Concerns",
                Style.BULLETS,
                concerns,
                missing=_none(concerns, context, "concern"),
            ),
        ),
    )


def _none(lines: tuple[object, ...], context: Context, what: str) -> tuple[str, ...]:
    if lines:
        return ()
    return (f"No rule found a {what} in what is imported.", *context.account["missing"])
