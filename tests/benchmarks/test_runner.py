"""The runner works on a tiny size; what it measures there means nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import report
from tests.benchmarks.__main__ import run
from tests.benchmarks.bench import Bench
from tests.benchmarks.measure import Measurement, absolute, compare


def test_imports_and_scores_are_measured_and_agree_with_the_data_frames(tmp_path: Path) -> None:
    found = run(Bench(accounts=30, runs=1, folder=tmp_path), ["P1", "P2", "P3", "P5"])
    assert [line.bench for line in found] == ["P1"] * 2 + ["P2"] + ["P3"] * 5 + ["P5"] * 6
    assert all(line.value for line in found), report.table(found)
    in_frames = [line for line in found if "differ" in line.note]
    assert len(in_frames) == 3
    assert all(line.note.startswith("0 of ") for line in in_frames)
    assert sum(line.work.endswith("300 accounts") for line in found) == 2
    assert "3,000 of 3,000 rows accepted, 0 unplaced" in found[0].note


def test_a_benchmark_that_fails_is_reported_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_bench: Bench) -> list[Measurement]:
        raise RuntimeError("no such page")

    monkeypatch.setitem(run.__globals__["BENCHMARKS"], "P8", (broken,))
    (line,) = run(Bench(1, 1, tmp_path), ["P8"])
    assert line.met is None
    assert line.note == "no such page"


def test_a_ratio_is_of_medians_and_says_whether_the_target_was_met() -> None:
    line = compare("P1", "work", "floor", times=([9, 2, 3], [1, 2, 9]), at_most=1.4)
    assert (line.value, line.base, line.ratio, line.met, line.runs) == (3, 2, 1.5, False, 3)
    assert absolute("P5", "work", values=[40, 60, 50], at_most=50, unit="ms").met is True


def test_the_page_names_the_machine_the_versions_and_what_was_missed(tmp_path: Path) -> None:
    line = compare("P1", "a|b", "floor", times=([3], [2]), at_most=1.4)
    path = tmp_path / "validation" / "benchmarks.md"
    report.write([line], 1000, path)
    text = path.read_text()
    assert "1,000 accounts and 100,000 activities" in text
    assert "| P1 | a/b | floor |" in text
    assert "**no**" in text
    assert "duckdb 1." in text


def test_lines_stand_in_the_order_of_the_benchmarks(tmp_path: Path) -> None:
    lines = [Measurement(name, "work", "", "") for name in ("P10", "P2", "P1")]
    kept = report.remember(lines, tmp_path / "results.json")
    assert [line.bench for line in kept] == ["P1", "P2", "P10"]
