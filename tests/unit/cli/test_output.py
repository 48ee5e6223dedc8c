"""Numbers as people read them: cut where rounding would move them over a threshold."""

from __future__ import annotations

import pytest

from core.cli.output import number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (69.996, "69.99"),
        (69.6, "69.6"),
        (70.0, "70"),
        (39.99999999999, "40"),
        (-2.345, "-2.34"),
        (12345.5, "12,345.5"),
        (-0.001, "0"),
    ],
)
def test_a_number_is_cut_to_two_decimals(value: float, shown: str) -> None:
    assert number(value) == shown
