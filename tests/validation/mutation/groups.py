"""What is changed, and which tests should notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.validation.mutation import python_mutants, sql_mutants
from tests.validation.mutation.mutant import Mutant

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Group:
    """Files to change (``patterns`` below the root) and the tests that reach them by the beginning of their path."""

    name: str
    title: str
    patterns: Sequence[str]
    tests: Mapping[str, Sequence[str]]
    mutants: Callable[[Path, str], list[Mutant]]
    per_module: int
    limit_seconds: int = 0

    def files(self, root: Path = ROOT) -> list[str]:
        """The files to change, relative to the root."""
        found = {path for pattern in self.patterns for path in root.glob(pattern)}
        return [path.relative_to(root).as_posix() for path in sorted(found)]


def _tests(folder: str, names: str) -> tuple[str, ...]:
    """Test files of a folder that are there, in this order: the quickest first."""
    paths = [f"{folder}/test_{name}.py" for name in names.split()]
    return tuple(path for path in paths if (ROOT / path).exists())


GROUPS = {
    group.name: group
    for group in (
        Group(
            "scores",
            "Scores: models of sponsors and health",
            ("core/sponsors/sql/mart/*.sql", "core/health/sql/mart/*.sql"),
            {
                "core/health/": _tests(
                    "tests/spec",
                    "health edges health_adjustments tickets_at_a_date changed_exports",
                ),
                "core/sponsors/": _tests(
                    "tests/spec",
                    "sponsors edges levels qbr_and_alignment responsiveness titles advocacy portfolio_figures meeting_frequency",
                ),
            },
            sql_mutants.mutants,
            per_module=8,
        ),
        Group(
            "gate",
            "Claim gate",
            ("core/drafting/gate/*.py",),
            {
                "core/": _tests(
                    "tests/unit/drafting/gate",
                    "check words figures dates edges quoted_tickets security_14",
                )
            },
            python_mutants.mutants,
            per_module=6,
            limit_seconds=180,
        ),
        Group(
            "approval",
            "Approval",
            ("core/drafting/approval/*.py",),
            {
                "core/": _tests(
                    "tests/unit/drafting/approval",
                    "binding edges approve suppression void_by_import what_time_changes delivering",
                )
            },
            python_mutants.mutants,
            per_module=16,
            limit_seconds=240,
        ),
    )
}
