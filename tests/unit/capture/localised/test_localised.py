"""Exports in German, Spanish, French and Dutch are recognised and read as the English ones are."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.capture.mapping.languages import load_languages
from core.capture.mapping.model import normal
from core.capture.mapping.recognise import recognise
from core.capture.mapping.registry import load_registry
from core.capture.mapping.words import MAPPINGS, load_words
from core.errors import Ambiguous
from core.store import Store
from tests.unit.capture.conftest import Bring, Write

FILES = Path(__file__).parent / "files"
LANGUAGES = ("de", "es", "fr", "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_issues_of_jira_in_another_language(store: Store, bring: Bring, language: str) -> None:
    (report,) = bring(FILES / f"jira_{language}.csv", time_zone="Europe/Berlin")
    assert (report.kind, report.accepted, report.refused) == ("jira.issue", 2, 0), report.problems
    rows = store.rows(
        "SELECT priority, status, opened_at, resolved_at, account_name_ref FROM crm.ticket"
        " ORDER BY source_id"
    )
    assert rows == [
        {
            "priority": "P2",
            "status": "open",
            "opened_at": datetime(2026, 7, 18, 7, 26),
            "resolved_at": None,
            "account_name_ref": "Nordwind Logistik",
        },
        {
            "priority": "P4",
            "status": "solved",
            "opened_at": datetime(2025, 12, 3, 12, 0),
            "resolved_at": datetime(2025, 12, 4, 12, 0),
            "account_name_ref": "Nordwind Logistik",
        },
    ]
    kinds = store.rows("SELECT kind FROM crm.ticket_event ORDER BY occurred_at")
    assert [row["kind"] for row in kinds] == ["reply", "customer_reply"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_salesforce_in_another_language(
    store: Store, bring: Bring, language: str
) -> None:
    (report,) = bring(FILES / f"salesforce_{language}.csv", time_zone="Europe/Berlin")
    assert (report.kind, report.accepted, report.refused) == (
        "salesforce.opportunity",
        2,
        0,
    ), report.problems
    rows = store.rows(
        "SELECT amount, currency, close_on, probability, created_on, outcome, account_name_ref"
        " FROM crm.opportunity ORDER BY source_id"
    )
    assert rows == [
        {
            "amount": Decimal("12500.50"),
            "currency": "EUR",
            "close_on": date(2026, 12, 31),
            "probability": 0.6,
            "created_on": date(2026, 2, 3),
            "outcome": "open",
            "account_name_ref": "Nordwind Logistik",
        },
        {
            "amount": Decimal("8000.00"),
            "currency": "EUR",
            "close_on": date(2026, 3, 15),
            "probability": 1.0,
            "created_on": date(2026, 1, 1),
            "outcome": "won",
            "account_name_ref": "Nordwind Logistik",
        },
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts_of_hubspot_in_another_language(store: Store, bring: Bring, language: str) -> None:
    (report,) = bring(FILES / f"hubspot_{language}.csv", time_zone="Europe/Berlin")
    assert (report.kind, report.accepted) == ("hubspot.contact", 1), report.problems
    assert store.one(
        "SELECT full_name, email, phone, role, created_at, account_name_ref FROM crm.contact"
    ) == {
        "full_name": "Mara Stein",
        "email": "mara.stein@nordwind.example",
        "phone": "+49305550123",
        "role": "decision_maker",
        "created_at": datetime(2025, 12, 3, 8, 26),
        "account_name_ref": "Nordwind Logistik",
    }


def test_a_date_that_could_be_read_two_ways_is_asked_about(write: Write, bring: Bring) -> None:
    path = write(
        "informe.csv",
        "ID de la oportunidad;Nombre de la oportunidad;Etapa;Fecha de cierre",
        "006Xx0000000Ab1;Ampliación;Negociación;03/02/2026",
    )
    with pytest.raises(Ambiguous) as asked:
        bring(path)
    assert "--date-order" in str(asked.value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("18/jul/26", date(2026, 7, 18)),
        ("3 dez. 2025", date(2025, 12, 3)),
        ("3. Dezember 2025", date(2025, 12, 3)),
        ("3 de diciembre de 2025", date(2025, 12, 3)),
        ("3 dic 2025", date(2025, 12, 3)),
        ("3 décembre 2025", date(2025, 12, 3)),
        ("3 déc. 2025", date(2025, 12, 3)),
        ("1er août 2025", date(2025, 8, 1)),
        ("3 dec. 2025", date(2025, 12, 3)),
        ("03-mrt-2025", date(2025, 3, 3)),
        ("3. März 2025", date(2025, 3, 3)),
        ("14 maart 2025", date(2025, 3, 14)),
        ("20 sept. 2025", date(2025, 9, 20)),
    ],
)
def test_dates_with_the_names_of_months_are_read(
    store: Store, write: Write, bring: Bring, written: str, expected: date
) -> None:
    (report,) = bring(
        write("plans.csv", "account_id,objective,plan_id,due_on", f'A1,x,1,"{written}"'),
        kind="rapport.account_plans",
    )
    assert (report.accepted, report.problems) == (1, ())
    assert store.value("SELECT due_on FROM crm.account_plan") == expected


def test_a_task_not_begun_is_a_task_in_every_language(
    store: Store, write: Write, bring: Bring
) -> None:
    lines = [
        f"00T00000000000{number},{status},Anruf mit QBR-Fragen,2026-01-0{number},003000000000001"
        for number, status in enumerate(
            ("Nicht begonnen", "No iniciada", "Non démarrée", "Niet gestart"), start=1
        )
    ]
    (report,) = bring(
        write("tasks.csv", "Id,Status,Subject,ActivityDate,WhoId", *lines), time_zone="UTC"
    )
    assert (report.kind, report.accepted) == ("salesforce.task", 4)
    assert store.rows("SELECT DISTINCT kind FROM crm.activity") == [{"kind": "task"}]


def test_a_label_leads_to_one_column_of_a_language() -> None:
    """One word for two labels would let a column be taken for another."""
    allowed = {("es", "jira", "responsable"), ("fr", "jira", "responsable")}
    for language in load_languages(MAPPINGS):
        seen: dict[str, str] = {}
        for english, labels in language.labels.items():
            for label in labels:
                where = (language.code, language.system, normal(label))
                other = seen.setdefault(normal(label), english)
                assert other == english or where in allowed, where


def test_every_translated_label_is_one_that_some_mapping_reads(store: Store) -> None:
    registry = load_registry(store)
    for language in load_languages(MAPPINGS):
        known = {
            name
            for mapping in registry.mappings.values()
            if mapping.system == language.system
            for name in mapping.known
        }
        for labels in language.labels.values():
            assert {normal(label) for label in labels} <= known, (language.code, labels)


def test_every_language_says_how_each_label_is_known() -> None:
    for language in load_languages(MAPPINGS):
        written = {label for labels in language.labels.values() for label in labels}
        assert set(language.how) == written
        assert language.code in LANGUAGES


def test_no_word_has_two_meanings_in_two_languages() -> None:
    words = load_words()
    for code in LANGUAGES:
        path = MAPPINGS / "languages" / code / "words.toml"
        for name, table in tomllib.loads(path.read_text(encoding="utf-8"))["table"].items():
            for meaning, said in table.items():
                assert {words.tables[name][word] for word in said} == {meaning}, (code, said)


def test_english_exports_are_still_recognised_first(store: Store) -> None:
    registry = load_registry(store)
    header = ["Record ID", "First Name", "Last Name", "Email", "Job Title"]
    matches = recognise(registry, header, [])
    assert matches[0].mapping.kind == "hubspot.contact"
