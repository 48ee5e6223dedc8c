"""The draft panel and the outbox: asked, read, mended, vouched for, approved, void, recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import COMMAND_LINE, Actor, Role
from core.drafting.tracking import CalendarDay
from core.policy import ensure_shipped
from core.ui.command import Wish
from core.ui.outbox.attention import nearest_first
from core.wiring import Cockpit
from tests.exports import import_files
from tests.pages.conftest import Open

FILES = {
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency,renewal_on,country,time_zone\n"
    "A,Acme,enterprise,ann@us.example,450000,USD,2027-01-31,US,America/New_York\n",
    "users": "email,full_name,role,time_zone\nann@us.example,Ann Ableton,Customer Success Manager,America/New_York\n",
    "contacts": "contact_id,account_id,full_name,title,email,is_primary_sponsor,country,time_zone,consent\n"
    "C1,A,Cleo Finn,CFO,cleo@acme.example,yes,US,America/New_York,granted\n",
    "activities": "activity_id,account_id,kind,occurred_at,participants,subject\n"
    "T1,A,qbr,2026-05-01T15:00:00Z,cleo@acme.example,QBR\n",
    "outcomes": "account_id,metric,value,unit,baseline,target,measured_on\n"
    "A,Invoices matched without a person,81,percent,52,75,2026-06-01\n",
    "goals": "goal_id,account_id,our_initiative,their_priority,alignment,tied_to_renewal\n"
    "G1,A,Automatic matching,Close the books faster,high,yes\n",
}


@pytest.fixture
def told(cockpit: Cockpit, tmp_path: Path) -> Cockpit:
    ensure_shipped(cockpit.store)
    import_files(cockpit.store, tmp_path, FILES)
    return cockpit


def _button(page: AppTest, label: str):
    return next(button for button in page.button if button.label == label)


def _labels(page: AppTest) -> set[str]:
    return {button.label for button in page.button}


def _said(page: AppTest) -> str:
    return "\n".join(str(item.value) for item in (*page.markdown, *page.caption, *page.text))


@pytest.fixture
def written(told: Cockpit, open_page: Open) -> AppTest:
    page = open_page("account", account="A", tab="Draft")
    assert not page.exception
    page.selectbox(key="draft.purpose").set_value("strategic_alignment").run()
    _button(page, "Write draft").click().run()
    assert not page.exception
    return page


def test_a_draft_is_written_from_facts_and_every_claim_is_proven(written: AppTest) -> None:
    said = _said(written)
    assert "written by the template" in said
    assert "Cleo" in said
    assert ":red-background" not in said
    assert "Approve this text" in _labels(written)


def _edit(page: AppTest, change: Callable[[str], str]) -> None:
    page.segmented_control(key="draft.mode").set_value("Edit").run()
    field = next(area for area in page.text_area if area.label == "Text")
    field.set_value(change(field.value))
    _button(page, "Save and check").click().run()
    assert not page.exception


def test_an_edit_without_a_fact_stops_approval_until_it_is_vouched_for(written: AppTest) -> None:
    _edit(written, lambda text: text.replace("\n\n", "\n\nWe guarantee it. ", 1))
    assert "\N{MULTIPLICATION X} guarantee" in _said(
        written
    ) or "\N{MULTIPLICATION X} We guarantee" in _said(written)
    assert _button(written, "Approve this text").disabled
    written.text_input(key="vouch.1.2.0").set_value("agreed with our director")
    _button(written, "Vouch for it").click().run()
    assert not _button(written, "Approve this text").disabled


def test_a_figure_without_a_fact_cannot_be_vouched_for(written: AppTest) -> None:
    _edit(written, lambda text: text.replace("\n\n", "\n\nThat is 93%. ", 1))
    assert _button(written, "Approve this text").disabled
    assert "Vouch for it" not in _labels(written)
    assert "Attach" in _labels(written)


def test_an_approval_becomes_void_when_an_import_changes_what_it_cites(
    written: AppTest, told: Cockpit, tmp_path: Path
) -> None:
    _button(written, "Approve this text").click().run()
    assert not written.exception
    assert any("Approved by local" in str(box.value) for box in written.success)
    later = tmp_path / "later"
    later.mkdir()
    import_files(
        told.store,
        later,
        {
            "outcomes": FILES["outcomes"].replace(",81,", ",64,"),
            "goals": FILES["goals"].replace("Close the books faster", "Pay suppliers on time"),
        },
    )
    written.run()
    assert not written.exception
    assert any("void" in str(box.proto).lower() for box in written.warning)
    assert any(" -> " in text.value for text in written.text)


def test_the_outbox_lists_filters_and_reviews(written: AppTest, open_page: Open) -> None:
    page = open_page("outbox")
    assert not page.exception
    assert len(page.dataframe) == 1
    assert list(page.dataframe[0].value["To"]) == ["Cleo Finn"]
    page = open_page("outbox", part="Review")
    assert not page.exception
    assert "Approve this text" in _labels(page)
    for tab in ("Attention", "What is answered"):
        assert not open_page("outbox", part=tab).exception


def test_attention_begins_today_and_ends_with_the_day_longest_past() -> None:
    today = date(2026, 6, 30)
    days = [CalendarDay(date(2026, month, 15), ()) for month in (5, 6, 7, 8)]
    shown = nearest_first([*days, CalendarDay(today, ())], today)
    assert [(day.on.month, day.on.day) for day in shown] == [
        (6, 30),
        (7, 15),
        (8, 15),
        (6, 15),
        (5, 15),
    ]


def test_what_the_model_costs_is_shown_to_who_answers_for_it(
    written: AppTest, told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    page = open_page("outbox", part="What the model costs")
    assert not page.exception
    assert any("No key of a model is set" in caption.value for caption in page.caption)
    at = told.clock.now()
    with told.store.transaction(COMMAND_LINE, "model.call") as work:
        work.execute(
            "INSERT INTO ops.model_call VALUES (1, $at, 'ann', 'ann@us.example', 'executive_outreach',"
            " '1', 'claude', 'written', 1, 900, 300, 4000, 0, 0.0125, FALSE, 2100, 'r1')",
            {"at": at},
        )
        work.touch("ops.model_call")
    page = open_page("outbox", part="What the model costs")
    assert page.metric[0].value == "0.01"
    assert list(page.dataframe[0].value["US dollars"]) == ["0.0125"]
    assert list(page.dataframe[0].value["Mean seconds"]) == ["2.1"]
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    assert "What the model costs" not in [tab.label for tab in open_page("outbox").tabs]


def test_an_address_that_is_kept_out_blocks_its_draft_until_it_is_let_in_again(
    written: AppTest, open_page: Open
) -> None:
    page = open_page("outbox", part="Not to be written to")
    page.text_input(key="suppress.value").set_value("acme.example")
    page.text_input(key="suppress.reason").set_value("asked by their counsel")
    _button(page, "Never write to it").click().run()
    assert not page.exception
    assert list(page.dataframe[0].value["Who"]) == ["acme.example"]
    written.run()
    assert _button(written, "Approve this text").disabled


def test_who_has_no_right_to_drafts_sees_none(
    written: AppTest, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    page = open_page("outbox")
    assert not page.exception
    assert not page.dataframe


def test_a_document_is_shown_with_the_rows_behind_its_lines(told: Cockpit, open_page: Open) -> None:
    page = open_page("account", account="A", tab="Draft")
    page.button_group(key="document.kind").set_value("executive_brief").run()
    assert not page.exception
    assert page.dataframe


def test_the_sponsor_report_and_the_stress_test_are_on_the_account(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("account", account="A", tab="Sponsor report")
    assert not page.exception
    assert len(page.dataframe) > 5
    person = told.store.value("SELECT contact_key FROM crm.contact")
    page.selectbox(key="stress.person").set_value(person).run()
    assert not page.exception
    assert any("ARR exposed" in caption.value for caption in page.caption)


ENGINEER = {
    "contacts": "contact_id,account_id,full_name,title,email,country,time_zone,technical_maturity\n"
    "C9,A,Ida Berg,Integration Engineer,ida@acme.example,US,America/New_York,high\n",
    "tickets": "ticket_id,account_id,requester_email,subject,priority,status,opened_at,component\n"
    "SUP-9,A,ida@acme.example,Duplicate orders after nightly sync,P1,open,2026-06-01T08:00:00Z,Orders\n",
}


def test_a_technical_letter_is_chosen_by_kind_and_goes_to_who_works_with_the_product(
    told: Cockpit, open_page: Open, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    import_files(told.store, more, ENGINEER)
    page = open_page("account", account="A", tab="Draft")
    assert not page.exception
    page.selectbox(key="draft.kind").set_value("escalation_outreach").run()
    assert not page.exception
    assert "reported 1 open critical ticket" in page.selectbox(key="draft.recipient").options[0]
    _button(page, "Write draft").click().run()
    assert not page.exception
    said = _said(page)
    assert "Duplicate orders after nightly sync" in said
    assert "Approve this text" in _labels(page)


def test_where_nobody_works_with_the_product_the_panel_says_so(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("account", account="A", tab="Draft")
    page.selectbox(key="draft.kind").set_value("health_checkin").run()
    assert not page.exception
    assert any("technical matters" in str(item.value) for item in page.info)


def test_check_ins_are_listed_on_the_health_page_and_spaced_on_the_account(
    told: Cockpit, open_page: Open
) -> None:
    health = open_page("health", area="Check-ins")
    assert not health.exception
    assert any("Who is due" in str(item.value) for item in health.subheader)
    page = open_page("account", account="A", tab="Draft")
    page.number_input(key="interval.days").set_value(14)
    page.text_input(key="interval.reason").set_value("migration")
    _button(page, "Save").click().run()
    assert not page.exception
    assert told.store.value("SELECT every_days FROM ops.checkin_interval") == 14


def test_a_letter_asked_for_somebody_who_is_no_executive_is_addressed_to_them(
    told: Cockpit, open_page: Open, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    import_files(told.store, more, ENGINEER)
    engineer = told.store.value("SELECT contact_key FROM crm.contact WHERE full_name = 'Ida Berg'")
    page = open_page("account", account="A", tab="Draft")
    assert page.selectbox(key="draft.recipient").value != engineer
    page.session_state["account.wish"] = Wish("executive_outreach", "congratulations", engineer)
    page.run()
    assert not page.exception
    assert page.selectbox(key="draft.recipient").value == engineer
    assert page.selectbox(key="draft.purpose").value == "congratulations"
