"""Which kind of export a table is, by its header and what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.capture.mapping.model import Aliases, Mapping, Probe, normal
from core.capture.mapping.registry import Registry, Unsupported

AGREEMENT = 0.8
"""Share of a probed column's values that must look as the probe says."""


@dataclass(frozen=True)
class Match:
    """A mapping that reads the table; the higher ``score``, the more of it is understood."""

    mapping: Mapping
    score: float
    confidence: float


def recognise(
    registry: Registry, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> list[Match]:
    """The mappings that read a table, best first."""
    names = [normal(name) for name in header]
    found = [
        match
        for mapping in registry.mappings.values()
        if (match := _match(mapping, names, sample)) is not None
    ]
    return sorted(found, key=lambda match: (-match.score, match.mapping.kind))


def known_unsupported(registry: Registry, header: Sequence[str]) -> Unsupported | None:
    """The known export this is, when it is one that no table takes."""
    names = {normal(name) for name in header}
    fitting = [entry for entry in registry.unsupported if names.issuperset(entry.all)]
    return max(fitting, key=lambda entry: len(entry.all), default=None)


def _match(mapping: Mapping, names: Sequence[str], sample: Sequence[Sequence[str]]) -> Match | None:
    rule = mapping.recognise
    present = set(names) - {""}
    if not all(_has(group, present) for group in rule.all):
        return None
    if any(normal(name) in present for name in rule.none):
        return None
    some = sum(_has(group, present) for group in rule.any)
    if rule.any and some < rule.any_count:
        return None
    if rule.exact and not present <= mapping.known:
        return None
    probed = [_probe(probe, names, sample) for probe in rule.probes]
    if any(outcome is False for outcome in probed):
        return None
    coverage = len(present & mapping.known) / len(present)
    agreed = sum(outcome is True for outcome in probed)
    score = 2 * len(rule.all) + some + 3 * agreed + 3 * coverage + rule.weight + 9 * rule.exact
    certain = 1.0 if rule.exact else min(0.99, 0.55 + 0.25 * coverage + 0.2 * bool(agreed))
    return Match(mapping, score, round(certain, 2))


def _has(group: Aliases, present: set[str]) -> bool:
    return any(normal(alias) in present for alias in group)


def _probe(probe: Probe, names: Sequence[str], sample: Sequence[Sequence[str]]) -> bool | None:
    """Whether the column looks as it should; ``None`` when it cannot be told."""
    wanted = [normal(alias) for alias in probe.column]
    place = next((names.index(alias) for alias in wanted if alias in names), None)
    if place is None:
        return None
    cells = [row[place].strip() for row in sample if place < len(row)]
    telling = [cell for cell in cells if cell and re.search(probe.of, cell)]
    if not telling:
        return None
    agreeing = sum(bool(re.search(probe.pattern, cell)) for cell in telling)
    return agreeing / len(telling) >= AGREEMENT
