"""The files of an import in order, and which of them are staged before its transaction begins.

The engine reads what a transaction has itself written with one thread only. A file staged before is
read with all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.capture.model import FilePlan, ImportPlan
from core.capture.stage import read_cells
from core.capture.targets import TARGETS, rank
from core.store import Transaction

AHEAD_BYTES = 512 * 1024 * 1024
"""So much of an import is staged at once; its first file always is, whatever its size."""


@dataclass(frozen=True)
class Ahead:
    """``order`` numbers the files that are ready as they are loaded; ``staged`` are read before."""

    plan: ImportPlan
    order: tuple[int, ...]
    staged: frozenset[int]

    @classmethod
    def of(cls, plan: ImportPlan) -> Ahead:
        """Accounts first, then what belongs to them."""
        ready = (number for number, file in enumerate(plan.files) if file.is_ready)
        order = tuple(sorted(ready, key=lambda number: (_rank(plan.files[number]), number)))
        staged: set[int] = set()
        size = 0
        for number in order:
            size += _size(plan.files[number])
            if staged and size > AHEAD_BYTES:
                break
            staged.add(number)
        return cls(plan, order, frozenset(staged))

    def stage(self, work: Transaction) -> None:
        """Read these files, each into a temporary table."""
        for number in self.order:
            source = self.plan.files[number].source
            if number in self.staged and source is not None:
                read_cells(work, source, number)


def _size(file: FilePlan) -> int:
    """Bytes to be staged; none of a file that is gone: reading it says so."""
    path = file.source.csv_path if file.source else None
    return path.stat().st_size if path and path.is_file() else 0


def _rank(file: FilePlan) -> int:
    return rank(file.mapping.target[0].table) if file.mapping else len(TARGETS)
