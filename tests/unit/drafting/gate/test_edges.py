"""Edges of what the gate lets pass: the last value that is honest, and the first that is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.drafting.fact import FactKind
from tests.unit.drafting.gate.helpers import fact, metric, reasons, stands

ORDERS = metric("orders", "Orders a day", FactKind.COUNT, "orders", "420", "380", "100")
CALL = fact("meeting.1", FactKind.DATE, "Proposed time", datetime(2026, 7, 9, 13, 30, tzinfo=UTC))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "honest"),
    [
        ("Orders a day are 4.2 times what they were at the start.", True),
        ("You now handle 4.2 times the orders.", True),
        ("Orders a day are 4.2 times the target.", False),
        ("Orders a day are 4.2 times your target of 380 orders.", False),
        ("Orders a day are 4.2 times what was planned.", False),
        ("Orders a day are 4.2 times the goal we agreed.", False),
        ("Orders a day fell to 4.2 times less.", False),
        ("It is 4.2 times.", False),
    ],
)
def test_a_multiple_is_of_the_value_at_the_start_and_of_no_target(said: str, honest: bool) -> None:
    assert stands(said, *ORDERS) is honest, reasons(said, *ORDERS)


@pytest.mark.parametrize(
    ("said", "honest"),
    [
        ("13:30 UTC", True),
        ("1:30 pm UTC", True),
        ("half past one", True),
        ("1:30 UTC", False),
        ("14:30 UTC", False),
        ("13 UTC", False),
    ],
)
def test_a_time_of_day_is_that_of_the_fact_on_either_clock(said: str, honest: bool) -> None:
    assert stands(f"Shall we meet on 9 July at {said}?", CALL) is honest
