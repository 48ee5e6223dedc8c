"""Notes, overrides and saved views: who may, what is kept, what is audited."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.cockpit import (
    Filters,
    account_list,
    add_note,
    clear_contact_override,
    clear_health_override,
    contact_overrides,
    delete_view,
    health_breakdown,
    notes,
    save_view,
    saved_views,
    set_contact_override,
    set_health_override,
    timeline,
)
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, LEE, MEG

ACME = 1
UNTIL = date(2026, 7, 31)


def last_act(store: Store) -> tuple[str, str, str]:
    row = store.rows("SELECT actor, action, subject FROM ops.audit_event ORDER BY sequence")[-1]
    return row["actor"], row["action"], row["subject"]


def test_a_note_is_kept_audited_and_part_of_the_timeline(portfolio: Store) -> None:
    before = portfolio.data_version
    note = add_note(portfolio, ANN, ACME, "  Met Cleo.\n")
    assert (note.note_id, note.body, note.written_at) == (1, "Met Cleo.", datetime(2026, 6, 30, 12))
    assert add_note(portfolio, MEG, ACME, "Second").note_id == 2
    assert [found.note_id for found in notes(portfolio, ANN, ACME)] == [2, 1]
    assert portfolio.data_version == before + 2
    assert last_act(portfolio) == ("person:meg@us.example", "note.add", "account A1")
    entries = timeline(portfolio, ANN, ACME, AS_OF, kinds=("note",)).entries
    assert [(entry.detail, entry.people) for entry in entries] == [
        ("Met Cleo.", ("ann@us.example",)),
        ("Second", ("meg@us.example",)),
    ]


def test_notes_need_the_permission_the_account_and_words(portfolio: Store) -> None:
    with pytest.raises(Forbidden):
        add_note(portfolio, LEE, ACME, "Analysts import")
    with pytest.raises(NotFound):
        add_note(portfolio, BOB, ACME, "Not my book")
    for body in (" \n", "x" * 10_001):
        with pytest.raises(InvalidInput):
            add_note(portfolio, ANN, ACME, body)
    assert notes(portfolio, ANN, ACME) == ()


def test_a_status_set_by_hand_stands_beside_the_computed_one(portfolio: Store) -> None:
    set_health_override(portfolio, ANN, ACME, rag="amber", reason="Outage", expires_on=UNTIL)
    found = health_breakdown(portfolio, ANN, ACME, AS_OF)
    assert found.rag == "green"
    assert found.override is not None
    assert (found.override.rag, found.override.reason, found.override.set_by) == (
        "amber",
        "Outage",
        "ann@us.example",
    )
    row = account_list(portfolio, ANN, Filters(search="acme")).rows[0]
    assert (row.rag, row.override_rag) == ("green", "amber")
    assert last_act(portfolio)[1:] == ("health_override.set", "account A1")


def test_a_later_status_replaces_the_earlier_and_expires(portfolio: Store) -> None:
    set_health_override(portfolio, ANN, ACME, rag="red", reason="Outage", expires_on=UNTIL)
    set_health_override(portfolio, ANN, ACME, rag="amber", reason="Better", expires_on=AS_OF)
    shown = health_breakdown(portfolio, ANN, ACME, AS_OF).override
    assert shown is not None
    assert shown.rag == "amber"
    assert health_breakdown(portfolio, ANN, ACME, date(2026, 7, 1)).override is None


def test_a_cleared_status_is_gone(portfolio: Store) -> None:
    set_health_override(portfolio, ANN, ACME, rag="red", reason="Outage", expires_on=UNTIL)
    clear_health_override(portfolio, ANN, ACME)
    assert health_breakdown(portfolio, ANN, ACME, AS_OF).override is None
    assert last_act(portfolio)[1] == "health_override.clear"


@pytest.mark.parametrize(
    "wrong",
    [
        {"rag": "grey"},
        {"reason": " "},
        {"expires_on": date(2026, 6, 29)},
        {"expires_on": date(2027, 6, 30)},
    ],
)
def test_a_status_needs_a_colour_a_reason_and_a_near_end(
    portfolio: Store, wrong: dict[str, object]
) -> None:
    given = {"rag": "red", "reason": "Outage", "expires_on": UNTIL, **wrong}
    with pytest.raises(InvalidInput):
        set_health_override(portfolio, ANN, ACME, **given)  # type: ignore[arg-type]


def test_overrides_need_the_permission_and_the_account(portfolio: Store) -> None:
    with pytest.raises(Forbidden):
        set_health_override(portfolio, LEE, ACME, rag="red", reason="No", expires_on=UNTIL)
    with pytest.raises(NotFound):
        clear_health_override(portfolio, BOB, ACME)
    with pytest.raises(NotFound):
        set_contact_override(portfolio, BOB, 11, field="role", value="champion", reason="No")
    with pytest.raises(NotFound):
        set_contact_override(portfolio, ADA, 999, field="role", value="champion", reason="No")


def test_a_contact_is_corrected_with_a_reason_and_given_back(portfolio: Store) -> None:
    for value in ("champion", "blocker"):
        set_contact_override(portfolio, ANN, 12, field="role", value=value, reason="Met him")
    (found,) = contact_overrides(portfolio, ANN, ACME)
    assert (found.contact_key, found.field, found.value) == (12, "role", "blocker")
    assert last_act(portfolio)[1] == "contact_override.set"
    clear_contact_override(portfolio, ANN, 12, "role")
    assert contact_overrides(portfolio, ANN, ACME) == ()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("salary", "1", "x"),
        ("status", "gone", "x"),
        ("function", " ", "x"),
        ("role", "blocker", ""),
    ],
)
def test_a_correction_that_means_nothing_is_refused(
    portfolio: Store, field: str, value: str, reason: str
) -> None:
    with pytest.raises(InvalidInput):
        set_contact_override(portfolio, ANN, 12, field=field, value=value, reason=reason)


def test_views_are_ones_own_or_shared(portfolio: Store) -> None:
    own = save_view(portfolio, ANN, page="portfolio", name="Red ones", query="?rag=red")
    shared = save_view(
        portfolio, ANN, page="sponsors", name="All", query="tier=smb", is_shared=True
    )
    assert own.query == "rag=red"
    assert saved_views(portfolio, ANN) == (shared, own)
    assert saved_views(portfolio, ANN, "portfolio") == (own,)
    assert saved_views(portfolio, BOB) == (shared,)
    assert last_act(portfolio)[1:] == ("view.save", "sponsors All")


def test_a_view_of_the_same_name_is_replaced(portfolio: Store) -> None:
    save_view(portfolio, ANN, page="portfolio", name="Mine", query="rag=red")
    save_view(portfolio, ANN, page="portfolio", name="Mine", query="rag=amber")
    assert [view.query for view in saved_views(portfolio, ANN)] == ["rag=amber"]


def test_only_its_owner_or_an_administrator_deletes_a_view(portfolio: Store) -> None:
    view = save_view(portfolio, ANN, page="p", name="All", query="", is_shared=True)
    with pytest.raises(Forbidden):
        delete_view(portfolio, BOB, view.view_id)
    delete_view(portfolio, ADA, view.view_id)
    with pytest.raises(NotFound):
        delete_view(portfolio, ANN, view.view_id)
    with pytest.raises(InvalidInput):
        save_view(portfolio, ANN, page="p", name=" ", query="")
    with pytest.raises(InvalidInput):
        save_view(portfolio, ANN, page="p", name="x", query="y" * 5000)
