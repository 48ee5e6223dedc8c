"""The document on situations: how often the right playbook is reached, and every wording that misses it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from core.settings import PROJECT_ROOT
from tests.validation.coaching_situations.measure import (
    NOT_FOUND,
    Reached,
    asked_back,
    own_wordings,
    reached,
    share,
)

DOCUMENT = PROJECT_ROOT / "docs" / "validation" / "coaching.md"
_STEPS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 1.01)

_HEAD = """# The coach's understanding of situations, measured

Written by `python -m tests.validation.coaching_situations`; a test compares its figures with what the code gives.
No model takes part: words, the ways of saying it that each playbook lists, and the vocabulary in
`data/coaching/synonyms.toml`.

Sixty situations, each in three wordings (short, long, careless), were written apart from the playbooks' own lists
before retrieval was tuned, and no wording was changed so that it passes. Half of the situations served for tuning;
the wordings of the other half were not looked at, although weights were chosen among a few settings by the share of
both halves that they reach. The held-out half is therefore the figure to expect of words nobody has seen, and a
slightly flattering one. "Own wordings" are the ways of saying it that playbooks list, each looked for with itself left
out; these too served for tuning. What this does not show: how people in one company put things. A way of saying it
that is added to a playbook counts at once. The misses are listed below; once somebody tunes to them they are held out no more.

"""


def document() -> str:
    """The whole text."""
    found = reached()
    held = [one for one in found if not one.is_tuned]
    tuned = [one for one in found if one.is_tuned]
    rows = [
        ("All wordings", found),
        ("Held out", held),
        ("Used for tuning", tuned),
        ("Own wordings", own_wordings()),
    ]
    head = "| | wordings | first | in the first three | asked back |\n|---|---:|---:|---:|---:|\n"
    table = "".join(row(name, listed) for name, listed in rows)
    return f"{_HEAD}{head}{table}\n{_sureness(found)}\n{_misses(found)}"


def row(name: str, found: Sequence[Reached]) -> str:
    """A line of the table."""
    first, three = share(found, 1), share(found, 3)
    return f"| {name} | {len(found)} | {first:.1%} | {three:.1%} | {asked_back(found)} |\n"


def _sureness(found: Sequence[Reached]) -> str:
    lines = [
        "Confidence is what there is for the likeliest playbook, beside the next likeliest. It is read as it behaves:\n",
        "| confidence | wordings | first was right | right one among three |",
        "|---|---:|---:|---:|",
    ]
    for low, high in pairwise(_STEPS):
        those = [one for one in found if low <= one.confidence < high]
        if those:
            shown = f"{low:.1f} to {min(high, 1.0):.1f}"
            lines.append(
                f"| {shown} | {len(those)} | {share(those, 1):.0%} | {share(those, 3):.0%} |"
            )
    return "\n".join(lines) + "\n"


def _misses(found: Sequence[Reached]) -> str:
    missed = [one for one in found if one.place > 3]
    lines = [f"## The {len(missed)} wordings that miss\n"]
    for one in missed:
        at = "not found" if one.place == NOT_FOUND else f"place {one.place}"
        half = "tuned" if one.is_tuned else "held out"
        lines.append(
            f"- “{one.text}” ({half}): `{one.playbook}` at {at}; first `{', '.join(one.first)}`"
        )
    return "\n".join(lines) + "\n"
