"""The shipped mappings: valid, documented by their files, and right about what they recognise."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, plan
from core.capture.mapping.model import normal, parse_mapping
from core.capture.mapping.recognise import recognise
from core.capture.mapping.registry import Registry, load_registry
from core.capture.mapping.words import load_words
from core.capture.targets import TARGETS
from core.errors import InvalidInput
from core.settings import PROJECT_ROOT
from core.store import Store
from tests.unit.capture.conftest import Bring

TEMPLATES = PROJECT_ROOT / "data" / "templates"
MAPPINGS = PROJECT_ROOT / "data" / "mappings"

HEADERS = {
    "salesforce_org_export/Account.csv": "salesforce.account",
    "salesforce_org_export/Contact.csv": "salesforce.contact",
    "salesforce_org_export/Opportunity.csv": "salesforce.opportunity",
    "salesforce_org_export/OpportunityHistory.csv": "salesforce.opportunity_history",
    "salesforce_org_export/OpportunityContactRole.csv": "salesforce.opportunity_contact_role",
    "salesforce_org_export/Task.csv": "salesforce.task",
    "salesforce_org_export/Event.csv": "salesforce.event",
    "salesforce_org_export/Case.csv": "salesforce.case",
    "salesforce_org_export/Lead.csv": "salesforce.lead",
    "salesforce_org_export/User.csv": "salesforce.user",
    "salesforce_org_export/EmailMessage.csv": "salesforce.email_message",
    "salesforce_handoff/OpportunityContactRole.csv": "salesforce.opportunity_contact_role",
    "jira/01_BellaLi-code.csv": "jira.issue",
    "jira/02_ericmedlock.csv": "jira.issue",
    "jira/03_Maarten-DLVW.csv": "jira.issue",
    "jira/06_NoureenPerveez.csv": "jira.issue",
    "jira/07_CodeBook666.csv": "jira.issue",
    "jira/08_fb-garretm.csv": "jira.issue",
    "jira/09_jeffinthomas.csv": "jira.issue",
    "jira/11_devEddu17x.csv": "jira.issue",
    "zendesk/full_csv_export.csv": "zendesk.ticket",
    "kayako/classic_stock_report.csv": "kayako.ticket",
    "kayako/classic_all_ticket_labels.csv": "kayako.ticket",
    "kayako/classic_user_import.csv": "kayako.user_import",
    "kayako/khoros_style_ticket_data.csv": "kayako.ticket_data",
    "hubspot_native/companies.csv": "hubspot.company",
    "hubspot_native/contacts.csv": "hubspot.contact",
    "hubspot_native/deals.csv": "hubspot.deal",
    "hubspot_dummy/companies.csv": "hubspot.company",
    "hubspot_dummy/contacts.csv": "hubspot.contact",
    "hubspot_dummy/deals.csv": "hubspot.deal",
    "hubspot_dummy/activities.csv": "hubspot.activity",
    "hubspot_dummy/tickets.csv": "hubspot.ticket",
    "notion/okrs.csv": None,
    "notion/journal.csv": None,
}

REPORTS = {
    "Account Name,Account Owner,Type,Billing Country,Last Activity": "salesforce.account",
    "First Name,Last Name,Title,Email,Account Name,Contact ID": "salesforce.contact",
    "Opportunity Name,Stage,Amount,Close Date,Account Name,Opportunity Owner": "salesforce.opportunity",
    "Case Number,Subject,Status,Date/Time Opened,Account Name,Priority": "salesforce.case",
    "ID,Subject,Requester,Requested,Status,Priority,Assignee,Organization": "zendesk.view",
    "Name,ARR,Renewal date,Tier,CSM": "notion.accounts",
    "Name,Email,Company,Title,Phone": "notion.contacts",
    "Name,Date,Account,Attendees,Notes": "notion.meetings",
    "Vorgangsschlüssel,Zusammenfassung,Status,Erstellt,Priorität": "jira.issue",
    "Clé de ticket,Résumé,État,Création,Priorité": "jira.issue",
    "Issuesleutel,Samenvatting,Status,Gemaakt,Prioriteit": "jira.issue",
    "Record ID - Contact,First Name,Last Name,Email,Job Title": "hubspot.contact",
    "Record ID,Ticket name,Ticket status,Create Date,Priority": "hubspot.ticket",
    "colour,shape": None,
}


@pytest.fixture
def registry(store: Store) -> Registry:
    return load_registry(store)


def kind_of(registry: Registry, header: list[str]) -> str | None:
    matches = recognise(registry, header, [])
    return matches[0].mapping.kind if matches else None


@pytest.mark.parametrize("name", HEADERS)
def test_headers_seen_in_the_wild_are_recognised(
    registry: Registry, shared_data: Path, name: str
) -> None:
    with (shared_data / "headers" / name).open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert kind_of(registry, header) == HEADERS[name]


@pytest.mark.parametrize("header", REPORTS)
def test_reports_and_views_are_recognised_by_their_labels(registry: Registry, header: str) -> None:
    assert kind_of(registry, header.split(",")) == REPORTS[header]


def test_a_template_is_recognised_with_its_columns_in_any_order(registry: Registry) -> None:
    for path in TEMPLATES.glob("*.csv"):
        with path.open(newline="") as file:
            header = next(csv.reader(file))
        assert kind_of(registry, header[::-1]) == f"rapport.{path.stem}"


def test_every_template_has_a_mapping_and_every_mapping_a_template(registry: Registry) -> None:
    templates = {path.stem for path in TEMPLATES.glob("*.csv")}
    kinds = {
        kind.removeprefix("rapport.") for kind in registry.mappings if kind.startswith("rapport.")
    }
    assert templates == kinds
    assert len(templates) == 19


def test_the_example_rows_of_the_templates_import_cleanly(store: Store, bring: Bring) -> None:
    reports = bring(*sorted(TEMPLATES.glob("*.csv")))
    for report in reports:
        assert (report.read, report.accepted, report.unplaced) == (1, 1, 0), report.path
        assert report.problems == (), report.path
        assert report.confidence == 1.0


def test_every_column_of_a_template_reaches_its_table(store: Store, registry: Registry) -> None:
    for path in TEMPLATES.glob("*.csv"):
        with path.open(newline="") as file:
            header = next(csv.reader(file))
        known = registry.mappings[f"rapport.{path.stem}"].known
        assert {normal(name) for name in header} <= known


def test_a_mapping_is_filed_under_its_kind() -> None:
    for path in MAPPINGS.glob("*/*.toml"):
        mapping = parse_mapping(path.read_text(encoding="utf-8"))
        assert mapping.kind == f"{path.parent.name}.{path.stem}"


def test_shared_words_lead_to_values_their_field_may_take() -> None:
    for name, words in load_words().tables.items():
        table, _, field = name.partition(".")
        choices = (TARGETS[table].choices or {})[field]
        assert set(words.values()) <= set(choices), name


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('table = "account"', 'table = "acount"'), "there is no table 'acount'"),
        (('name = "Name"', 'nam = "Name"'), "account has no field 'nam'"),
        (('name = "Name"', 'domain = "Name"'), "account needs name"),
        (('identity = [["Id"]]', ""), "needs an identity"),
        (('kind = "acme.customers"', 'kind = "customers"'), "kind"),
        (('title = "Acme customers"', 'title = "x"\ncolour = 1'), "colour"),
        (('name = "Name"', 'name = { column = "Name", constant = "x" }'), "either a constant"),
        (("[recognise]", "[recognise"), "no TOML"),
    ],
)
def test_a_faulty_mapping_is_refused_with_the_place_of_the_fault(
    change: tuple[str, str], fault: str
) -> None:
    document = CUSTOMERS.replace(*change)
    assert document != CUSTOMERS
    with pytest.raises(InvalidInput, match=fault):
        parse_mapping(document)


CUSTOMERS = """
kind = "acme.customers"
title = "Acme customers"
system = "acme"

