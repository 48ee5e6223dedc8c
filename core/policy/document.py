"""``docs/policy.md``, generated from the shipped policy."""

from __future__ import annotations

from itertools import groupby

from core.policy.model import TIERS, Policy, Threshold
from core.policy.versions import shipped

_HEAD = """# Policy

Every threshold of the scores, as shipped. The policy in force is edited on the Policy page and kept in
versions; each score snapshot names the version it was made with. A tier without a value of its own has
the default, and so do accounts whose tier no source gives.
"""
_COLUMNS = (
    "name",
    "what it means",
    "unit",
    "default",
    "enterprise",
    "mid-market",
    "SMB",
    "allowed",
    "source",
)


def policy_markdown(policy: Policy | None = None) -> str:
    """The table of thresholds as Markdown, one section a part of the scores."""
    thresholds = (policy or shipped()).thresholds
    parts = [_HEAD]
    for section, group in groupby(thresholds.items(), key=lambda item: item[1].section):
        parts.append(f"## {section}\n")
        rows = [_row(name, threshold) for name, threshold in group]
        table = [_COLUMNS, tuple("---" for _ in _COLUMNS), *rows]
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in table) + "\n")
    return "\n".join(parts)


def _row(name: str, threshold: Threshold) -> tuple[str, ...]:
    own = threshold.values
    return (
        f"`{name}`",
        threshold.description.replace("|", "\\|"),
        threshold.unit,
        f"{threshold.default:g}",
        *(f"{own[tier]:g}" if tier in own else "" for tier in TIERS),
        f"{threshold.min:g} to {threshold.max:g}",
        threshold.source.replace("|", "\\|"),
    )
