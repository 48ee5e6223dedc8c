"""Declared models: what ships is sound, what is not is refused with the place of the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.capture.identity.matching.conditions import Condition
from core.capture.identity.matching.declared import Declared, declared, read_model
from core.capture.identity.matching.records import account_record, contact_record
from core.errors import InvalidInput

from .people import row

ENTITIES = ("account", "contact")
ACCOUNT = {
    "key": 1,
    "name": "Acme",
    "domain": "acme.com",
    "country": "US",
    "region": None,
    "emails": None,
    "phones": None,
    "record_ref": "a",
    "parent_ref": None,
}


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_shipped_models_compare_only_what_records_have(entity: str) -> None:
    made = account_record(ACCOUNT) if entity == "account" else contact_record(row(1, "Ada Byron"))
    assert declared(entity).columns() <= made.keys()


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_starting_value_makes_closer_agreement_the_better_sign(entity: str) -> None:
    for comparison in declared(entity).compare:
        first, last = comparison.level[0], comparison.level[-1]
        assert first.m / first.u > 1 > last.m / last.u, comparison.name


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_shares_of_a_comparison_add_up_to_about_one(entity: str) -> None:
    for comparison in declared(entity).compare:
        assert sum(level.m for level in comparison.level) == pytest.approx(1, abs=0.05)
        assert sum(level.u for level in comparison.level) == pytest.approx(1, abs=0.05)


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "contact.toml"
    text = (Path("data/identity") / "contact.toml").read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("review = 0.5", "review = 0.999", "floor < review < automatic"),
        ("largest = 60", "biggest = 60", "biggest"),
        ('when = { exact = ["given"] }', 'when = { sql = "true" }', "sql"),
        ('column = "mailbox"', 'column = "mailbox; DROP"', "column"),
        ("m = 0.03\nu = 0.95", 'when = { exact = ["given"] }\nm = 0.03\nu = 0.95', "Given name"),
    ],
)
def test_an_unsound_model_is_refused_with_the_place_of_the_fault(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    with pytest.raises(InvalidInput, match=named):
        read_model(_changed(tmp_path, old, new))


def test_a_model_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"ticket\.toml"):
        read_model(tmp_path / "ticket.toml")


def test_the_hash_follows_what_is_declared(tmp_path: Path) -> None:
    other = read_model(_changed(tmp_path, "review = 0.5", "review = 0.6"))
    assert isinstance(other, Declared)
    assert other.hash != declared("contact").hash
    assert declared("contact").hash == read_model(Path("data/identity/contact.toml")).hash


def test_a_condition_that_asks_nothing_holds_for_nothing() -> None:
    assert Condition().sql() == "false"
    assert Condition().columns() == set()