[recognise]
all = [["Id"], ["Name"], ["Colour"]]

[[target]]
table = "account"
identity = [["Id"]]

[target.fields]
name = "Name"
segment = "Colour"
"""


def test_the_plan_of_an_unknown_file_suggests_where_its_columns_belong(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Person Name,Mail Address,Job Title,Telephone\nJo Ray,jo@acme.com,CFO,+4930555\n"
    )
    (file,) = plan(store, COMMAND_LINE, [path]).files
    assert file.report.kind is None
    suggested = {one.column: (one.table, one.field) for one in file.report.suggestions}
    assert suggested["Job Title"] == ("contact", "title")
    assert {table for table, _ in suggested.values()} == {"contact"}


def test_the_readings_of_a_file_are_kept_with_its_batch(store: Store, bring: Bring) -> None:
    bring(TEMPLATES / "accounts.csv")
    reading = json.loads(store.value("SELECT reading FROM crm.import_batch"))
    assert reading["header"][:2] == ["account_id", "name"]
    assert reading["first_line"] == 2
    assert ImportOptions(full_export=True).to_dict() == {"full_export": True}


def test_every_kind_is_in_the_documentation(registry: Registry) -> None:
    text = (PROJECT_ROOT / "docs" / "imports.md").read_text()
    missing = [kind for kind in registry.mappings if f"`{kind}`" not in text]
    assert missing == []


def test_the_mapping_in_the_documentation_is_valid() -> None:
    text = (PROJECT_ROOT / "docs" / "imports.md").read_text()
    document = text.partition("```toml\n")[2].partition("```")[0]
    assert parse_mapping(document).kind == "acme.customers"
