"""What may be one is shown to people; merged without them is only what leaves no room for two."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE
from core.capture.identity import queue, settle
from core.capture.identity.matching import match
from core.store import Store

PEOPLE = {
    "one name at two companies": (
        ("salesforce", "A1", "John Smith", None, None, "CTO"),
        ("zendesk", "A2", "John Smith", None, None, "CTO"),
    ),
    "one name in one system, nothing else": (
        ("salesforce", "A1", "Peter Vale", None, None, "Engineer"),
        ("salesforce", "A1", "Peter Vale", None, None, "Engineer"),
    ),
    "brothers at the switchboard of one firm": (
        ("salesforce", "A1", "Ben Ode", "ben.ode@acme.example", "+12125559999", "VP"),
        ("zendesk", "A1", "Ann Ode", "ann.ode@acme.example", "+12125559999", "VP"),
    ),
    "father and son on one line": (
        ("salesforce", "A1", "James Cole", None, "+12125550199", "Owner"),
        ("zendesk", "A1", "James Cole Jr.", None, "+12125550199", "Owner"),
    ),
    "a mailbox that nobody listed as shared": (
        ("salesforce", "A1", "Jane Roe", "frontdesk@acme.example", None, "Clerk"),
        ("zendesk", "A1", "Tim Poe", "frontdesk@acme.example", None, "Clerk"),
    ),
    "a mailbox handed on": (
        ("salesforce", "A1", "Maria Lopez", "maria@acme.example", None, "Buyer"),
        ("zendesk", "A1", "Maria Perez", "maria@acme.example", None, "Buyer"),
    ),
    "an adviser of two customers": (
        ("salesforce", "A1", "Carl Wise", "carl@wise.example", None, "Adviser"),
        ("zendesk", "A2", "Carl Wise", "carl@wise.example", None, "Adviser"),
    ),
    "two of one name, told apart by their addresses": (
        ("salesforce", "A1", "Maria Garcia", "mgarcia@acme.example", None, "Buyer"),
        ("salesforce", "A1", "Maria Garcia", "maria.garcia@acme.example", None, "Buyer"),
    ),
}
COMPANIES = {
    "a bank and a grocer of one group": (
        ("Kestrel UK Ltd", "kestrel.example", "GB"),
        ("Kestrel Bank plc", "kestrel.example", "GB"),
    ),
    "numbered": (("Plant 1", "plant1.example", "US"), ("Plant 2", "plant2.example", "US")),
    "one name in two countries": (("Delta", "delta.com", "US"), ("Delta", "delta.io", "DE")),
    "a division with its own name": (
        ("Voltara AG", "voltara.example", "DE"),
        ("Voltara Health AG", "voltara.example", "DE"),
    ),
}


def _people(store: Store, rows: tuple[tuple[str | None, ...], ...]) -> None:
    with store.transaction(COMMAND_LINE, "test.seed") as work:
        for number, (system, account, name, email, line, title) in enumerate(rows):
            work.execute(
                "INSERT INTO crm.contact BY NAME SELECT hash($n) AS contact_key, $name AS full_name,"
                " $email AS email, $line AS phone, $title AS title, hash($account) AS account_key,"
                " $system AS source_system, $n::VARCHAR AS source_id, 1 AS batch_id, 2 AS source_line,"
                " $n AS row_hash",
                {"n": number, "name": name, "email": email, "line": line, "title": title,
                 "account": account, "system": system},
            )  # fmt: skip


def _companies(store: Store, rows: tuple[tuple[str, str, str], ...]) -> None:
    with store.transaction(COMMAND_LINE, "test.seed") as work:
        for number, (name, domain, country) in enumerate(rows):
            work.execute(
                "INSERT INTO crm.account BY NAME SELECT hash($n) AS account_key, $name AS name,"
                " $domain AS domain, $country AS country, 'system ' || $n AS source_system,"
                " $n::VARCHAR AS source_id, 1 AS batch_id, 2 AS source_line, $n AS row_hash",
                {"n": number, "name": name, "domain": domain, "country": country},
            )


@pytest.mark.parametrize("case", PEOPLE)
def test_two_people_with_much_in_common_are_never_merged_without_a_person(
    store: Store, case: str
) -> None:
    _people(store, PEOPLE[case])
    match(store, COMMAND_LINE, "contact")
    assert settle(store, COMMAND_LINE, "contact").decision_ids == ()
    assert queue(store, COMMAND_LINE, "contact").total <= 1


@pytest.mark.parametrize("case", COMPANIES)
def test_two_companies_with_much_in_common_are_never_merged_without_a_person(
    store: Store, case: str
) -> None:
    _companies(store, COMPANIES[case])
    match(store, COMMAND_LINE, "account")
    assert settle(store, COMMAND_LINE, "account").decision_ids == ()


def _crowd(number: int) -> tuple[tuple[str, str, str, str, None, None], ...]:
    """Others, so that two records drawn at random are not likely one."""
    names = ("Lovell", "Yang", "Snid", "Ard", "Pike", "Marsh", "Finch", "Stone", "Flan", "Barr")
    return tuple(
        (
            "salesforce",
            f"B{place}",
            f"{name}o {name}",
            f"{name.lower()}@b{place}.example",
            None,
            None,
        )
        for place, name in enumerate(names[:number])
    )


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("salesforce", "A1", "Robert Smith", "robert.smith@acme.example", None, None),
            ("zendesk", "A1", "Smith, Bob", "Robert.Smith+crm@acme.example", None, None),
        ),
        (
            ("salesforce", "A1", "Owen Barrow", "owen.barrow@acme.example", None, "CTO"),
            ("hubspot", "A1", "Owen Barrow", "obarrow@acme.example", None, "CTO"),
        ),
    ],
)
def test_a_person_whom_two_systems_know_by_mailbox_or_by_name_and_address_is_merged(
    store: Store, rows: tuple[tuple[str | None, ...], ...]
) -> None:
    _people(store, (*rows, *_crowd(10)))
    match(store, COMMAND_LINE, "contact")
    assert len(settle(store, COMMAND_LINE, "contact").decision_ids) == 1


def test_a_company_with_one_name_domain_and_country_in_two_systems_is_merged(store: Store) -> None:
    crowd = [(f"{name} Works", f"{name.lower()}.example", "US") for name in ("Ada", "Bo", "Cy")]
    _companies(
        store, (("Omega Corp", "omega.example", "US"), ("Omega", "omega.example", "US"), *crowd)
    )
    match(store, COMMAND_LINE, "account")
    assert len(settle(store, COMMAND_LINE, "account").decision_ids) == 1
