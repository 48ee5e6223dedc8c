"""The catalogue of facts as a document."""

from __future__ import annotations

from core.drafting.fact_spec import FactSpec, Group
from core.drafting.gathering import catalogue
from core.sponsors.outreach.catalogue import CATALOGUE

_HEAD = f"""# Facts of an executive outreach

What a letter to an executive can be given. `*` stands for one item's own part, e.g. a metric's name. Every
fact keeps the imported rows it was read from; a derived one those of the facts it derives from. Internal
facts decide, and stand in no letter to a customer. What has no fact is listed as missing, with the
import that would supply it.

A fact is stale when its row was last exported, or measured, longer ago than the days given:
{catalogue.CRM_STALE_DAYS} for accounts and contacts, {catalogue.METRIC_STALE_DAYS} for metrics,
{catalogue.USAGE_STALE_DAYS} for usage, {catalogue.CONTACT_STALE_DAYS} for contacts and reviews. What derives from a stale
fact is stale.
"""


def catalogue_markdown() -> str:
    """Every name, by group."""
    return "\n\n".join([_HEAD.strip(), *map(_group, CATALOGUE)])


def _group(group: Group) -> str:
    rows = [
        f"| `{spec.name}` | {_kind(spec)} | {spec.meaning} | {_notes(spec)} |"
        for spec in group.specs
    ]
    return "\n".join(
        [f"## {group.title}", "", "| fact | kind | meaning | |", "|---|---|---|---|", *rows]
    )


def _kind(spec: FactSpec) -> str:
    kinds = ", ".join(kind.value for kind in spec.kinds)
    return f"{kinds} ({spec.unit})" if spec.unit else kinds


def _notes(spec: FactSpec) -> str:
    notes = [
        "derived" if spec.derived else "",
        "internal" if spec.internal else "",
        f"stale after {spec.stale_days} days" if spec.stale_days else "",
        "told when missing" if spec.remedy else "",
    ]
    return ", ".join(note for note in notes if note)
