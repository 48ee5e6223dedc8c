"""What a cell looks like, judged in one place for text files and sheets alike."""

from __future__ import annotations

import pytest

from core.capture.read.kinds import (
    is_column_of_values,
    is_data,
    is_value,
    kind_of,
    looks_like_names,
)

VALUES = {
    "number": ["12", "-1,250.50", "(3.5)", "$ 4", "EUR 5", "5 USD", "12 %", "1 250"],
    "moment": ["2026-01-02", "02.01.2026 10:30", "2 Jan 2026", "02-Jan-26"],
    "clock": ["9:30", "09:30:15", "9:30 pm"],
    "e-mail": ["ada@acme.com"],
    "address": ["https://acme.com/a?b=1"],
    "yes or no": ["true", "FALSE"],
}


@pytest.mark.parametrize(
    ("kind", "cell"), [(kind, cell) for kind, cells in VALUES.items() for cell in cells]
)
def test_a_value_is_known_by_its_form_and_names_no_column(kind: str, cell: str) -> None:
    assert kind_of(cell) == kind
    assert is_value(cell)
    assert is_data(cell)
    assert not looks_like_names(["Account", cell])


@pytest.mark.parametrize("cell", ["Account", "Q1", "MG-8769", "see 10:30 notes", "a, b", "", "n/a"])
def test_a_word_a_code_and_nothing_are_no_values(cell: str) -> None:
    assert not is_value(cell)
    assert not is_data(cell)


@pytest.mark.parametrize("cell", ["2026", "ARR 2026", "2026 ARR"])
def test_a_year_is_a_value_in_a_column_and_may_name_one(cell: str) -> None:
    assert is_value(cell)
    assert not is_data(cell)
    assert is_column_of_values([cell, cell])


def test_a_column_is_of_values_when_more_than_four_of_five_filled_cells_are() -> None:
    assert is_column_of_values(["1", "2", "3", "4", "5", "x", "", "n/a"])
    assert not is_column_of_values(["1", "2", "3", "4", "x"])
    assert not is_column_of_values(["", "-"])
