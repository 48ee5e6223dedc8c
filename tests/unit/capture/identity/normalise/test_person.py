"""People's names: order, initials, titles and short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture.identity.normalise import person


@pytest.mark.parametrize(
    ("name", "first", "family"),
    [
        ("John Smith", "john", "smith"),
        ("Smith, John", "john", "smith"),
        ("SMITH John", "john", "smith"),
        ("JOHN SMITH", "john", "smith"),
        ("Dr. John Q. Smith Jr.", "john", "smith"),
        ("J. Smith", None, "smith"),
        ("van der Berg, Jan", "jan", "vanderberg"),
        ("Jan van der Berg", "jan", "vanderberg"),
        ("Hans Müller", "hans", "muller"),
        ("Hans Mueller", "hans", "muller"),
        ("Анна Иванова", "anna", "ivanova"),
        ("Madonna", "madonna", None),
    ],
)
def test_a_name_reads_the_same_however_it_is_written(
    name: str, first: str | None, family: str | None
) -> None:
    found = person(name)
    assert found is not None
    assert (found.given, found.family) == (first, family)


def test_an_initial_is_kept_beside_the_name_it_may_stand_for() -> None:
    short, long = person("J. Smith"), person("John Smith")
    assert short is not None
    assert long is not None
    assert short.initial == long.initial == "j"


@pytest.mark.parametrize(
    ("one", "other"), [("Bob", "Robert"), ("Rob", "Bob"), ("Liz", "Elizabeth"), ("Bill", "William")]
)
def test_short_forms_are_found_both_ways(one: str, other: str) -> None:
    left, right = person(f"{one} Smith"), person(f"{other} Smith")
    assert left is not None
    assert right is not None
    assert set(left.related) & set(right.related)


def test_two_names_with_a_common_short_form_are_not_one_name() -> None:
    left, right = person("Michael Smith"), person("Michelle Smith")
    assert left is not None
    assert right is not None
    assert not set(left.related) & set(right.related)


@pytest.mark.parametrize("name", [None, "", "   ", "--"])
def test_no_name_is_nobody(name: str | None) -> None:
    assert person(name) is None


@given(st.text(max_size=40))
def test_any_text_can_be_read_as_a_name(text: str) -> None:
    found = person(text)
    assert found is None or found.given or found.family or found.initial
