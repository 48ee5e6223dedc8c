"""The demonstration goes through the normal import and every story can be found in the cockpit."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.demo import PLANTED, STORIES, Story, clear, is_loaded, load, story
from core.demo.material import companies
from core.errors import Forbidden
from core.store import refresh
from core.wiring import Cockpit

END = date(2026, 6, 30)
KINDS = {
    "Account": "salesforce.account",
    "Contact": "salesforce.contact",
    "Event": "salesforce.event",
    "Opportunity": "salesforce.opportunity",
    "OpportunityContactRole": "salesforce.opportunity_contact_role",
    "OpportunityHistory": "salesforce.opportunity_history",
    "Task": "salesforce.task",
    "User": "salesforce.user",
    "hubspot-crm-exports-all-companies": "hubspot.company",
    "hubspot-crm-exports-all-contacts": "hubspot.contact",
    "jira_issues": "jira.issue",
    "kayako_tickets": "kayako.ticket",
}


def _stem(batch: dict[str, object]) -> str:
    return str(batch["file_name"]).removesuffix(".demo.csv")


def _key(cockpit: Cockpit, told: Story) -> int:
    name = next(company.name for company in companies() if company.slug == told.slug)
    return int(
        cockpit.store.value(
            "SELECT account_key FROM crm.account WHERE name = $name", {"name": name}
        )
    )


def _mart(cockpit: Cockpit, table: str, told: Story, day: date = END) -> dict[str, object]:
    row = cockpit.store.one(
        f"SELECT * FROM mart.{table} WHERE as_of = $day AND account_key = $key",
        {"day": day, "key": _key(cockpit, told)},
    )
    assert row is not None
    return row


def test_every_file_is_recognised_for_what_it_is(demo: Cockpit) -> None:
    batches = demo.store.rows("SELECT file_name, kind FROM crm.import_batch")
    assert len(batches) > 30
    for batch in batches:
        stem = _stem(batch)
        assert batch["kind"] == KINDS.get(stem, f"rapport.{stem}")


def test_only_the_planted_rows_are_refused_or_unplaced(demo: Cockpit) -> None:
    batches = demo.store.rows(
        "SELECT file_name, refused_rows, unplaced_rows, read_rows, accepted_rows FROM crm.import_batch"
    )
    planted = {
        (row.file_stem, outcome)
        for row in PLANTED
        for outcome in ("refused", "unplaced")
        if row.outcome == outcome
    }
    found = {
        (_stem(batch), outcome)
        for batch in batches
        for outcome in ("refused", "unplaced")
        if batch[f"{outcome}_rows"]
    }
    assert found == planted
    assert all(batch["refused_rows"] <= 1 and batch["unplaced_rows"] <= 1 for batch in batches)
    assert all(b["accepted_rows"] + b["refused_rows"] == b["read_rows"] for b in batches)


@pytest.mark.parametrize("told", STORIES, ids=lambda told: told.key)
def test_a_story_shows_in_the_scores(demo: Cockpit, told: Story) -> None:
    health = _mart(demo, "account_health", told)
    sponsor = _mart(demo, "account_sponsor", told)
    expected = told.expected
    assert health["rag"] == expected.rag
    assert tuple(health["rules_tripped"]) == expected.rules  # type: ignore[arg-type]
    if expected.level:
        assert sponsor["level"] == expected.level
    if expected.is_silence_alert:
        assert sponsor["silence_alert"] is True
    if expected.rag_before:
        days, rag = expected.rag_before
        day = END - timedelta(days=days)
        refresh(demo.store, demo.models, day, COMMAND_LINE)
        assert _mart(demo, "account_health", told, day)["rag"] == rag


@pytest.mark.parametrize(
    "told", [told for told in STORIES if told.expected.changed_fields], ids=lambda told: told.key
)
def test_a_story_of_people_shows_as_a_change_between_the_exports(
    demo: Cockpit, told: Story
) -> None:
    changes = demo.store.rows(
        "SELECT field FROM crm.change_event WHERE account_key = $key AND entity = 'contact'",
        {"key": _key(demo, told)},
    )
    assert tuple(change["field"] for change in changes) == told.expected.changed_fields


def test_falling_api_calls_halve_the_points_of_the_heartbeat(demo: Cockpit) -> None:
    told = story("api_calls_halved")
    row = demo.store.one(
        "SELECT points FROM mart.health_contribution WHERE as_of = $day AND account_key = $key"
        " AND factor = 'integration_heartbeat'",
        {"day": END, "key": _key(demo, told)},
    )
    assert row is not None
    assert row["points"] == told.expected.heartbeat_points


def test_the_silent_executive_has_a_renewal_soon(demo: Cockpit) -> None:
    told = story("silent_executive")
    assert _mart(demo, "account_sponsor", told)["days_since_contact"] == 100
    renewal = demo.store.value(
        "SELECT renewal_on FROM crm.account WHERE account_key = $key", {"key": _key(demo, told)}
    )
    assert renewal == END + timedelta(days=55)


def test_the_large_deal_hangs_on_one_person(demo: Cockpit) -> None:
    people = demo.store.value(
        "SELECT count(*) FROM crm.opportunity AS deal JOIN crm.opportunity_contact AS role"
        " USING (opportunity_key) WHERE deal.account_key = $key AND deal.name LIKE '%roll-out'",
        {"key": _key(demo, story("single_threaded_deal"))},
    )
    assert people == 1


def test_the_close_date_was_pushed_four_times(demo: Cockpit) -> None:
    dates = demo.store.value(
        "SELECT count(DISTINCT history.close_on) FROM crm.opportunity_history AS history"
        " JOIN crm.opportunity AS deal USING (opportunity_key)"
        " WHERE deal.account_key = $key AND deal.outcome = 'open' AND deal.name LIKE '%Renewal%'",
        {"key": _key(demo, story("pushed_close_dates"))},
    )
    assert dates == 5


def test_the_portfolio_looks_like_one(demo: Cockpit) -> None:
    colours = {
        row["rag"]: row["accounts"]
        for row in demo.store.rows(
            "SELECT rag, count(*) AS accounts FROM mart.account_health WHERE as_of = $day"
            " GROUP BY rag",
            {"day": END},
        )
    }
    accounts = sum(colours.values())
    assert 0.5 <= colours["green"] / accounts <= 0.72
    assert 0.15 <= colours["amber"] / accounts <= 0.32
    assert 0.08 <= colours["red"] / accounts <= 0.2
    levels = demo.store.rows(
        "SELECT DISTINCT level FROM mart.account_sponsor WHERE as_of = $day", {"day": END}
    )
    assert len(levels) == 5


def test_there_is_a_history_of_scans_and_of_month_ends(demo: Cockpit) -> None:
    scans = demo.store.value("SELECT count(DISTINCT as_of) FROM ops.score_snapshot")
    months = demo.store.value(
        "SELECT count(DISTINCT as_of) FROM ops.model_run WHERE model = 'mart.account_health'"
    )
    assert scans >= 6
    assert months >= 12


def test_loading_again_takes_back_what_was_loaded_before_and_nothing_is_left(
    empty: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    load(empty, COMMAND_LINE, END - timedelta(days=3), steps.append)
    assert is_loaded(empty)
    assert any(step.startswith("Importing salesforce") for step in steps)
    # The second time with nothing to import: what is seen is that the first is gone.
    module = import_module("core.demo.load")
    monkeypatch.setattr(module, "write_exports", lambda _folder, _end: [])
    load(empty, COMMAND_LINE)
    assert not is_loaded(empty)
    for table in ("crm.account", "crm.contact", "crm.activity", "crm.ticket", "crm.heartbeat"):
        assert empty.store.value(f"SELECT count(*) FROM {table}") == 0
    for table in ("score_snapshot", "csm_skill_assessments", "exercise_done", "task"):
        assert empty.store.value(f"SELECT count(*) FROM ops.{table}") == 0


def test_only_who_may_import_may_load_it(empty: Cockpit) -> None:
    manager = Actor("manager@lumenfold.example", frozenset({Role.MANAGER}))
    with pytest.raises(Forbidden):
        load(empty, manager)
    with pytest.raises(Forbidden):
        clear(empty, manager)
    assert not is_loaded(empty)
