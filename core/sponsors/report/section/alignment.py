"""Our initiatives beside their priorities."""

from __future__ import annotations

from typing import Any

from core.drafting.fact import FactKind
from core.sponsors.report.context import Context
from core.sponsors.report.model import Line, Part, Section, Style


def alignment_section(context: Context) -> Section:
    """The table of initiatives."""
    rows = context.questions.rows("goal")
    missing = (
        ()
        if rows
        else ("No goals: import goals with our_initiative, their_priority and alignment.",)
    )
    part = Part(
        "alignment",
        "",
        Style.TABLE,
        tuple(_initiative(context, row) for row in rows),
        ("Our Initiative", "Their Priority", "Alignment"),
        missing,
    )
    return Section("alignment", "Strategic Alignment", (part,))


def _initiative(context: Context, row: dict[str, Any]) -> Line:
    name = f"goal.{row['goal_key']}"
    ref = row["goal_ref"]
    ours: Any = "not named"
    if row["our_initiative"]:
        ours = context.pen.fact(
            f"{name}.ours", FactKind.PRODUCT, row["our_initiative"], evidence=[ref]
        )
    theirs: Any = "not named"
    if row["their_priority"]:
        theirs = context.status(f"{name}.theirs", row["their_priority"], ref)
    alignment = (row["alignment"] or "not rated").capitalize()
    if row["tied_to_renewal"]:
        alignment += "; the renewal depends on it"
    return context.pen.row([ours, theirs, alignment], evidence=[ref])
