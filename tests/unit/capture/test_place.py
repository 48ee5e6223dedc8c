"""How rows find their account, and what becomes of those that find none."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE
from core.capture import FileReport, assign, unplaced
from core.capture.domains import free_mail, registrable
from core.capture.rows import name_normalised
from core.errors import InvalidInput, NotFound
from core.store import Store
from tests.unit.capture.conftest import Bring, Write

TICKETS = "ticket_id,account_id,requester_email,opened_at"
KAYAKO = "Ticket ID,Department,Status,Subject,Email,Creation Date"


def placed(store: Store, table: str = "ticket") -> dict[str, tuple[str | None, str | None]]:
    """Account identifier and way of each row of a table."""
    rows = store.rows(
        f"SELECT t.source_id, a.source_id AS account, t.placed_by FROM crm.{table} AS t"
        " LEFT JOIN crm.account AS a USING (account_key)"
    )
    return {row["source_id"]: (row["account"], row["placed_by"]) for row in rows}


def test_rows_are_placed_by_id_then_contact_then_domain(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(
        write("contacts.csv", "contact_id,account_id,full_name,email", "C1,B1,Jo,jo@gmail.com"),
        write(
            "tickets.csv",
            TICKETS,
            "1,A1,jo@gmail.com,2026-01-01T10:00:00Z",
            "2,,JO@gmail.com,2026-01-01T10:00:00Z",
            "3,,it@eu.acme.com,2026-01-01T10:00:00Z",
            "4,,someone@gmail.com,2026-01-01T10:00:00Z",
        ),
    )
    assert placed(store) == {
        "1": ("A1", "id"),
        "2": ("B1", "contact"),
        "3": ("A1", "domain"),
        "4": (None, None),
    }


def test_rows_of_another_system_are_placed_by_domain_or_exact_name(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(
        write(
            "people.csv",
            "EmailAddress,FirstName,LastName,Organization",
            "jo@mail.borel.fr,Jo,Ray,Somebody Else",
            "mo@unknown.org,Mo,Ray,ACME Corp.",
            "xu@unknown.org,Xu,Ray,Acme Holdings",
        )
    )
    assert placed(store, "contact") == {
        "jo@mail.borel.fr": ("B1", "domain"),
        "mo@unknown.org": ("A1", "name"),
        "xu@unknown.org": (None, None),
    }


def test_what_points_at_two_accounts_is_not_placed(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(
        write(
            "activities.csv",
            "activity_id,account_id,kind,occurred_at,participants",
            "1,X,meeting,2026-01-01T10:00:00Z,a@acme.com;b@borel.fr",
            "2,X,meeting,2026-01-01T10:00:00Z,a@acme.com;us@rapport.example",
        )
    )
    assert placed(store, "activity") == {"1": (None, None), "2": ("A1", "domain")}


def test_our_templates_may_name_an_account_of_any_system(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(
        write(
            "Account.csv",
            "Id,Name,NumberOfEmployees,AnnualRevenue",
            "001bm00001ZL8U9,Edge,1,1",
        ),
        write(
            "heartbeats.csv",
            "account_id,integration,seen_at",
            "001bm00001ZL8U9AAL,erp,2026-01-01T00:00:00Z",
        ),
    )
    assert store.value("SELECT source_id FROM crm.account") == "001bm00001ZL8U9AAL"
    assert store.value("SELECT placed_by FROM crm.heartbeat") == "id"


def test_rows_that_came_first_are_placed_when_their_account_comes(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(write("tickets.csv", TICKETS, "1,A1,,2026-01-01T10:00:00Z"))
    assert report.unplaced == 1
    bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    assert placed(store) == {"1": ("A1", "id")}


def test_what_is_unplaced_is_listed_by_what_points_at_an_account(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(
        write(
            "tickets.csv",
            f"{TICKETS},subject",
            "1,,a@nowhere.org,2026-01-01T10:00:00Z,Broken",
            "2,,b@nowhere.org,2026-01-01T10:00:00Z,Slow",
            "3,Z9,,2026-01-01T10:00:00Z,Lost",
        )
    )
    found = unplaced(store, COMMAND_LINE)
    assert [(one.match_kind, one.match_value, one.count, one.example) for one in found] == [
        ("domain", "nowhere.org", 2, "Broken"),
        ("account_ref", "Z9", 1, "Lost"),
    ]


def test_an_assignment_by_hand_is_remembered(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(write("tickets.csv", TICKETS, "1,,a@nowhere.org,2026-01-01T10:00:00Z"))
    assert assign(store, COMMAND_LINE, "domain", "nowhere.org", "B1") == 1
    bring(write("tickets.csv", TICKETS, "2,,b@nowhere.org,2026-01-02T10:00:00Z"))
    assert placed(store) == {"1": ("B1", "manual"), "2": ("B1", "manual")}


def test_an_assignment_by_hand_comes_before_every_other_way(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(write("tickets.csv", TICKETS, "1,A1,,2026-01-01T10:00:00Z"))
    assert assign(store, COMMAND_LINE, "row", "rapport:1", "Borel et Fils SARL") == 1
    assert placed(store) == {"1": ("B1", "manual")}


def test_an_assignment_names_a_known_account_and_way(
    store: Store, accounts: list[FileReport]
) -> None:
    with pytest.raises(NotFound):
        assign(store, COMMAND_LINE, "domain", "nowhere.org", "Z9")
    with pytest.raises(InvalidInput):
        assign(store, COMMAND_LINE, "colour", "red", "A1")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Acme Corporation", "acme"),
        ("ACME, Inc.", "acme"),
        ("Müller & Söhne GmbH & Co. KG", "muller and sohne"),
        ("Société Générale S.A.", "societe generale"),
        ("Davis-Chang", "davis chang"),
        ("Hill Company", "hill company"),
        ("Inc", "inc"),
        ("  ", None),
    ],
)
def test_names_are_folded_for_exact_matching(store: Store, name: str, folded: str | None) -> None:
    assert store.value(f"SELECT {name_normalised('$name')}", {"name": name}) == folded


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.acme.co.uk", "acme.co.uk"),
        ("jo@eu.acme.com", "acme.com"),
        ("localhost", None),
        ("", None),
        (None, None),
    ],
)
def test_the_registrable_domain_needs_no_network(host: str | None, domain: str | None) -> None:
    assert registrable(host) == domain


def test_free_mail_domains_are_registrable_ones() -> None:
    assert {registrable(domain) for domain in free_mail()} == free_mail()
