"""Real exports: what is supported is recognised, what is not is named, and every record is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, ImportResult, plan, publish
from core.policy import ensure_shipped
from core.store import ModelSet, Store, refresh

FOLDERS: dict[str, dict[str, str | None]] = {
    "sf_datacloud_workshop": {
        "Account.csv": "salesforce.account",
        "AccountContactRelation.csv": None,
        "Branch__c.csv": None,
        "Campaign.csv": None,
        "CampaignMember.csv": None,
        "Case.csv": "salesforce.case",
        "Contact.csv": "salesforce.contact",
        "Lead.csv": "salesforce.lead",
        "Opportunity.csv": "salesforce.opportunity",
        "Task.csv": "salesforce.task",
    },
    "sf_powerbi": {
        "Account.csv": "salesforce.account",
        "Contact.csv": "salesforce.contact",
        "Lead.csv": "salesforce.lead",
        "Opportunity.csv": "salesforce.opportunity",
        "OpportunityHistory.csv": "salesforce.opportunity_history",
        "OpportunityHistoryGroup.csv": None,
    },
    "sf_snowfakery/medium": {
        "Account.csv": "salesforce.account",
        "Contact.csv": "salesforce.contact",
        "Opportunity.csv": "salesforce.opportunity",
        "OpportunityContactRole.csv": "salesforce.opportunity_contact_role",
    },
    "hubspot_dummy": {
        "hubspot_activities.csv": "hubspot.activity",
        "hubspot_companies.csv": "hubspot.company",
        "hubspot_contacts.csv": "hubspot.contact",
        "hubspot_deals.csv": "hubspot.deal",
        "hubspot_tickets.csv": "hubspot.ticket",
    },
    "jira_exports": {"jira_cloud_apache2_dup_watchers_comments.csv": "jira.issue"},
    "maven_crm": {
        "accounts.csv": "maven.accounts",
        "sales_pipeline.csv": "maven.sales_pipeline",
        "sales_teams.csv": "maven.sales_teams",
        "products.csv": None,
        "data_dictionary.csv": None,
    },
    "churnguard": {
        "salesforce_accounts.csv": "churnguard.accounts",
        "amplitude_usage.csv": None,
        "zendesk_tickets.csv": None,
    },
    "ravenstack": {
        "ravenstack_accounts.csv": "ravenstack.accounts",
        "ravenstack_support_tickets.csv": "ravenstack.support_tickets",
        "ravenstack_churn_events.csv": None,
        "ravenstack_feature_usage.csv": None,
        "ravenstack_subscriptions.csv": None,
    },
    "fivetran_seeds/hubspot": {
        "company_data.csv": "hubspot.connector_company",
        "contact_data.csv": "hubspot.connector_contact",
        "deal_data.csv": "hubspot.connector_deal",
        "engagement_email_data.csv": "hubspot.connector_engagement",
        "engagement_meeting_data.csv": "hubspot.connector_meeting",
        "engagement_note_data.csv": "hubspot.connector_engagement",
        "owner_data.csv": "hubspot.connector_owner",
        "ticket_data.csv": "hubspot.connector_ticket",
        "deal_stage_data.csv": None,
    },
    "fivetran_seeds/jira": {
        "comment_redshift.csv": "jira.connector_comment",
        "issue.csv": "jira.connector_issue",
        "user.csv": None,
        "sprint.csv": None,
    },
    "fivetran_seeds/salesforce": {
        "sf_account_data.csv": "salesforce.account",
        "sf_account_history_data.csv": None,
        "sf_contact_data.csv": "salesforce.contact",
        "sf_event_data.csv": "salesforce.event",
        "sf_lead_data.csv": "salesforce.lead",
        "sf_opportunity_data.csv": "salesforce.opportunity",
        "sf_task_data.csv": "salesforce.task",
        "sf_user_data.csv": "salesforce.user",
    },
    "fivetran_seeds/zendesk": {
        "organization_data.csv": "zendesk.connector_organization",
        "ticket_comment_data.csv": "zendesk.connector_comment",
        "ticket_data.csv": "zendesk.connector_ticket",
        "user_data.csv": "zendesk.connector_user",
        "brand_data.csv": None,
    },
}


def bring(store: Store, *paths: Path, **options: str) -> ImportResult:
    made = plan(
        store,
        COMMAND_LINE,
        paths,
        options=ImportOptions(**options),  # type: ignore[arg-type]
        check=False,
    )
    return publish(store, COMMAND_LINE, made)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_of_exports_is_recognised_and_every_record_counted(
    store: Store, shared_data: Path, folder: str
) -> None:
    result = bring(store, shared_data / folder, time_zone="America/New_York")
    for report in result.files:
        name = Path(report.path).name
        assert report.accepted + report.refused == report.read, name
        if name in FOLDERS[folder]:
            assert report.kind == FOLDERS[folder][name], name
        if report.kind is None:
            assert report.problems, name
        else:
            assert report.accepted == report.new + report.changed + report.unchanged, name
    seen = {Path(report.path).name for report in result.files}
    assert set(FOLDERS[folder]) <= seen


def test_without_a_time_zone_only_what_needs_one_is_held_back(
    store: Store, shared_data: Path
) -> None:
    result = bring(store, shared_data / "sf_powerbi")
    held = [report for report in result.files if report.questions]
    assert [Path(report.path).name for report in held] == ["OpportunityHistory.csv"]
    assert held[0].refused == held[0].read == 48
    assert "--time-zone" in held[0].problems[0].reason


def test_hubspot_s_contacts_and_activities_find_their_companies(
    store: Store, shared_data: Path
) -> None:
    result = bring(store, shared_data / "hubspot_dummy")
    counts = {report.kind: (report.accepted, report.refused) for report in result.files}
    assert counts["hubspot.company"] == (200, 0)
    assert counts["hubspot.contact"] == (950, 0)
    assert counts["hubspot.activity"] == (2000, 0)
    ways = {
        (row["what"], row["placed_by"]): row["n"]
        for row in store.rows(
            "SELECT 'contact' AS what, placed_by, count(*) AS n FROM crm.contact GROUP BY ALL"
            " UNION ALL SELECT 'activity', placed_by, count(*) FROM crm.activity GROUP BY ALL"
        )
    }
    assert ways[("contact", "domain")] == 679
    assert ways[("activity", "contact")] == 1428


def test_hubspot_s_two_hundred_companies_have_both_scores(store: Store, shared_data: Path) -> None:
    bring(store, shared_data / "hubspot_dummy")
    ensure_shipped(store)
    refresh(store, ModelSet.load(), date(2025, 6, 30), COMMAND_LINE)
    counts = store.one(
        "SELECT count(*) AS companies, count(sponsor.level) AS levels,"
        " count(health.rag) AS colours, count(health.score) AS scores"
        " FROM crm.account LEFT JOIN mart.account_sponsor AS sponsor USING (account_key)"
        " LEFT JOIN mart.account_health AS health USING (account_key)"
    )
    # No company of the export has a tier, and without one there is no yearly target to be scored by.
    assert counts == {"companies": 200, "levels": 200, "colours": 200, "scores": 200}


def test_the_same_data_in_two_date_forms_gives_the_same_rows(
    store: Store, shared_data: Path
) -> None:
    bring(store, shared_data / "maven_crm" / "iso_dates")
    result = bring(store, shared_data / "maven_crm" / "us_dates")
    for report in result.files:
        assert (report.new, report.changed) == (0, 0), report.path
    row = store.one("FROM crm.opportunity WHERE source_id = '1C1I7A6R'")
    assert row is not None
    assert (row["created_on"], row["close_on"]) == (date(2016, 10, 20), date(2017, 3, 1))
    assert store.value("SELECT count(*) FROM crm.opportunity WHERE account_key IS NULL") == 1425


def test_european_dates_in_three_forms_give_the_same_rows(store: Store, shared_data: Path) -> None:
    folders = sorted((shared_data / "ravenstack").glob("*/"))
    for number, folder in enumerate(folders):
        result = bring(store, folder)
        for report in result.files:
            assert number == 0 or (report.new, report.changed) == (0, 0), report.path
    assert store.value("SELECT count(*) FROM crm.account") == 500
    assert store.value("SELECT count(*) FROM crm.ticket WHERE account_key IS NOT NULL") == 2000


def test_jira_comments_become_events_of_their_ticket(store: Store, shared_data: Path) -> None:
    bring(store, shared_data / "jira_exports", time_zone="America/New_York")
    orphans = store.value(
        "SELECT count(*) FROM crm.ticket_event WHERE ticket_key NOT IN"
        " (SELECT ticket_key FROM crm.ticket)"
    )
    assert store.value("SELECT count(*) FROM crm.ticket_event") > 0
    assert orphans == 0
