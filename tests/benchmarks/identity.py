"""Matching measured on any labelled set: ``python -m tests.benchmarks.identity FILE|FOLDER --truth COLUMN``.

Several files are one set; each file of a folder is a set of its own. What the columns are is said by
a small TOML (``--map``), by one in ``identity_sets`` whose columns the set has, or guessed from their
names. The thresholds are those that ship, chosen before any label was looked at: 0.99 for joining alone,
one error in a hundred at most by the model's own word, and 0.5 for review, more likely the same than
not. The best threshold is shown beside, for comparison only.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from core.capture.identity.matching.declared import Thresholds
from core.capture.identity.matching.running import find
from core.store.workspace import workspace
from tests.benchmarks.identity_set import read_set
from tests.benchmarks.identity_splink import PUBLISHED

Pair = tuple[int, int]
HEAD = (
    "| set | model | how | threshold | precision | recall | F1 |\n|---|---|---|---|---:|---:|---:|"
)
_STEPS = [step / 100 for step in range(5, 100)] + [0.995, 0.999, 0.9999]


@dataclass(frozen=True)
class Score:
    """Pairwise: of the pairs found, the share that is true; of the true ones, the share found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "files", nargs="+", type=Path, help="one set in one or more files, or a folder of sets"
    )
    parser.add_argument("--truth", required=True, help="column that names the party of a record")
    parser.add_argument("--map", type=Path, help="what the columns are; found out when left out")
    parser.add_argument("--published", action="store_true", help="splink's published settings too")
    given = parser.parse_args(arguments)
    sets = [given.files]
    if len(given.files) == 1 and given.files[0].is_dir():
        sets = [[path] for path in sorted(given.files[0].glob("*.csv"))]
    print(HEAD)
    for files in sets:
        for line in measured(files, given.truth, given.map, published=given.published):
            print(line, flush=True)


def measured(
    files: Sequence[Path], truth: str, mapping: Path | None, *, published: bool = False
) -> list[str]:
    """The lines of the table for one set."""
    name = ", ".join(path.stem for path in files)
    model, records, parties = read_set(files, truth, mapping)
    true = pairs_of(parties)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, workspace(Path(folder) / "spill") as space:
        found = find(space, model, [records])
        scored = space.rows("SELECT key_l, key_r, match_probability AS p FROM scored")
        candidates = {
            (row["l"], row["r"])
            for row in space.rows("SELECT join_key_l AS l, join_key_r AS r FROM candidate")
        }
    seconds = time.perf_counter() - begun
    told = [((row["key_l"], row["key_r"]), row["p"]) for row in scored]
    lines = table(name, "Rapport", told, true, model.thresholds)
    reach = len(candidates & true) / len(true)
    lines.append(
        f"| {name} | Rapport | pairs compared | {found.compared:,} of {len(parties):,} records in {seconds:.1f} s | | {reach:.4f} | |"
    )
    for title, run in PUBLISHED.items() if published else ():
        lines += table(name, title, run(files[0]), true, model.thresholds)
    return lines


def table(
    name: str,
    model: str,
    scored: Sequence[tuple[Pair, float]],
    true: set[Pair],
    shipped: Thresholds,
) -> list[str]:
    """Pairs as scored, and pairs after joining what is connected, at the shipped thresholds and the best."""
    lines = []
    for how, joined in (("pairs", False), ("joined", True)):
        by_step = {step: _score(scored, step, true, joined=joined) for step in _STEPS}
        best = max(_STEPS, key=lambda step: by_step[step].f1)
        for word, step in (
            ("automatic", shipped.automatic),
            ("review", shipped.review),
            ("best", best),
        ):
            at = by_step[step]
            lines.append(
                f"| {name} | {model} | {how} | {word} {step:g} | {at.precision:.4f} | {at.recall:.4f} | {at.f1:.4f} |"
            )
    return lines


def pairs_of(parties: Sequence[str]) -> set[Pair]:
    """Every pair of records (numbered from 1) of one party."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, party in enumerate(parties, start=1):
        members[party].append(number)
    return {pair for keys in members.values() for pair in combinations(keys, 2)}


def joined_pairs(found: Iterable[Pair]) -> set[Pair]:
    """Every pair that is connected by pairs found."""
    parent: dict[int, int] = {}

    def root(key: int) -> int:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for left, right in found:
        parent[root(left)] = root(right)
    members: dict[int, list[int]] = defaultdict(list)
    for key in parent:
        members[root(key)].append(key)
    return {pair for keys in members.values() for pair in combinations(sorted(keys), 2)}


def _score(
    scored: Sequence[tuple[Pair, float]], threshold: float, true: set[Pair], *, joined: bool
) -> Score:
    found = {(min(pair), max(pair)) for pair, probability in scored if probability >= threshold}
    found = joined_pairs(found) if joined else found
    right = len(found & true)
    return Score(right / len(found) if found else 1.0, right / len(true) if true else 1.0)


if __name__ == "__main__":
    main()
