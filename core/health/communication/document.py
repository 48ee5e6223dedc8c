"""The facts of technical letters as a document."""

from __future__ import annotations

from core.drafting.fact_spec import FactSpec, Group
from core.health.communication.catalogue import TECHNICAL

_HEAD = """# Facts of technical letters

What an escalation outreach, a health check-in and a customer success review can be given beside the facts of
[every letter](facts.md). `*` stands for one item's own part, e.g. a ticket's identifier. Internal facts decide, and
stand in no letter to a customer. What has no fact is listed as missing, with the import that would supply it.
"""


def technical_markdown() -> str:
    """Every name that only technical letters have, by group."""
    return "\n\n".join([_HEAD.strip(), *map(_group, TECHNICAL)])


def _group(group: Group) -> str:
    rows = [
        f"| `{spec.name}` | {_kind(spec)} | {spec.meaning} | {_notes(spec)} |"
        for spec in group.specs
    ]
    head = [f"## {group.title}", "", "| fact | kind | meaning | |", "|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _kind(spec: FactSpec) -> str:
    kinds = ", ".join(kind.value for kind in spec.kinds)
    return f"{kinds} ({spec.unit})" if spec.unit else kinds


def _notes(spec: FactSpec) -> str:
    notes = (
        "derived" if spec.derived else "",
        "internal" if spec.internal else "",
        "told when missing" if spec.remedy else "",
    )
    return ", ".join(note for note in notes if note)
