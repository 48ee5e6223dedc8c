"""Accounts and people are found by the names people use for them, and only where the actor sees them."""

from __future__ import annotations

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching.situation.accounts import accounts_named
from core.coaching.situation.people import people_anywhere
from core.store import Store
from tests.unit.coaching.crm import seed

CSM = Actor("ann@us.example", frozenset({Role.CSM}))


@pytest.fixture(autouse=True)
def _known(store: Store) -> None:
    seed(store)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("my champion at Brightkiln was promoted", ["Brightkiln Ceramics GmbH"]),
        ("brightkiln ceramics is unhappy", ["Brightkiln Ceramics GmbH"]),
        ("Brightkiln's CFO called", ["Brightkiln Ceramics GmbH"]),
        ("the Northwind renewal", ["Northwind Inc", "Northwind Ltd"]),
        ("the Northwind Inc renewal", ["Northwind Inc"]),
        (
            "Brightkiln Ceramics GmbH and Northwind Inc both want a discount",
            ["Brightkiln Ceramics GmbH", "Northwind Inc"],
        ),
        ("a customer of mine is unhappy", []),
        ("their security review goes well", []),
    ],
)
def test_accounts_are_found_by_what_people_call_them(
    store: Store, said: str, names: list[str]
) -> None:
    assert [one.account.name for one in accounts_named(store, LOCAL, said)] == names


def test_an_account_of_somebody_else_is_not_found(store: Store) -> None:
    assert [one.account.name for one in accounts_named(store, CSM, "Brightkiln left us")] == [
        "Brightkiln Ceramics GmbH"
    ]
    assert accounts_named(store, CSM, "Northwind Inc left us") == ()


def test_a_person_named_in_full_tells_the_account(store: Store) -> None:
    (found,) = people_anywhere(store, LOCAL, "What do I say to Ruth Okafor?")
    assert (found.person.full_name, found.account.name) == (
        "Ruth Okafor",
        "Brightkiln Ceramics GmbH",
    )
    assert people_anywhere(store, LOCAL, "What do I say to Ruth?") == ()
