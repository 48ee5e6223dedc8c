"""The example sheets, and the catalogue that names every fact in them."""

from __future__ import annotations

import json

import pytest

from core.drafting.fact import FactSheet
from core.drafting.fact_spec import spec_of
from core.health.communication.catalogue import CATALOGUE, TECHNICAL
from tests.unit.health.communication.examples import EXAMPLES, FOLDER, as_text, example

SPECS = [spec for group in CATALOGUE for spec in group.specs]


def kept(name: str) -> FactSheet:
    return FactSheet.from_dict(json.loads((FOLDER / f"{name}.json").read_text()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_what_gathering_gives(name, models, tmp_path):
    assert as_text(example(name, models, tmp_path)) == (FOLDER / f"{name}.json").read_text()


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_fact_is_as_the_catalogue_says_and_rests_on_rows(name):
    sheet = kept(name)
    for fact in sheet:
        spec = spec_of(CATALOGUE, fact.id)
        assert spec is not None, fact.id
        assert fact.kind in spec.kinds, fact.id
        assert bool(fact.derived_from) or not spec.derived, fact.id
        assert fact.evidence or fact.id == "sender.email", fact.id
        assert all(parent in sheet for parent in fact.derived_from)
        assert all(row.startswith("crm.") for row in fact.evidence)


def test_names_of_the_catalogue_are_unique():
    names = [spec.name for spec in SPECS]
    assert len(names) == len(set(names))


def test_the_rich_example_tells_of_tickets_integrations_and_plan():
    sheet = kept("rich")
    assert str(sheet["tickets.critical"].value) == "2"
    assert sheet["ticket.sup_412.id"].value == "SUP-412"
    assert str(sheet["ticket.sup_412.age"].value) == "18"
    assert sheet["ticket.sup_412.waits_on"].value == "us"
    assert sheet["ticket.sup_431.waits_on"].value == "you"
    assert str(sheet["tickets.resolved"].value) == "1"
    assert sheet["integration.erp_connector.status"].value == "silent"
    assert str(sheet["integration.erp_connector.silence"].value) == "16"
    assert sheet["trouble.kind"].value == "critical_tickets"


def test_only_objectives_that_name_what_the_account_runs_are_our_technical_plan():
    steps = [str(fact.value) for fact in kept("rich") if fact.id.endswith(".objective")]
    assert "Secure the renewal" in steps
    told = [
        fact.value
        for fact in kept("rich")
        if fact.id.startswith("step.") and fact.id.endswith("objective")
    ]
    assert told == ["Stabilise the ERP connector"]


def test_to_an_executive_no_ticket_is_named():
    sheet = kept("executive")
    assert sheet["reader.is_executive"].value == "yes"
    assert not [fact.id for fact in sheet if fact.id.startswith("ticket.")]
    words = " ".join(str(fact.value) for fact in sheet)
    assert "SUP-412" not in words
    assert "Duplicate orders" not in words
    assert str(sheet["tickets.critical"].value) == "2"


def test_where_nothing_was_imported_the_sheet_says_what_would_help():
    missing = {item.id: item.remedy for item in kept("thin").missing}
    for name in ("tickets.open", "integrations.connected", "application.*.name"):
        assert "mport" in missing[name]
    assert "trouble.kind" not in kept("thin")


def test_every_technical_name_is_described():
    for group in TECHNICAL:
        for spec in group.specs:
            assert spec.label
            assert spec.meaning.endswith(".")
