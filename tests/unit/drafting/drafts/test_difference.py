"""Differences of words between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafting.drafts import WordChange
from core.drafting.drafts.difference import word_changes
from core.errors import NotFound
from tests.unit.drafting.desk import MAYA, Desk

TEXTS = st.lists(st.sampled_from(["one", "two", "32%", " ", "\n\n", "—", "ü"])).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_their_difference(before: str, now: str) -> None:
    found = word_changes("body", before, now)
    assert "".join(one.words for one in found if one.change != "added") == before
    assert "".join(one.words for one in found if one.change != "removed") == now


def test_a_word_that_changed_is_one_removed_and_one_added() -> None:
    assert word_changes("subject", "Our 32% result", "Our 33% result") == (
        WordChange("subject", "same", "Our "),
        WordChange("subject", "removed", "32%"),
        WordChange("subject", "added", "33%"),
        WordChange("subject", "same", " result"),
    )


def test_any_two_versions_can_be_compared(desk: Desk) -> None:
    draft = desk.edited(desk.make(), "Another thought.")
    found = desk.engine.difference(MAYA, draft.draft_id, 1, 2)
    added = "".join(change.words for change in found if change.change == "added")
    assert added.strip() == "Another thought."
    with pytest.raises(NotFound, match="no version 9"):
        desk.engine.difference(MAYA, draft.draft_id, 1, 9)
