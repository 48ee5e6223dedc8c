"""What an address adds to a name, and what it only repeats."""

from __future__ import annotations

import pytest

from core.capture.identity.matching.evidence import times_as_likely
from core.capture.identity.matching.people import person_columns
from core.capture.identity.normalise import person


@pytest.mark.parametrize(
    ("name", "address", "given", "family"),
    [
        (None, "ada.lovelace@x.com", "ada", "lovelace"),
        ("Ada", "ada.lovelace@x.com", "ada", "lovelace"),
        ("Ada Byron", "ada.lovelace@x.com", "ada", "byron"),
        (None, "support@x.com", None, None),
        (None, "ab.cd@x.com", None, None),
    ],
)
def test_a_name_that_is_missing_is_read_from_the_address(
    name: str | None, address: str, given: str | None, family: str | None
) -> None:
    made = person_columns(person(name), address)
    assert (made["given"], made["family"]) == (given, family)


@pytest.mark.parametrize(
    "local", ["ada.lovelace", "alovelace", "lovelace.ada", "ada", "ada.m.lovelace", "adal"]
)
def test_an_address_made_of_the_name_is_known_as_such(local: str) -> None:
    made = person_columns(person("Ada Lovelace"), f"{local}@x.com")
    assert made["spelled"] == "name"
    assert made["own_local"] is None


@pytest.mark.parametrize("local", ["countess", "countess1815"])
def test_an_address_of_one_s_own_is_not_just_the_name(local: str) -> None:
    made = person_columns(person("Ada Lovelace"), f"{local}@x.com")
    assert made["spelled"] is None
    assert made["own_local"]


def test_a_mailbox_of_many_readers_is_left_out() -> None:
    made = person_columns(person("Ada Lovelace"), "info@x.com")
    assert made["mailbox"] is None


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (3.0, "8.0 times more likely"),
        (-3.0, "8.0 times less likely"),
        (0.01, "says nothing"),
        (10.0, "1,024 times more likely"),
        (30.0, "over a million times more likely"),
    ],
)
def test_a_weight_is_said_in_words(weight: float, words: str) -> None:
    assert times_as_likely(weight) == words
