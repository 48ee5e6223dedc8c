"""What both scores are made of: factors, each with a weight that the policy gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Factor:
    """One factor of a score: ``points`` of ``max_points``, ``None`` when its measure is missing.

    ``state`` is present, stale or missing; ``measure`` and ``target`` are in ``unit``; ``evidence``
    names the rows it was made from as ``table/key``.
    """

    factor: str
    points: float | None
    max_points: float
    state: str
    measure: float | None
    unit: str
    target: float | None
    note: str
    evidence: tuple[str, ...]
