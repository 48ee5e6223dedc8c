"""Every sentence of a report against the report's own facts, by the same gate that drafts pass."""

from __future__ import annotations

from core.drafting.claim import Claim
from core.drafting.gate import check
from core.sponsors.report.context import KINDS, LEVELS
from core.sponsors.report.model import Line, Part, Report, Style

_OWN = (
    *KINDS.values(),
    *LEVELS.values(),
    *("Escalate", "Import", "Mid-Market", "Enterprise", "SMB"),
)
"""The report's own words for things; no customer's record has to know them."""


def unproven(report: Report) -> tuple[tuple[Line, Claim], ...]:
    """Claims that no fact of their own line proves; a report has none."""
    return tuple(
        (line, claim)
        for section in report.sections
        for part in section.parts
        for line in part.lines
        for said in _said(part, line)
        for claim in check("", said, report.sheet.only(line.fact_ids), own_names=_OWN).unmatched
    )


def _said(part: Part, line: Line) -> tuple[str, ...]:
    """The sentence; of a table each cell, after what its row and its column are about."""
    if not line.cells:
        return (
            f"{line.lead.lower()}: {line.text}" if part.style is Style.PAIRS else line.sentence,
        )
    if part.name == "breakdown":
        factor, score, note = line.cells
        return (f"{factor.lower()}: {score}", note)
    heads = (column.split(" /")[0].lower() for column in part.columns)
    return tuple(f"{head}: {cell}" for head, cell in zip(heads, line.cells, strict=True) if cell)
