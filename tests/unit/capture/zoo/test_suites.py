"""Public suites of CSV files: nothing that a specification defines may be read wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.capture.read import SourceTable
from tests.benchmarks import csv_suites
from tests.benchmarks.csv_expected import files_of
from tests.unit.capture.read.conftest import rows_of

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.mark.parametrize("suite", csv_suites.SUITES)
def test_security_22_no_file_that_a_specification_defines_is_read_wrong(
    shared_data: Path, suite: str
) -> None:
    verdicts = [csv_suites.judge(suite, *one) for one in files_of(shared_data / suite)]
    assert verdicts
    wrong = [one for one in verdicts if one.outcome == csv_suites.WRONG and one.is_specified]
    assert wrong == []


def test_a_blank_line_in_a_table_of_one_column_is_a_record(table: object) -> None:
    found = table(b"name\na\n\nb\n")  # type: ignore[operator]
    assert isinstance(found, SourceTable)
    assert rows_of(found) == [("a",), ("",), ("b",)]
