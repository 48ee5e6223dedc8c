"""Response rates: counts, interval, and no ranking of few."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from core.actor import Actor
from core.drafting.beta import cumulative, quantile
from core.drafting.tracking.rates import BY
from core.errors import Forbidden, InvalidInput
from tests.unit.drafting.desk import AMANDA, MAYA, ROBERT, STRANGER, Desk


@pytest.mark.parametrize(
    ("a", "b", "p", "value"),
    [
        (1, 1, 0.05, 0.05),
        (1, 1, 0.95, 0.95),
        (2, 1, 0.05, 0.05**0.5),
        (1, 4, 0.95, 1 - 0.05**0.25),
        (6, 1, 0.05, 0.05 ** (1 / 6)),
        (3, 3, 0.5, 0.5),
        (4, 8, 0.95, 0.564374),
    ],
)
def test_quantiles_have_known_values(a: float, b: float, p: float, value: float) -> None:
    assert quantile(p, a, b) == pytest.approx(value, abs=2e-6)


@pytest.mark.parametrize("a", [1, 2, 5, 30])
@pytest.mark.parametrize("b", [1, 3, 12, 60])
@pytest.mark.parametrize("x", [Fraction(1, 20), Fraction(1, 3), Fraction(9, 10)])
def test_the_share_below_is_the_binomial_sum(a: int, b: int, x: Fraction) -> None:
    """For whole numbers: P(Beta(a, b) <= x) = P(Binomial(a + b - 1, x) >= a), exactly."""
    n = a + b - 1
    exact = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert cumulative(float(x), a, b) == pytest.approx(float(exact), abs=1e-10)


def _sent(desk: Desk, count: int, answered: int, **more: object) -> None:
    for number in range(count):
        draft = desk.make(**more)  # type: ignore[arg-type]
        for block in draft.stops:
            desk.engine.lift(_manager(), draft.draft_id, block.rule, "A test of rates.")
        desk.engine.approve(MAYA, draft.draft_id, draft.content_hash)
        desk.engine.record(MAYA, draft.draft_id, "sent")
        if number < answered:
            desk.engine.record(MAYA, draft.draft_id, "replied")


def _manager() -> Actor:
    from tests.unit.drafting.desk import TOM

    return TOM


def test_rates_have_their_n_an_interval_and_no_ranking_when_thin(desk: Desk) -> None:
    _sent(desk, 2, 1)
    _sent(desk, 1, 0, purpose="introduction")
    desk.pass_days(15)
    rates = desk.engine.response_rates(MAYA, "purpose")
    rows = {row.value: row for row in rates.rows}
    assert (rows["strategic_alignment"].n, rows["strategic_alignment"].answered) == (2, 1)
    assert (rows["introduction"].n, rows["introduction"].answered) == (1, 0)
    low, high = rows["strategic_alignment"].low, rows["strategic_alignment"].high
    assert low == pytest.approx(quantile(0.05, 2, 2))
    assert high == pytest.approx(quantile(0.95, 2, 2))
    assert "fewer than 5" in rates.withheld
    assert {row.rank for row in rates.rows} == {None}


def test_messages_within_the_reply_window_are_pending_and_in_no_rate(desk: Desk) -> None:
    _sent(desk, 1, 0)
    (row,) = desk.engine.response_rates(MAYA, "tone").rows
    assert (row.value, row.n, row.pending, row.share) == ("warm", 0, 1, None)


def test_with_enough_messages_the_proven_best_comes_first(desk: Desk) -> None:
    desk.write(
        "INSERT INTO crm.activity (activity_key, kind, direction, occurred_at, participant_emails,"
        " from_email, subject, thread_id, account_key, source_system, source_id)"
        " SELECT 10 + i, 'email', 'outbound', TIMESTAMP '2025-09-01 14:00' + INTERVAL 7 DAY * (i // 2) + INTERVAL 1 DAY * (i % 2),"
        " ['robert.kim@globalretail.example'], 'maya@ours.example', 'Hello', 't' || i, $account, 'rapport', 'X' || i"
        " FROM range(12) AS r (i)",
        "crm.activity",
        account=desk.request().account_key,
    )
    desk.write(
        "INSERT INTO crm.activity (activity_key, kind, direction, occurred_at, participant_emails,"
        " from_email, subject, thread_id, account_key, source_system, source_id)"
        " SELECT 100 + i, 'email', 'inbound', TIMESTAMP '2025-09-01 18:00' + INTERVAL 7 DAY * (i // 2),"
        " ['maya@ours.example'], 'robert.kim@globalretail.example', 'Re: Hello', 't' || i, $account, 'rapport', 'Y' || i"
        " FROM range(12) AS r (i) WHERE i % 2 = 0",
        "crm.activity",
        account=desk.request().account_key,
    )
    rates = desk.engine.response_rates(MAYA, "weekday")
    rows = {row.value: row for row in rates.rows}
    assert (rows["Monday"].n, rows["Monday"].answered) == (6, 6)
    assert (rows["Tuesday"].n, rows["Tuesday"].answered) == (7, 1)
    assert [row.value for row in rates.rows if row.rank] == ["Monday", "Tuesday"]
    assert rates.withheld == ""
    hours = {row.value for row in desk.engine.response_rates(MAYA, "hour").rows}
    assert hours == {"10:00", "05:00"}
    functions = {row.value: row.n for row in desk.engine.response_rates(MAYA, "function").rows}
    assert functions == {"cfo": 12, "cto": 1}


def test_they_are_of_the_own_book(desk: Desk) -> None:
    _sent(desk, 1, 1, contact=AMANDA)
    assert desk.engine.response_rates(STRANGER, "purpose").rows == ()
    with pytest.raises(Forbidden):
        desk.engine.response_rates(Actor("nobody"), "purpose")
    with pytest.raises(InvalidInput, match="no rates by 'mood'"):
        desk.engine.response_rates(MAYA, "mood")
    assert len(BY) == 5
    assert ROBERT
