"""How right the rules are, and the limit that would have spared false escalations."""

from __future__ import annotations

from datetime import date

import pytest

from core.actor import LOCAL
from core.health.escalation.precision import precision
from core.health.escalation.watch import SCORE_RULE
from core.store import Store
from tests.spec.world import key

from .conftest import Portfolio


def _judged(store: Store, rule: str, rows: list[tuple[float, float, bool]]) -> None:
    """Escalations with ``(value, threshold, agreed)``, all on account A, in June."""
    with store.transaction(LOCAL, "test.judged") as work:
        for value, threshold, agreed in rows:
            number = int(
                work.value("SELECT coalesce(max(escalation_id), 0) + 1 FROM ops.escalation")
            )
            month = 5 if number <= 2 else 6
            work.execute(
                "INSERT INTO ops.escalation BY NAME SELECT $n AS escalation_id, $key::UBIGINT AS"
                " account_key, 'score_below' AS trigger, $on::TIMESTAMP AS opened_at, $on::DATE AS"
                " opened_on, 'green' AS from_band, 'red' AS opened_band, 30 AS opened_score, 'red' AS"
                " worst_band, 30 AS worst_score, 40 AS score_limit, true AS needs_better_band, 'high'"
                " AS severity, [] AS severity_reasons, [] AS rules_tripped, [] AS evidence, 0 AS"
                " times_worsened, 0 AS better_scans, 'open' AS stance, $on::DATE AS updated_on, '' AS"
                " draft_note",
                {"n": number, "key": key("A"), "on": date(2026, month, 10)},
            )
            work.execute(
                "INSERT INTO ops.escalation_rule VALUES ($n, $rule, $value, $threshold, 'days', '')",
                {"n": number, "rule": rule, "value": value, "threshold": threshold},
            )
            work.execute(
                "INSERT INTO ops.escalation_decision VALUES ($n, $n, $key, $said, '', NULL, 'x', $on)",
                {
                    "n": number,
                    "key": key("A"),
                    "said": "acknowledged" if agreed else "disagreed",
                    "on": date(2026, month, 11),
                },
            )


def test_precision_is_a_share_with_its_n_an_interval_and_a_course(portfolio: Portfolio) -> None:
    _judged(portfolio.store, "aged_critical_tickets", [(4, 3, True), (9, 3, False), (9, 3, True)])
    (one,) = precision(portfolio.store, LOCAL)
    assert (one.rule, one.agreed, one.n) == ("aged_critical_tickets", 2, 3)
    assert 0.2 < one.low < 2 / 3 < one.high < 0.95
    assert [(month.month, month.agreed, month.n) for month in one.months] == [
        (date(2026, 5, 1), 1, 2),
        (date(2026, 6, 1), 1, 1),
    ]
    assert (one.suggestion, one.why) == (None, "Fewer than 5 were judged.")


def test_a_limit_is_suggested_that_spares_false_ones_and_keeps_true_ones(
    portfolio: Portfolio,
) -> None:
    rows = [(3.3, 3, False), (3.6, 3, False), (11, 10, False)]
    rows += [(9, 3, True), (20, 10, True), (6, 3, True)]
    _judged(portfolio.store, "aged_critical_tickets", rows)
    (one,) = precision(portfolio.store, LOCAL)
    assert one.suggestion is not None
    assert (one.suggestion.factor, one.suggestion.spared, one.suggestion.lost) == (1.2, 3, 0)
    assert dict(one.suggestion.values) == {"p1_max_age_days": 3.6, "p2_max_age_days": 12.0}


def test_a_score_is_worse_the_lower_it_is(portfolio: Portfolio) -> None:
    rows = [(39, 40, False), (38, 40, False), (36, 40, False), (10, 40, True), (20, 40, True)]
    _judged(portfolio.store, SCORE_RULE, rows)
    (one,) = precision(portfolio.store, LOCAL)
    assert one.suggestion is not None
    assert dict(one.suggestion.values) == {"escalation_score": 36.0}
    assert (one.suggestion.spared, one.suggestion.lost) == (3, 0)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([(4.0, 3.0, True)] * 5, "Nobody disagreed: the limit may stay."),
        ([(4.0, 3.0, False)] * 5, "Nobody agreed with any: look at the rule itself."),
        (
            [(9.0, 3.0, False)] + [(4.0, 3.0, True)] * 5,
            "No other limit spares a false one without losing true ones.",
        ),
    ],
)
def test_where_nothing_is_suggested_it_says_why(
    portfolio: Portfolio, rows: list[tuple[float, float, bool]], why: str
) -> None:
    _judged(portfolio.store, "too_many_open_tickets", rows)
    (one,) = precision(portfolio.store, LOCAL)
    assert (one.suggestion, one.why) == (None, why)
