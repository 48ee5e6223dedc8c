"""Mappings made here: recognised at once, versioned, refused when faulty."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture import mappings, plan, save_mapping, suggest_mapping
from core.errors import Forbidden, InvalidInput
from core.store import Store
from tests.unit.capture.conftest import Bring, Write
from tests.unit.capture.test_mappings import CUSTOMERS


def test_a_saved_mapping_reads_its_files_from_then_on(
    store: Store, write: Write, bring: Bring
) -> None:
    path = write("customers.csv", "Id,Name,Colour", "1,Acme,red")
    assert [report.kind for report in bring(path)] == [None]
    save_mapping(store, COMMAND_LINE, CUSTOMERS)
    (report,) = bring(path)
    assert (report.kind, report.accepted) == ("acme.customers", 1)
    assert store.one("SELECT name, segment, source_system FROM crm.account") == {
        "name": "Acme",
        "segment": "red",
        "source_system": "acme",
    }
    assert any(mapping.kind == "acme.customers" for mapping in mappings(store, COMMAND_LINE))


def test_a_mapping_is_saved_as_a_new_version_and_audited(store: Store) -> None:
    save_mapping(store, COMMAND_LINE, CUSTOMERS)
    save_mapping(store, COMMAND_LINE, CUSTOMERS.replace("Acme customers", "Customers of Acme"))
    assert [row["version"] for row in store.rows("FROM ops.mapping ORDER BY version")] == [1, 2]
    found = {mapping.kind: mapping for mapping in mappings(store, COMMAND_LINE)}
    assert found["acme.customers"].title == "Customers of Acme"
    assert store.value("SELECT count(*) FROM ops.audit_event WHERE action = 'mapping.save'") == 2


def test_a_faulty_mapping_is_not_saved(store: Store) -> None:
    with pytest.raises(InvalidInput):
        save_mapping(store, COMMAND_LINE, CUSTOMERS.replace('"Name"]', '"Name"'))
    with pytest.raises(InvalidInput, match="no table"):
        save_mapping(
            store,
            COMMAND_LINE,
            CUSTOMERS.replace('"Colour"\n', '{ column = "Colour", values_of = "hue" }\n'),
        )
    assert store.value("SELECT count(*) FROM ops.mapping") == 0


def test_only_who_may_save_a_mapping_can(store: Store) -> None:
    with pytest.raises(Forbidden):
        save_mapping(store, Actor("m@example.com", frozenset({Role.MANAGER})), CUSTOMERS)


def test_suggestions_can_be_asked_for_a_table(store: Store, write: Write) -> None:
    path = write("deals.csv", "Ref,Opportunity,Stage,Close Date", "1,Rollout,Proposal,2026-01-01")
    (file,) = plan(store, COMMAND_LINE, [path], check=False).files
    assert file.source is not None
    found = suggest_mapping(store, COMMAND_LINE, file.source)
    assert ("Stage", "opportunity", "stage") in {
        (one.column, one.table, one.field) for one in found
    }
    assert [one.confidence for one in found] == sorted(
        (one.confidence for one in found), reverse=True
    )


def test_no_name_of_a_column_reaches_a_statement(store: Store, write: Write, bring: Bring) -> None:
    hostile = "Name'); DROP TABLE crm.account; --"
    document = CUSTOMERS.replace('"Colour"', f'"{hostile}"')
    save_mapping(store, COMMAND_LINE, document)
    (report,) = bring(
        write("x.csv", f'Id,Name,"{hostile}"', "1,Acme,'; DROP TABLE crm.contact; --")
    )
    assert report.accepted == 1
    assert store.value("SELECT segment FROM crm.account") == "'; DROP TABLE crm.contact; --"
    assert store.value("SELECT count(*) FROM crm.contact") == 0
