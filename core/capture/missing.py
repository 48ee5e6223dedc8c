"""What a file lacks to be of a kind, and which kind it comes nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.capture.compile import Resolver
from core.capture.mapping.model import Aliases, Mapping, normal
from core.capture.mapping.registry import Registry

NEAR = 0.5
"""Least share of a file's columns that a kind knows, and of the kind's own that the file has."""


@dataclass(frozen=True)
class Near:
    """A kind the file is nearly of: columns it lacks, and columns that kind does not know."""

    mapping: Mapping
    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def text(self) -> str:
        """One sentence that names the columns."""
        parts = [f"the nearest kind is {self.mapping.kind}"]
        if self.missing:
            parts.append(f"missing: {', '.join(self.missing)}")
        if self.unknown:
            parts.append(f"not known to it: {', '.join(self.unknown)}")
        return "; ".join(parts)


def missing_columns(mapping: Mapping, header: Sequence[str]) -> tuple[Aliases, ...]:
    """The columns that the kind's first table needs and the header lacks, by all their names."""
    fill = mapping.target[0]
    resolver = Resolver(header, fill.cells.parts if fill.cells else ())
    lacking = [group for group in fill.identity if not resolver.raws(group)]
    for name, source in fill.fields.items():
        needed = source.required or name in fill.target.required
        if needed and source.columns and not any(map(resolver.raws, source.columns)):
            lacking.append(tuple(alias for group in source.columns for alias in group))
    if fill.cells and not resolver.positions(fill.cells.column):
        lacking.append(fill.cells.column)
    if fill.only_if and not any(map(resolver.raws, fill.only_if)):
        lacking.append(tuple(alias for group in fill.only_if for alias in group))
    return tuple(dict.fromkeys(lacking))


def nearest(registry: Registry, header: Sequence[str]) -> Near | None:
    """The kind whose columns the file has most of; ``None`` when it resembles none."""
    found = [
        (share, near)
        for mapping in registry.mappings.values()
        if (near := _near(mapping, header)) and (share := _likeness(mapping, header)) >= NEAR
    ]
    return max(found, key=lambda entry: (entry[0], entry[1].mapping.kind))[1] if found else None


def _near(mapping: Mapping, header: Sequence[str]) -> Near | None:
    present = {normal(name) for name in header} - {""}
    told = [group for group in mapping.recognise.all if not present & set(map(normal, group))]
    missing = dict.fromkeys(group[0] for group in (*missing_columns(mapping, header), *told))
    unknown = tuple(name for name in header if normal(name) not in mapping.known)
    return Near(mapping, tuple(missing), unknown[:10]) if missing or unknown else None


def _likeness(mapping: Mapping, header: Sequence[str]) -> float:
    """The smaller of two shares: of the file's columns known, and of the columns asked for found."""
    present = {normal(name) for name in header} - {""}
    if not present:
        return 0.0
    asked = mapping.recognise.all
    found = sum(bool(present & set(map(normal, group))) for group in asked)
    known = len(present & mapping.known)
    return min(known / len(present), found / len(asked)) if known > 1 and asked else 0.0
