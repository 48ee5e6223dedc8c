"""What a page decides for itself: caches by person, callbacks guarded, values of its own kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core import cockpit as questions
from core import policy
from core.actor import Actor, Role
from core.cockpit import Filters
from core.ui import policy_form, queries
from core.ui.imports import mapping
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

ADA = Actor("owner1@example.com", frozenset({Role.CSM}))
BOB = Actor("owner2@example.com", frozenset({Role.CSM}))
AS_OF = date(2026, 6, 30)

OVER_ACCOUNTS = (
    questions.portfolio_kpis,
    questions.kpi_trend,
    questions.rag_distribution,
    questions.level_distribution,
    questions.arr_matrix,
    questions.changes_since_last_scan,
    questions.recent_changes,
    questions.account_list,
    questions.arr_totals,
    questions.sponsor_list,
    questions.sponsor_heat_map,
    questions.sponsor_gaps,
    questions.health_board,
    questions.rules_tripped,
)


@pytest.mark.parametrize("question", OVER_ACCOUNTS, ids=lambda question: question.__name__)
def test_security_8_two_people_asking_the_same_get_each_their_own(
    cockpit: Cockpit, question: Callable[..., object]
) -> None:
    fill(cockpit.store, 40)
    questions.ensure_fresh(cockpit, ADA, AS_OF)
    shown = Filters(as_of=AS_OF)
    first = cockpit if question.__code__.co_varnames[0] == "cockpit" else cockpit.store
    for _ in range(2):
        for actor in (ADA, BOB):
            assert queries.ask(question, actor, shown) == question(first, actor, shown)


def test_security_8_a_role_withdrawn_is_another_key(cockpit: Cockpit) -> None:
    fill(cockpit.store, 4)
    questions.ensure_fresh(cockpit, ADA)
    assert queries.ask(questions.account_list, ADA, Filters()).total == 1
    with pytest.raises(Exception, match="Your role does not allow this"):
        queries.ask(questions.account_list, Actor(ADA.email), Filters())


def test_a_changed_database_is_asked_again(cockpit: Cockpit) -> None:
    fill(cockpit.store, 4)
    admin = Actor("a@example.com", frozenset({Role.ADMIN}))
    questions.ensure_fresh(cockpit, admin)
    account = queries.ask(questions.account_list, admin, Filters()).rows[0]
    assert queries.ask(questions.notes, admin, account.account_key) == ()
    questions.add_note(cockpit.store, admin, account.account_key, "Call them.")
    found = queries.ask(questions.notes, admin, account.account_key)
    assert [note.body for note in found] == ["Call them."]


def test_security_2_a_callback_is_refused_once_the_role_is_withdrawn(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    fill(cockpit.store, 4)
    look_as(ADA)
    page = open_page("account", account="A1", tab="Notes")
    page.text_area(key="note.body").set_value("Written too late")
    look_as(Actor(ADA.email))
    next(button for button in page.button if button.label == "Add note").click().run()
    assert cockpit.store.value("SELECT count(*) FROM ops.note") == 0
    refused = cockpit.store.rows("SELECT actor FROM ops.audit_event WHERE action = 'access.refuse'")
    assert {"actor": f"person:{ADA.email}"} in refused


def test_a_note_is_written_by_who_is_looking(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    fill(cockpit.store, 4)
    look_as(ADA)
    page = open_page("account", account="A1", tab="Notes")
    page.text_area(key="note.body").set_value("They like brevity.")
    next(button for button in page.button if button.label == "Add note").click().run()
    assert [text.value for text in page.text] == ["They like brevity."]
    assert cockpit.store.value("SELECT written_by FROM ops.note") == ADA.email


def test_security_9_forged_cells_of_the_policy_change_nothing(cockpit: Cockpit) -> None:
    rows = policy_form.sections(policy.shipped())[0][1]
    forged = {
        0: {"Threshold": "x", "Unit": "y", "Source": "z"},
        999: {"SMB": 1.0},
        -1: {"SMB": 1.0},
    }
    assert policy_form.changed(rows, forged) == {}


def test_a_changed_threshold_is_saved_with_its_reason(cockpit: Cockpit) -> None:
    rows = policy_form.sections(policy.shipped())[0][1]
    name = next(n for n, (_, threshold) in enumerate(rows) if threshold.label == "Window")
    assert policy_form.changed(rows, {name: {"SMB": 180}}) == {("window_days", "smb"): 180.0}


def test_security_9_forged_names_of_columns_are_not_mapped() -> None:
    edited = {
        0: {"Column of the file": "forged", "Fills": "name"},
        1: {"Fills": "no_such_field"},
        7: {"Fills": "domain"},
    }
    found = mapping.chosen_fields(("A", "B"), {"B": "domain"}, edited, ("name", "domain"))
    assert found == {"A": "name", "B": "domain"}


def test_a_mapping_says_which_column_names_a_record() -> None:
    text = mapping.document(
        system="Acme", name="customers", table="account", identity="No", columns={"Firm": "name"}
    )
    from core.capture.mapping.model import parse_mapping

    made = parse_mapping(text)
    assert made.kind == "acme.customers"
    assert made.target[0].identity == (("No",),)
    assert made.target[0].fields["name"].required
