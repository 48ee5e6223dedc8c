"""The curve of confidence, fitted: ``python -m tests.benchmarks.mapping_fit`` prints its numbers.

Also how far it holds for a vendor it was not fitted on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.capture.mapping.suggest import Calibration
from tests.benchmarks.mapping import Judged, files, judge

Numbers = NDArray[np.float64]
RIDGE = 0.5
ROUNDS = 50


def features(judged: list[Judged]) -> tuple[Numbers, Numbers, list[str]]:
    """For each suggestion a 1, its score, its lead, the table's; whether it is right; its vendor."""
    made = [(one, one.made) for one in judged if one.made]
    rows = [[1.0, found.best.score, found.lead, found.table_lead] for _, found in made]
    right = [float(one.is_right) for one, _ in made]
    return np.array(rows), np.array(right), [one.file.vendor for one, _ in made]


def fit(rows: Numbers, right: Numbers) -> Numbers:
    """Logistic regression by Newton's method with a small ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - RIDGE * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Print the numbers for :data:`core.capture.mapping.suggest.CALIBRATION`."""
    found = list(files())
    judged = judge(found) + judge(found, with_names=False)
    rows, right, vendors = features(judged)
    curve = Calibration(*(round(float(value), 2) for value in fit(rows, right)))
    print(curve)
    for vendor in sorted(set(vendors)):
        inside = np.array([name == vendor for name in vendors])
        weights = fit(rows[~inside], right[~inside])
        said = 1 / (1 + np.exp(-rows[inside] @ weights))
        sure = said >= 0.8
        wrong = int((sure & (right[inside] == 0)).sum())
        print(
            f"{vendor}: {inside.sum()} suggestions, said {said.mean():.0%}, right {right[inside].mean():.0%};"
            f" sure {int(sure.sum())}, of these wrong {wrong}"
        )


if __name__ == "__main__":
    main()
