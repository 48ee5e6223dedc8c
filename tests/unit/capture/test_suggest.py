"""Suggestions for columns nobody mapped: by names in any language, values, loaded keys, and what was confirmed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.actor import COMMAND_LINE, Actor, Role
from core.capture import forget_name, learned_names, plan, save_mapping
from core.capture.mapping.names import vocabulary, words_of
from core.capture.mapping.registry import shipped
from core.capture.mapping.save import called
from core.capture.mapping.shapes import is_date
from core.capture.mapping.suggest import CALIBRATION, Hints, suggest
from core.capture.model import FileReport, Suggestion
from core.capture.targets import TARGETS
from core.errors import Forbidden, NotFound
from core.store import Store
from tests.unit.capture.conftest import Write

NO_ROWS: Sequence[Sequence[str]] = ()


def fields(found: Sequence[Suggestion]) -> dict[str, str]:
    return {one.column: f"{one.table}.{one.field}" for one in found}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            ["CUST_NO", "Kundenname", "Branche", "Vertragsende", "Jahresumsatz"],
            {
                "Kundenname": "account.name",
                "Branche": "account.industry",
                "Vertragsende": "account.renewal_on",
            },
        ),
        (
            ["Nombre de la empresa", "Sector", "País", "Propietario"],
            {
                "Nombre de la empresa": "account.name",
                "Sector": "account.industry",
                "País": "account.country",
                "Propietario": "account.owner_email",
            },
        ),
        (
            ["Numéro de ticket", "Objet", "Priorité", "Statut", "Date de création"],
            {
                "Objet": "ticket.subject",
                "Priorité": "ticket.priority",
                "Statut": "ticket.status",
                "Date de création": "ticket.opened_at",
            },
        ),
        (
            ["dealTitle", "deal_value", "expectedCloseDate", "pipelineStage", "winProbability"],
            {
                "deal_value": "opportunity.amount",
                "expectedCloseDate": "opportunity.close_on",
                "pipelineStage": "opportunity.stage",
                "winProbability": "opportunity.probability",
            },
        ),
        (
            ["Voornaam", "Achternaam", "E-mailadres", "Telefoonnummer", "Functie", "Bedrijf"],
            {
                "Voornaam": "contact.full_name",
                "Achternaam": "contact.full_name",
                "E-mailadres": "contact.email",
                "Telefoonnummer": "contact.phone",
                "Functie": "contact.title",
                "Bedrijf": "contact.account_name_ref",
            },
        ),
    ],
)
def test_names_lead_to_fields_in_any_language(header: list[str], expected: dict[str, str]) -> None:
    assert expected.items() <= fields(suggest(shipped(), header, NO_ROWS)).items()


def test_values_overrule_a_name() -> None:
    header = ["Ticket", "Subject", "Status", "Priority", "Created"]
    rows = [
        ["T1", "Broken", "Open", "Acme", "2026-01-01"],
        ["T2", "Slow", "Closed", "Borel", "2026-01-02"],
    ]
    sure = suggest(
        shipped(),
        header,
        [
            ["T1", "Broken", "Open", "High", "2026-01-01"],
            ["T2", "x", "Closed", "Low", "2026-01-02"],
        ],
    )
    odd = {one.column: one.confidence for one in suggest(shipped(), header, rows)}
    assert {one.column: one.confidence for one in sure}["Priority"] > odd.get("Priority", 0.0)


def test_addresses_are_recognised_whatever_their_column_is_called() -> None:
    header = ["Person Name", "Feld 7", "Job Title"]
    rows = [["Jo Ray", "jo@acme.com", "CFO"], ["Al Kim", "al@borel.fr", "CTO"]]
    found = suggest(shipped(), header, rows)
    assert fields(found)["Feld 7"] == "contact.email"
    assert next(one.because for one in found if one.column == "Feld 7") == "its values are emails"


def test_a_column_of_loaded_keys_points_at_its_account(
    store: Store, accounts: list[FileReport], write: Write
) -> None:
    path = write(
        "visits.csv", "Visit,Where,Date,Topic,Attendees", "V1,B1x,2026-01-02,Renewal,jo@acme.com"
    )
    keyed = write(
        "visits2.csv",
        "Visit,Where,Date,Topic,Attendees",
        "V1,Acme Corporation,2026-01-02,Renewal,jo@acme.com",
    )
    unknown, known = (
        plan(store, COMMAND_LINE, [one]).files[0].report.suggestions for one in (path, keyed)
    )
    assert "Where" not in fields(unknown)
    assert fields(known)["Where"] == "activity.account_name_ref"
    (why,) = [one.because for one in known if one.column == "Where"]
    assert "already loaded" in why


MAPPING = """
kind = "own.visits"
title = "Visits"
system = "own"
recognise = { all = [["Visit"], ["Besuchsziel"]] }
[[target]]
table = "activity"
identity = [["Visit"]]
[target.fields]
kind = { constant = "meeting" }
occurred_at = "Tag"
account_name_ref = "Besuchsziel"
"""


def test_a_confirmed_name_is_learned_shown_and_can_be_forgotten(store: Store, write: Write) -> None:
    path = write(
        "trips.csv", "Trip,Besuchsziel,Date,Topic,Attendees", "1,Acme,2026-01-02,x,jo@acme.com"
    )

    def seen() -> dict[str, tuple[str, str]]:
        found = plan(store, COMMAND_LINE, [path]).files[0].report.suggestions
        return {one.column: (one.field, one.because) for one in found}

    assert "Besuchsziel" not in seen()
    save_mapping(store, COMMAND_LINE, MAPPING)
    assert seen()["Besuchsziel"] == ("account_name_ref", "confirmed here before")
    names = {
        (one.as_written, one.table_name, one.field) for one in learned_names(store, COMMAND_LINE)
    }
    assert names == {
        ("Tag", "activity", "occurred_at"),
        ("Besuchsziel", "activity", "account_name_ref"),
    }
    forget_name(store, COMMAND_LINE, "Besuchsziel", "activity", "account_name_ref")
    assert "Besuchsziel" not in seen()
    with pytest.raises(NotFound):
        forget_name(store, COMMAND_LINE, "Besuchsziel", "activity", "account_name_ref")
    save_mapping(store, COMMAND_LINE, MAPPING)
    assert "Besuchsziel" in seen()


def test_only_who_may_save_a_mapping_may_forget_one(store: Store) -> None:
    with pytest.raises(Forbidden):
        forget_name(
            store,
            Actor("m@example.com", frozenset({Role.MANAGER})),
            "Tag",
            "activity",
            "occurred_at",
        )


def test_the_customer_s_own_turnover_is_not_taken_for_recurring_revenue() -> None:
    found = suggest(shipped(), ["Account Name", "Annual Revenue", "Industry", "Website"], NO_ROWS)
    assert "Annual Revenue" not in fields(found)
    found = suggest(shipped(), ["Account Name", "Annual Recurring Revenue", "Industry"], NO_ROWS)
    assert fields(found)["Annual Recurring Revenue"] == "account.arr_amount"


def test_the_name_of_the_file_decides_between_tables_alike() -> None:
    header = ["id", "name", "email", "created_at"]
    found = {
        name: suggest(shipped(), header, NO_ROWS, Hints(name))[0].table
        for name in ("contacts.csv", "users.csv", "leads_2026.xlsx")
    }
    assert found == {
        "contacts.csv": "contact",
        "users.csv": "team_member",
        "leads_2026.xlsx": "lead",
    }


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("", "contacts.xlsx"),
        ("Sheet1", "contacts.xlsx"),
        ("Tabelle1/table 2", "contacts.xlsx"),
        ("table 2", "contacts.xlsx"),
        ("Accounts/table 1", "Accounts"),
        ("deals.xlsx/Sheet1", "deals.xlsx"),
        ("Tickets.csv", "Tickets.csv"),
    ],
)
def test_a_sheet_without_a_name_of_its_own_is_called_like_its_file(member: str, name: str) -> None:
    assert called("contacts.xlsx", member) == name


def test_each_suggestion_says_why_and_what_else_it_could_be() -> None:
    found = suggest(
        shipped(), ["Ticket Number", "Subject", "State", "Opened Date", "Severity"], NO_ROWS
    )
    assert all(one.because for one in found)
    assert [one.confidence for one in found] == sorted(
        (one.confidence for one in found), reverse=True
    )
    assert all(set(one.alternatives) <= set(TARGETS[one.table].all_fields) for one in found)


NAMES = st.lists(st.text(max_size=30), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(NAMES, st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=5))
def test_any_header_and_rows_give_sound_suggestions(
    header: list[str], rows: list[list[str]]
) -> None:
    found = suggest(shipped(), header, rows)
    assert len({one.table for one in found}) <= 1
    assert len({one.column for one in found}) <= len(header)
    for one in found:
        assert 0.0 <= one.confidence <= 1.0
        assert one.field in TARGETS[one.table].all_fields
    filled = [one.field for one in found if one.field != "full_name"]
    assert len(filled) == len(set(filled))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_more_evidence_never_means_less_confidence(
    one: float, more: float, lead: float, table: float
) -> None:
    low, high = sorted((one, more))
    assert CALIBRATION.confidence(low, lead, table) <= CALIBRATION.confidence(high, lead, table)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AccountOwnerEmail", ["account", "owner", "email"]),
        ("Renewal_Date__c", ["renewal", "date"]),
        ("Custom field (Story Points)", ["story", "points"]),
        ("Priorité", ["priorite"]),
        ("HTTPStatus2xx", ["http", "status2xx"]),
        ("", []),
    ],
)
def test_names_are_taken_apart(name: str, words: list[str]) -> None:
    assert words_of(name) == words


def test_compound_words_are_taken_apart() -> None:
    known = vocabulary()
    assert known.meaning("Erstellungsdatum") == {"created", "date"}
    assert known.meaning("Telefoonnummer") == {"phone", "identifier"}
    assert (
        known.meaning("Bedrijfsnaam") == known.meaning("Nom de l'entreprise") == {"account", "name"}
    )


def test_every_phrase_of_the_vocabulary_names_a_field() -> None:
    known = vocabulary()
    for table, field in (*known.phrases, *known.needs):
        assert field in TARGETS[table].all_fields, (table, field)
    assert set(known.entities) <= set(TARGETS)
    assert set(known.files) <= set(TARGETS)


@pytest.mark.parametrize(
    "value", ["2026-01-02", "18/jul/26", "3 dez. 2025", "20260102", "1/2/2026"]
)
def test_dates_are_known_by_their_form(value: str) -> None:
    assert is_date(value)
