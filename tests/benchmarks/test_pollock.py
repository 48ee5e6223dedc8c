"""The rules of the Pollock benchmark as we wrote them, and the set that is made from a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import pollock, pollock_report
from tests.benchmarks.pollock_rows import clean_rows, one_row_defects
from tests.benchmarks.pollock_score import FAILED, measures, normalised, total

CLEAN = [["id", "at", "price"], ["1", "28/01/2018", "$3.50"], ["2", "29/01/2018", "$4"]]


def test_a_table_agrees_with_itself() -> None:
    assert measures(CLEAN, CLEAN) == (1.0,) * 10


def test_a_missing_record_costs_recall_of_records_and_cells() -> None:
    found = measures(CLEAN, CLEAN[:2])
    assert found[:4] == (1.0, 1.0, 1.0, 1.0)
    assert found[4:6] == (1.0, 0.5)
    assert found[7:9] == (1.0, 6 / 9)


def test_an_empty_cell_too_many_costs_no_record() -> None:
    ragged = [*CLEAN[:2], ["2", "", "29/01/2018", "$4"]]
    assert measures(CLEAN, ragged)[4:7] == (1.0, 1.0, 1.0)
    assert measures(CLEAN, ragged)[7] == 9 / 10


def test_nothing_expected_is_read_right_whatever_is_found() -> None:
    assert measures([], [["x"]]) == (1.0,) * 10
    assert measures(CLEAN[:1], CLEAN)[4:7] == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.0", "1"), ("TRUE", "1"), ("$4", "$4.00"), ("10:00", "10:00:00"), ("Acme", "ACME")],
)
def test_forms_of_one_value_are_alike(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_both_scores_are_sums_of_ten_means() -> None:
    scores = {"a": (1.0,) * 10, "b": FAILED}
    found = total(scores, {"a": 3, "b": 1, "absent": 6})
    assert (found.simple, found.weighted, found.files) == (5.0, 7.5, 2)


def test_the_set_is_made_from_its_source_as_the_published_one_was(shared_data: Path) -> None:
    sample = shared_data / "csv_pollock" / "sample"
    clean = clean_rows((sample / "clean" / "source.csv").read_text())
    made = {
        one.name: one for one in one_row_defects((sample / "csv/source.csv").read_text(), clean)
    }
    assert len(made) == 2268
    known = [path for path in (sample / "csv").iterdir() if path.name in made]
    assert len(known) == 40
    for path in known:
        assert made[path.name].text == path.read_text(), path.name
        assert made[path.name].clean == clean_rows((sample / "clean" / path.name).read_text())


def test_files_with_a_defect_of_the_whole_file_reach_the_aim(shared_data: Path) -> None:
    sample = shared_data / "csv_pollock" / "sample"
    files = pollock.files_of(sample, is_complete=False)
    wanted = {name: one for name, one in files.items() if name.startswith("file_")}
    found = total(pollock.run(wanted, pollock.raw_rows), pollock.weights_of(sample))
    assert len(wanted) == 21
    assert found.simple >= 9.85
    assert found.weighted >= 9.99


def test_figures_are_put_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n\n<!-- figures -->\nold\n<!-- end of figures -->\n\nEnd\n")
    pollock_report.replace_figures(page, "new\n")
    assert "old" not in page.read_text()
    assert page.read_text().endswith("new\n<!-- end of figures -->\n\nEnd\n")
