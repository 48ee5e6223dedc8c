"""The estimate of a skill: pulled by what is known, held by the start, never surer than its sources allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coaching.skills.estimate import Weights, estimate
from core.coaching.skills.model import Behaviour, Judgement, Source
from core.policy import shipped

TODAY = date(2026, 6, 30)
WEIGHTS = Weights.of(shipped())


def judged(
    level: float,
    source: Source = Source.RUBRIC,
    *,
    number: int = 1,
    days_ago: int = 0,
    by: str = "meg",
) -> Judgement:
    made_at = datetime(2026, 6, 30, 9) - timedelta(days=days_ago)
    return Judgement(
        number, "ann", "value", level, source, 0, "", None, None, "", (), True, by, made_at
    )


def acted(kept: int, cases: int) -> Behaviour:
    return Behaviour("tasks_kept", "Tasks", "value", "", kept, cases, (), ())


def test_without_a_source_there_is_no_level() -> None:
    assert estimate([], [], WEIGHTS, TODAY) is None
    assert estimate([], [acted(0, 0)], WEIGHTS, TODAY) is None


def test_the_formula_is_the_stated_one() -> None:
    found = estimate([judged(5.0)], [], WEIGHTS, TODAY)
    assert found is not None
    variance = 0.4**2 + 1.1**2
    start = 1.2**-2
    precision = start + 1 / variance
    assert found.level == pytest.approx((3.0 * start + 5.0 / variance) / precision)
    assert found.sd == pytest.approx(precision**-0.5)
    assert found.sources[0].weight == pytest.approx((1 / variance) / precision)


def test_one_good_score_is_not_taken_for_the_level_and_many_nearly_are() -> None:
    one = estimate([judged(5.0)], [], WEIGHTS, TODAY)
    many = estimate([judged(5.0, number=n) for n in range(40)], [], WEIGHTS, TODAY)
    assert one is not None
    assert many is not None
    assert 3.5 < one.level < 4.2
    assert many.level > 4.6
    assert many.sd > 0.35, "the rubric errs the same way each time"


def test_of_each_who_assessed_only_the_newest_counts() -> None:
    old = judged(1.0, Source.MANAGER, number=1, days_ago=10)
    new = judged(4.0, Source.MANAGER, number=2)
    other = judged(2.0, Source.MANAGER, number=3, by="joe")
    found = estimate([old, new, other], [], WEIGHTS, TODAY)
    assert found is not None
    assert found.sources[0].n == 2
    assert found.sources[0].level == pytest.approx(3.0)


def test_an_old_judgement_weighs_less_than_a_fresh_one() -> None:
    fresh = estimate([judged(5.0)], [], WEIGHTS, TODAY)
    old = estimate([judged(5.0, days_ago=360)], [], WEIGHTS, TODAY)
    assert fresh is not None
    assert old is not None
    assert 3 < old.level < fresh.level
    assert old.sd > fresh.sd


def test_behaviour_moves_the_level_less_than_a_manager_does() -> None:
    acts = estimate([], [acted(20, 20)], WEIGHTS, TODAY)
    said = estimate([judged(5.0, Source.MANAGER)], [], WEIGHTS, TODAY)
    assert acts is not None
    assert said is not None
    assert 3 < acts.level < said.level


levels = st.floats(1, 5)
histories = st.lists(
    st.tuples(
        levels, st.sampled_from([Source.RUBRIC, Source.SELF, Source.MANAGER]), st.integers(0, 900)
    ),
    max_size=12,
)
counts = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(
    lambda two: acted(min(two), max(two))
)


@given(histories, st.lists(counts, max_size=3))
def test_the_level_lies_within_its_range_and_the_range_within_the_scale(
    told: list[tuple[float, Source, int]], acts: list[Behaviour]
) -> None:
    made = [judged(v, s, number=n, days_ago=d) for n, (v, s, d) in enumerate(told)]
    found = estimate(made, acts, WEIGHTS, TODAY)
    if found is None:
        return
    assert 1 <= found.low <= found.level <= found.high <= 5
    assert found.sd < WEIGHTS.prior_sd, "knowing more never makes it less sure"
    assert 0 < sum(source.weight for source in found.sources) < 1


@given(histories.filter(bool), st.floats(0.1, 2))
def test_better_judgements_never_lower_the_level(
    told: list[tuple[float, Source, int]], more: float
) -> None:
    made = [judged(v, s, number=n, days_ago=d) for n, (v, s, d) in enumerate(told)]
    better = [replace(one, level=one.level + more) for one in made]
    before, after = estimate(made, [], WEIGHTS, TODAY), estimate(better, [], WEIGHTS, TODAY)
    assert before is not None
    assert after is not None
    assert after.level > before.level


@given(st.integers(0, 20), st.integers(1, 20))
def test_keeping_one_more_never_lowers_the_level(kept: int, lacking: int) -> None:
    before = estimate([], [acted(kept, kept + lacking)], WEIGHTS, TODAY)
    after = estimate([], [acted(kept + 1, kept + lacking)], WEIGHTS, TODAY)
    assert before is not None
    assert after is not None
    assert after.sources[0].level > before.sources[0].level
