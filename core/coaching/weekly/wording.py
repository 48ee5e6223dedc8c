"""A week's summary as lines of plain text, for a mail or a terminal."""

from __future__ import annotations

from core.coaching.model import CitationKind, Line
from core.coaching.weekly.model import WeeklySummary


def summary_lines(summary: WeeklySummary) -> tuple[str, ...]:
    """Headline, parts with their titles, and suggestions with the article each rests on."""
    lines = [f"Your week, {summary.headline.text}"]
    for part in summary.parts:
        lines.append(f"{part.title}:")
        lines += [f"- {line.text}" for line in part.lines]
    if summary.suggestions:
        lines.append("To try next week:")
        lines += [f"- {line.text}{_read(line)}" for line in summary.suggestions]
    return tuple(lines)


def _read(line: Line) -> str:
    titles = [one.title for one in line.citations if one.kind is not CitationKind.FACT]
    return f" Read: {'; '.join(titles)}." if titles else ""
