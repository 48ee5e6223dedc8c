"""Accounts are found by what people type, among those they may see."""

from __future__ import annotations

import pytest

from core.accounts import find_account, require_account
from core.actor import Actor, Role
from core.errors import Ambiguous, Forbidden, NotFound
from core.store import Store

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))


@pytest.fixture
def accounts(store: Store) -> Store:
    with store.transaction(ADA, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.account BY NAME SELECT * FROM (VALUES "
            "(1, 'Acme Corp', 'ann@us.example', 'salesforce', 'A1'),"
            "(2, 'Acme Labs', 'ann@us.example', 'rapport', 'A1'),"
            "(18446744073709551615, 'Bolt', 'bob@us.example', 'rapport', 'B1'),"
            "(4, 'Bolt', 'bob@us.example', 'rapport', 'B2'),"
            "(5, NULL, 'ann@us.example', 'rapport', 'Zeta'),"
            "(6, 'Zeta Group', 'ann@us.example', 'rapport', 'Z9')"
            ") AS t (account_key, name, owner_email, source_system, source_id)"
        )
    return store


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("b1", 2**64 - 1),
        ("18446744073709551615", 2**64 - 1),
        ("salesforce:A1", 1),
        ("RAPPORT:a1", 2),
        ("4", 4),
        (" acme corp ", 1),
        ("acme l", 2),
        ("zeta", 5),
        ("zeta g", 6),
    ],
)
def test_an_account_is_found_by(accounts: Store, text: str, key: int) -> None:
    assert find_account(accounts, ADA, text).account_key == key


def test_a_nameless_account_goes_by_its_identifier(accounts: Store) -> None:
    assert find_account(accounts, ADA, "zeta").name == "Zeta"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("A1", ("Acme Corp (salesforce:A1)", "Acme Labs (rapport:A1)")),
        ("bolt", ("Bolt (rapport:B1)", "Bolt (rapport:B2)")),
        ("acme", ("Acme Corp (salesforce:A1)", "Acme Labs (rapport:A1)")),
    ],
)
def test_an_ambiguous_name_asks_which(accounts: Store, text: str, options: tuple[str, ...]) -> None:
    with pytest.raises(Ambiguous) as asked:
        find_account(accounts, ADA, text)
    assert asked.value.options == options
    assert options[0].split("(")[1].rstrip(")") in asked.value.remedy


def test_an_unknown_name_suggests_the_likeliest(accounts: Store) -> None:
    with pytest.raises(NotFound) as refusal:
        find_account(accounts, ADA, "Acme Crop")
    assert refusal.value.remedy.startswith("Did you mean Acme Corp")
    with pytest.raises(NotFound) as refusal:
        find_account(accounts, ADA, "%")
    assert "account list" in refusal.value.remedy


def test_without_accounts_the_remedy_is_an_import(store: Store) -> None:
    with pytest.raises(NotFound) as refusal:
        find_account(store, ADA, "Acme")
    assert "import" in refusal.value.remedy


def test_anothers_account_is_neither_found_nor_suggested(accounts: Store) -> None:
    for text in ("Bolt", "B1", "rapport:B1", "18446744073709551615", "Boltt"):
        with pytest.raises(NotFound) as refusal:
            find_account(accounts, ANN, text)
        assert "Bolt" not in refusal.value.remedy
    with pytest.raises(NotFound):
        require_account(accounts, ANN, 4)
    assert require_account(accounts, ANN, 1).label == "Acme Corp (salesforce:A1)"


def test_without_a_role_nothing_is_found(accounts: Store) -> None:
    with pytest.raises(Forbidden):
        find_account(accounts, Actor("guest"), "Acme")
