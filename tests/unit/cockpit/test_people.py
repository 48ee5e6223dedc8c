"""One person of an account, by whatever people call them."""

from __future__ import annotations

import pytest

from core.accounts import AccountRef, find_account
from core.cockpit.commands.people import find_person
from core.errors import Ambiguous, Forbidden, NotFound
from core.store import Store
from tests.unit.cockpit.conftest import ANN, AS_OF, BOB, NOBODY, SYSTEM


@pytest.fixture
def acme(portfolio: Store) -> AccountRef:
    return find_account(portfolio, ANN, "Acme")


@pytest.mark.parametrize("text", ["C1", " c1 ", "rapport:C1", "11", "Cleo Finn", "finn", "CLEO"])
def test_a_person_is_found_by_identifier_key_or_name(
    portfolio: Store, acme: AccountRef, text: str
) -> None:
    assert find_person(portfolio, ANN, acme, text, AS_OF).contact_id == "C1"


@pytest.mark.parametrize("text", ["C3", "21", "Vera Poe", "", "x' OR true --"])
def test_people_of_other_accounts_are_unknown_here(
    portfolio: Store, acme: AccountRef, text: str
) -> None:
    with pytest.raises(NotFound) as unknown:
        find_person(portfolio, ANN, acme, text, AS_OF)
    assert "Cleo Finn" in unknown.value.remedy
    assert "Vera" not in unknown.value.remedy


def test_a_name_that_fits_several_is_answered_with_identifiers(
    portfolio: Store, acme: AccountRef
) -> None:
    with portfolio.transaction(SYSTEM, "tests.rename") as work:
        work.execute(
            "UPDATE mart.contact_profile SET full_name = 'Cleo Tan' WHERE contact_key = 12"
        )
    with pytest.raises(Ambiguous) as several:
        find_person(portfolio, ANN, acme, "cleo", AS_OF)
    assert {option.rpartition(" ")[2] for option in several.value.options} == {"(C1)", "(C2)"}


def test_security_01_people_of_another_book_are_found_by_nobody(
    portfolio: Store, acme: AccountRef
) -> None:
    for text in ("C1", "11", "Cleo Finn"):
        with pytest.raises(NotFound) as unknown:
            find_person(portfolio, BOB, acme, text, AS_OF)
        assert "Cleo Finn" not in unknown.value.remedy
    with pytest.raises(Forbidden):
        find_person(portfolio, NOBODY, acme, "C1", AS_OF)
