"""Every sentence of a report against the report's own facts, by the same gate that drafts pass."""

from __future__ import annotations

from core.drafting.claim import Claim
from core.drafting.gate import check
from core.sponsors.report.context import FACTORS, KINDS, LEVELS
from core.sponsors.report.model import Line, Report

_WORDS = ("Escalate", "Import", "Mid-Market", "Enterprise", "SMB")


def unproven(report: Report) -> tuple[tuple[Line, Claim], ...]:
    """Claims that no fact of their own line proves; a report has none."""
    own = _labels(report)
    return tuple(
        (line, claim)
        for line in report.lines
        for said in (line.cells or (line.sentence,))
        for claim in check("", said, report.sheet.only(line.fact_ids), own_names=own).unmatched
    )


def _labels(report: Report) -> tuple[str, ...]:
    """The report's own words for things: headings of columns, names of lines, factors, levels and kinds."""
    leads = [line.lead for line in report.lines if not line.rule or line.lead == "Risk level"]
    return tuple(
        dict.fromkeys([*leads, *FACTORS.values(), *KINDS.values(), *LEVELS.values(), *_WORDS])
    )
