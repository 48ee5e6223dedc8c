"""The loss of a person, computed by the same models with the person gone; nothing is written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from core.actor import LOCAL, Actor, Role
from core.errors import Ambiguous, Forbidden, NotFound
from core.sponsors.report import Loss, find_person, loss_json, without
from core.sponsors.report.question import SQL
from core.sponsors.report.stress import Standing, shadowed
from core.store import load_sql, refresh
from tests.spec.world import key
from tests.unit.sponsors.report.world import World


def lose(world: World, contact: str) -> Loss:
    return without(world.store, LOCAL, key("A1"), key(contact), world.as_of)


def standing(world: World) -> Standing:
    scope = {"account_key": key("A1"), "as_of": world.as_of}
    row = world.store.one(load_sql(SQL, "stress_standing"), scope)
    assert row is not None
    return Standing(**row)


def test_without_anybody_removed_the_shadow_says_what_the_mart_says(acme: World) -> None:
    scope = {"account_key": key("A1"), "as_of": acme.as_of, "removed": 0}
    row = acme.store.one(shadowed(acme.models), scope)
    assert row is not None and Standing(**row) == standing(acme)


@pytest.mark.parametrize("contact", ["c1", "c2", "c3", "c4"])
def test_the_loss_is_what_the_models_say_once_the_person_has_really_left(
    acme: World, contact: str
) -> None:
    found = lose(acme, contact)
    assert found.before == standing(acme)
    acme.run(
        f"UPDATE crm.contact SET status = 'left', left_on = DATE '2026-06-30' WHERE source_id = '{contact}'"
    )
    assert found.after == standing(acme)


def test_removing_the_primary_sponsor_exposes_the_account(acme: World) -> None:
    found = lose(acme, "c1")
    assert (found.person, found.title) == ("Cleo Finn", "CFO")
    assert (found.before.primary, found.before.level, found.before.threads) == (
        "Cleo Finn",
        "engaged",
        1,
    )
    assert (found.after.primary, found.after.level, found.after.threads) == (
        "Theo Tan",
        "passive",
        0,
    )
    assert found.is_exposed and (found.arr, found.currency) == (Decimal(450000), "EUR")
    assert found.renewal_on == date(2026, 12, 31)
    assert [(deal.name, deal.amount, deal.role) for deal in found.deals] == [
        ("Second site", Decimal(120000), "decision_maker"),
        ("Renewal 2026", Decimal(450000), "economic_buyer"),
    ]
    assert found.deals_by_currency == (("EUR", Decimal(450000)), ("USD", Decimal(120000)))
    assert [(goal.initiative, goal.is_theirs, goal.tied_to_renewal) for goal in found.goals] == [
        ("Automation", True, True)
    ]


def test_removing_the_only_executive_leaves_the_account_unknown(acme: World) -> None:
    acme.run("DELETE FROM crm.contact WHERE source_id = 'c2'")
    found = lose(acme, "c1")
    assert found.after == Standing(
        None, 0.0, "unknown", "critical", 0, 0, None, None, None, None, None
    )
    assert found.is_exposed


def test_removing_a_person_without_any_touch_changes_nothing(acme: World) -> None:
    found = lose(acme, "c4")
    assert found.before == found.after
    assert not found.is_exposed and found.deals == ()


def test_removing_the_only_thread_beside_the_sponsor_takes_the_backup(acme: World) -> None:
    acme.run(
        "UPDATE crm.activity SET participant_emails = list_append(participant_emails, 'theo@acme.example') WHERE source_id = 'm3'"
    )
    found = lose(acme, "c2")
    assert (found.before.backup, found.after.backup) == ("Theo Tan", None)
    assert (found.before.threads, found.after.threads) == (2, 1)
    assert not found.is_exposed


def test_a_person_whom_someone_corrected_back_to_active_can_be_removed(acme: World) -> None:
    acme.run(
        "INSERT INTO ops.contact_override BY NAME SELECT contact_key, 'status' AS field, 'active' AS value, 'back' AS reason,"
        " 'test' AS set_by, TIMESTAMP '2026-06-01' AS set_at FROM crm.contact WHERE source_id = 'c1'"
    )
    assert lose(acme, "c1").after.primary == "Theo Tan"


def test_nothing_is_written(acme: World) -> None:
    def state() -> list[object]:
        return [
            acme.store.data_version,
            acme.store.rows("SELECT * FROM ops.contact_override"),
            acme.store.rows("SELECT * FROM mart.account_sponsor ORDER BY ALL"),
            acme.store.value("SELECT count(*) FROM ops.audit_event"),
        ]

    before = state()
    lose(acme, "c1")
    assert state() == before
    assert refresh(acme.store, acme.models, acme.as_of, LOCAL).ran == ()


def test_who_is_no_active_contact_of_the_account_cannot_be_removed(acme: World) -> None:
    with pytest.raises(NotFound, match="no such person"):
        lose(acme, "c9")


def test_who_may_not_see_the_account_learns_nothing(acme: World) -> None:
    bob = Actor("bob@us.example", frozenset({Role.CSM}))
    with pytest.raises(NotFound):
        without(acme.store, bob, key("A1"), key("c1"), acme.as_of)
    with pytest.raises(Forbidden):
        without(acme.store, Actor("nobody"), key("A1"), key("c1"), acme.as_of)


def test_the_json_form_holds_plain_values(acme: World) -> None:
    found = loss_json(lose(acme, "c1"))
    assert json.loads(json.dumps(found)) == found
    assert found["deals_by_currency"] == {"EUR": "450000.00", "USD": "120000.00"}
    assert found["after"]["primary_key"] == str(key("c2"))


def test_a_person_is_found_by_identifier_key_and_name(acme: World) -> None:
    def found(text: str) -> int:
        return find_person(acme.store, LOCAL, key("A1"), text, acme.as_of)

    assert {found(text) for text in ("C1", str(key("c1")), "cleo finn", "Cle")} == {key("c1")}
    with pytest.raises(NotFound):
        found("Zoe")
    with pytest.raises(NotFound):
        found(" ")
    acme.run("UPDATE crm.contact SET full_name = 'Cleo Fox' WHERE source_id = 'c2'")
    with pytest.raises(Ambiguous) as error:
        found("cleo")
    assert error.value.options == ("Cleo Finn (c1)", "Cleo Fox (c2)")
