"""Golden records: which value stands, by which rule, and what no rule decides."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture.identity import (
    RULES,
    choose_standing,
    golden_fields,
    rules,
    set_rule,
    set_trust,
    trust,
)
from core.capture.identity.entity import ENTITIES
from core.capture.identity.survivorship import leaders
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Row, Store
from tests.unit.capture.identity.conftest import Decide, Key

pytestmark = pytest.mark.usefixtures("customers")


def golden(store: Store, entity: str, key: int) -> Row:
    row = store.one(
        f"SELECT * FROM ops.golden_{entity} WHERE {entity}_key = $record_key", {"record_key": key}
    )
    assert row is not None
    return row


@pytest.mark.parametrize("entity", sorted(ENTITIES))
def test_golden_records_have_exactly_the_columns_of_imported_ones(
    store: Store, entity: str
) -> None:
    sql = "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {})"
    imported = store.rows(sql.format(f"crm.{entity}"))
    assert store.rows(sql.format(f"ops.golden_{entity}")) == imported
    assert set(leaders(ENTITIES[entity])) | {f"{entity}_key"} == {
        row["column_name"] for row in imported
    }


def test_a_field_is_taken_from_the_system_trusted_most_that_fills_it(
    store: Store, say: Decide, key: Key
) -> None:
    say("account", "A1", "Z1")
    row = golden(store, "account", key("A1"))
    assert (row["name"], row["tier"], row["arr_amount"]) == ("Acme Corporation", "enterprise", 100)
    assert (row["source_system"], row["source_id"]) == ("salesforce", "A1")


def test_what_restricts_holds_for_all_whatever_the_rules_say(
    store: Store, say: Decide, key: Key
) -> None:
    say("contact", "C1", "P1")
    row = golden(store, "contact", key("C1"))
    assert (row["consent"], row["full_name"], row["title"]) == ("withdrawn", "Jane Doe", "CEO")
    with store.transaction(COMMAND_LINE, "test.change") as work:
        work.execute(
            "UPDATE crm.contact SET status = 'left', left_on = DATE '2026-05-01',"
            " email_bounced_at = TIMESTAMP '2026-04-01' WHERE source_id = 'P1'"
        )
    set_rule(store, COMMAND_LINE, "contact", "title", "longest")
    row = golden(store, "contact", key("C1"))
    assert (row["status"], str(row["left_on"])) == ("left", "2026-05-01")
    assert str(row["email_bounced_at"]) == "2026-04-01 00:00:00"
    with pytest.raises(InvalidInput, match="No rule can be set"):
        set_rule(store, COMMAND_LINE, "contact", "consent", "newest")


def test_a_rule_that_a_person_sets_changes_the_golden_record_and_is_shown(
    store: Store, say: Decide, key: Key
) -> None:
    say("account", "A1", "Z1")
    with store.transaction(COMMAND_LINE, "test.change") as work:
        work.execute(
            "UPDATE crm.account SET arr_amount = 300, currency = 'USD' WHERE source_id = 'Z1'"
        )
    set_rule(store, COMMAND_LINE, "account", "arr_amount", "greatest", "billing is right")
    row = golden(store, "account", key("A1"))
    assert (row["arr_amount"], row["currency"]) == (300, "USD")
    shown = {rule.field: rule for rule in rules(store, COMMAND_LINE, "account")}
    assert shown["arr_amount"].rule == "greatest"
    assert shown["arr_amount"].reason == "billing is right"
    assert not shown["created_at"].can_change
    set_rule(store, COMMAND_LINE, "account", "arr_amount", "most_trusted")
    assert golden(store, "account", key("A1"))["arr_amount"] == 100
    assert store.value("SELECT count(*) FROM ops.survivorship_rule") == 0


def test_trusting_another_system_first_changes_who_stands_for_all(
    store: Store, say: Decide, key: Key
) -> None:
    say("account", "A1", "Z1")
    set_trust(store, COMMAND_LINE, ["zendesk", "salesforce"])
    assert trust(store, COMMAND_LINE) == ["zendesk", "salesforce"]
    row = golden(store, "account", key("Z1"))
    assert (row["source_id"], row["name"], row["domain"]) == ("Z1", "ACME Corp.", "acme.com")
    assert store.value("SELECT account_key FROM crm.contact WHERE source_id = 'C1'") == key("Z1")


def test_a_person_chooses_who_stands_for_all(store: Store, say: Decide, key: Key) -> None:
    with pytest.raises(NotFound, match="in no cluster"):
        choose_standing(store, COMMAND_LINE, "account", key("Z1"))
    say("account", "A1", "Z1")
    choose_standing(store, COMMAND_LINE, "account", key("Z1"))
    assert golden(store, "account", key("Z1"))["source_id"] == "Z1"
    assert store.value("SELECT account_key FROM crm.ticket WHERE source_id = 'T1'") == key("Z1")


def test_golden_fields_name_rule_source_and_what_others_say(
    store: Store, say: Decide, key: Key
) -> None:
    say("account", "A1", "Z1")
    fields = {one.field: one for one in golden_fields(store, COMMAND_LINE, "account", key("Z1"))}
    assert fields["name"].value == "Acme Corporation"
    assert fields["name"].others == ((key("Z1"), "ACME Corp."),)
    assert (fields["tier"].rule, fields["tier"].source_system) == ("most_trusted", "salesforce")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_chooses_a_filled_value(store: Store, say: Decide, key: Key, rule: str) -> None:
    say("account", "A1", "Z1")
    for field in ("name", "arr_amount", "renewal_on"):
        set_rule(store, COMMAND_LINE, "account", field, rule)
    row = golden(store, "account", key("A1"))
    assert row["name"] in ("Acme Corporation", "ACME Corp.")
    assert row["arr_amount"] == 100
    assert row["renewal_on"] is None


def test_rules_and_trust_are_for_those_who_may_set_them(store: Store) -> None:
    csm = Actor("ann@us.example", frozenset({Role.CSM}))
    with pytest.raises(Forbidden):
        set_rule(store, csm, "account", "name", "longest")
    with pytest.raises(Forbidden):
        set_trust(store, csm, ["zendesk"])
    with pytest.raises(InvalidInput, match="no rule"):
        set_rule(store, COMMAND_LINE, "account", "name", "best")
    with pytest.raises(InvalidInput, match="one place"):
        set_trust(store, COMMAND_LINE, ["zendesk", "zendesk"])


def test_the_account_of_a_person_follows_the_cluster_of_the_account(
    store: Store, say: Decide, key: Key
) -> None:
    say("contact", "C1", "P1")
    before = golden(store, "contact", key("C1"))["account_key"]
    assert before == key("A1")
    say("account", "A1", "Z1")
    set_trust(store, COMMAND_LINE, ["zendesk", "salesforce"])
    assert golden(store, "contact", key("P1"))["account_key"] == key("Z1")
