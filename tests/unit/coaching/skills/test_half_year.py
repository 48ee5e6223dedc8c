"""Acceptance: progress of six CSMs over a simulated half-year follows their hidden skills in rank."""

from __future__ import annotations

import pytest

from core.store import Store
from tests.validation.coaching_skills.document import DOCUMENT, SEEDS, line
from tests.validation.coaching_skills.measure import measure, rank_correlation, ranks


def test_ranks_share_ties_and_correlation_is_of_ranks() -> None:
    assert ranks([10, 30, 20, 20]) == [1, 4, 2.5, 2.5]
    assert rank_correlation([1, 2, 3], [1, 10, 100]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert rank_correlation([1, 1, 1], [3, 2, 1]) is None


def test_estimates_rank_people_and_skills_as_they_truly_are(store: Store) -> None:
    found = measure(store, SEEDS[0])
    assert found.across >= 0.75
    assert found.pooled >= 0.85
    assert found.curves >= 0.75
    assert found.in_time > 0.3
    assert found.pooled > found.own_view_alone
    assert found.as_manager >= 0.8, "what is shared is enough to see who is strong in what"
    assert line(str(SEEDS[0]), found) in DOCUMENT.read_text(encoding="utf-8")
