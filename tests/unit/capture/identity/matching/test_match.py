"""Matching what was imported: few records, with the shipped starting values."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture.identity.matching import explain, is_due, match
from core.errors import Forbidden, InvalidInput
from core.store import Store

from .conftest import Bring, Matched

CONTACTS = (
    "contact_id,full_name,email,phone,title,account_id",
    "C1,Robert Smith,robert.smith@acme.com,+12125550100,Chief Technology Officer,A1",
    'C2,"Smith, Bob",Robert.Smith+crm@acme.com,,CTO,A1',
    "C3,Jane Roe,jane.roe@acme.com,+12125550101,Buyer,A1",
    "C4,Jon Doe,info@acme.com,,Clerk,A1",
    "C5,Maria Lopez,info@acme.com,,Clerk,A1",
    "C6,Roe Jane,j.roe@acme.com,,Buyer,A1",
)
ACCOUNTS = (
    "account_id,name,domain,country,parent_account_id",
    "A1,Acme Corporation,https://www.acme.com,United States,",
    "A2,ACME Corp.,acme.com,USA,",
    "B1,Borel et Fils SARL,borel.fr,France,",
    "B2,Borel & Fils,borel.de,France,",
    "D1,Delta Freight,delta-freight.com,Germany,",
    "D2,Delta Freight Nord,delta-freight.com,Germany,D1",
)


@pytest.fixture
def loaded(bring: Bring) -> None:
    bring("accounts.csv", *ACCOUNTS)
    bring("contacts.csv", *CONTACTS)


@pytest.mark.usefixtures("loaded")
def test_a_person_under_a_short_name_and_a_tagged_address_is_found(matched: Matched) -> None:
    pairs = matched("contact")
    assert pairs[frozenset(("C1", "C2"))]["probability"] > 0.99


@pytest.mark.usefixtures("loaded")
def test_two_people_behind_one_shared_mailbox_are_not_proposed(matched: Matched) -> None:
    assert frozenset(("C4", "C5")) not in matched("contact")


@pytest.mark.usefixtures("loaded")
def test_names_changed_about_are_found(matched: Matched) -> None:
    assert frozenset(("C3", "C6")) in matched("contact")


@pytest.mark.usefixtures("loaded")
def test_companies_are_found_through_legal_forms_and_domains(matched: Matched) -> None:
    pairs = matched("account")
    assert pairs[frozenset(("A1", "A2"))]["probability"] > 0.9
    assert frozenset(("B1", "B2")) in pairs


@pytest.mark.usefixtures("loaded")
def test_a_parent_and_its_subsidiary_are_never_proposed(matched: Matched) -> None:
    assert frozenset(("D1", "D2")) not in matched("account")


@pytest.mark.usefixtures("loaded")
def test_the_evidence_adds_up_to_the_weight(matched: Matched) -> None:
    for pair in matched("contact").values():
        steps = explain(pair)
        assert steps[0].comparison == "Prior"
        assert steps[-1].after == pytest.approx(pair["weight"], abs=1e-6)
        assert steps[-1].probability == pytest.approx(pair["probability"], abs=1e-6)


@pytest.mark.usefixtures("loaded")
def test_the_evidence_shows_what_both_records_say_as_imported(matched: Matched) -> None:
    pair = matched("contact")[frozenset(("C1", "C2"))]
    shown = {step.comparison: {step.left, step.right} for step in explain(pair)}
    assert shown["E-mail"] == {"robert.smith@acme.com", "robert.smith+crm@acme.com"}
    assert shown["Given name"] == {"Robert Smith", "Smith, Bob"}


def test_a_comparison_that_is_silent_says_why(bring: Bring, matched: Matched) -> None:
    bring("accounts.csv", *ACCOUNTS)
    bring(
        "contacts.csv",
        CONTACTS[0],
        "C1,Jane Roe,jane.roe@acme.com,+12125550101,Buyer,A1",
        "C2,Jane Roe,jroe@acme.com,,Buyer,A1",
    )
    told = {
        step.comparison: step.level for step in explain(matched("contact")[frozenset(("C1", "C2"))])
    }
    assert "made of the name" in told["E-mail"]
    assert told["Phone"] == "nothing to compare"


@pytest.mark.usefixtures("loaded")
def test_the_same_records_give_the_same_pairs(matched: Matched) -> None:
    def told() -> list[tuple[object, ...]]:
        return sorted(
            (p["left_key"], p["right_key"], p["probability"], p["evidence"])
            for p in matched("contact").values()
        )

    assert told() == told()


@pytest.mark.usefixtures("loaded")
def test_only_the_newest_run_s_pairs_are_kept_and_each_run_is_on_record(
    store: Store, matched: Matched
) -> None:
    matched("contact")
    matched("contact")
    assert store.value("SELECT count(DISTINCT run_id) FROM ops.match_pair") == 1
    runs = store.rows("SELECT * FROM ops.match_run ORDER BY run_id")
    assert [run["run_id"] for run in runs] == [1, 2]
    assert runs[0]["model_hash"] == runs[1]["model_hash"]
    assert json.loads(runs[0]["parameters"])["learned"] is False


@pytest.mark.usefixtures("loaded")
def test_matching_leaves_the_imported_rows_alone(store: Store, matched: Matched) -> None:
    before = store.rows("FROM crm.contact ORDER BY contact_key")
    matched("contact")
    assert store.rows("FROM crm.contact ORDER BY contact_key") == before


def test_matching_is_due_after_an_import_until_it_ran(bring: Bring, store: Store) -> None:
    bring("contacts.csv", *CONTACTS)
    assert is_due(store, "contact")
    match(store, COMMAND_LINE, "contact")
    assert not is_due(store, "contact")
    bring("contacts.csv", *CONTACTS, "C7,Ada Byron,ada@acme.com,,,A1")
    assert is_due(store, "contact")


def test_matching_waits_until_imports_have_been_quiet(bring: Bring, store: Store) -> None:
    bring("contacts.csv", *CONTACTS)
    assert not is_due(store, "contact", quiet=timedelta(minutes=2))


def test_nothing_imported_is_matched_without_complaint(store: Store) -> None:
    assert not is_due(store, "contact")
    assert match(store, COMMAND_LINE, "account").records == 0


def test_only_who_may_match_matches(store: Store) -> None:
    with pytest.raises(Forbidden):
        match(store, Actor("eve@example.com", frozenset({Role.CSM})), "contact")


def test_another_kind_of_record_is_refused_by_name(store: Store) -> None:
    with pytest.raises(InvalidInput, match="ticket"):
        match(store, COMMAND_LINE, "ticket")
