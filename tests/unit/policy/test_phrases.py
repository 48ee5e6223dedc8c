"""The phrase tables of titles, outcomes and notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.policy import ensure_shipped, phrases
from core.store import Store


def test_the_shipped_tables_are_loaded_in_order(store: Store) -> None:
    ensure_shipped(store)
    assert sorted(phrases.stored(store), key=repr) == sorted(phrases.shipped(), key=repr)
    attributes = {rule.attribute for rule in phrases.stored(store)}
    assert attributes == {
        "seniority", "function", "not_held", "advocacy", "advocacy_signal", "note", "note_negation",
        "own_rank", "maturity_title", "maturity_component", "maturity_word", "system_kind",
        "codevelopment_wish", "system_leaving", "escalation",
    }  # fmt: skip


def test_positions_count_up_from_one_within_an_attribute() -> None:
    rules = phrases.shipped()
    for attribute in {rule.attribute for rule in rules}:
        positions = [rule.position for rule in rules if rule.attribute == attribute]
        assert positions == list(range(1, len(positions) + 1))


def test_phrases_are_folded_as_titles_are() -> None:
    for rule in phrases.shipped():
        for text in (rule.phrase, rule.also):
            assert text == "" or (text[0] == text[-1] == " " and text.strip())
            assert text.isascii() and text == text.lower() and "  " not in text
            assert not set(text) & set(".,;:-_/&'\"()")


def test_seniorities_and_functions_are_the_known_ones() -> None:
    values = {(rule.attribute, rule.value) for rule in phrases.shipped()}
    assert {value for name, value in values if name == "seniority"} == {
        "c_level", "vp", "director", "manager", "individual",
    }  # fmt: skip
    assert {value for name, value in values if name == "function"} == {
        "executive", "finance", "security", "it", "technology", "operations", "marketing", "sales", "hr",
        "data", "product", "legal", "procurement", "customer_success", "engineering",
    }  # fmt: skip


def test_a_changed_file_replaces_the_table(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_shipped(store)
    fewer = phrases.shipped()[:3]
    monkeypatch.setattr(phrases, "shipped", lambda: fewer)
    ensure_shipped(store)
    assert phrases.stored(store) == fewer
    assert store.value(
        "SELECT data_version FROM ops.table_version WHERE table_name = 'ops.phrase_rule'"
    )


@pytest.mark.parametrize(
    "text", ['[[seniority]]\nvalue = "vp"\nphrases = []', '[[seniority]]\nphrase = "vp"']
)
def test_a_malformed_file_is_a_defect(tmp_path: Path, text: str) -> None:
    (tmp_path / "titles.toml").write_text(text)
    with pytest.raises(ValidationError):
        phrases.shipped((tmp_path / "titles.toml",))


def test_two_rules_can_be_joined(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(
        '[[a]]\nvalue = "x"\nphrases = ["one", "two"]\nalso = ["three", "four"]'
    )
    found = phrases.shipped((tmp_path / "t.toml",))
    assert [(rule.phrase, rule.also) for rule in found] == [
        (" one ", " three "), (" one ", " four "), (" two ", " three "), (" two ", " four "),
    ]  # fmt: skip
