"""The four example sheets, and the catalogue that names every fact in them."""

from __future__ import annotations

import json

import pytest

from core.drafting.fact import FactKind, FactSheet
from core.drafting.fact_spec import matches, spec_of
from core.sponsors.outreach.catalogue import CATALOGUE
from tests.unit.sponsors.outreach.examples import EXAMPLES, FOLDER, as_text, example

SPECS = [spec for group in CATALOGUE for spec in group.specs]
ADDED_LATER = ("meeting.", "send.")


def kept(name: str) -> FactSheet:
    return FactSheet.from_dict(json.loads((FOLDER / f"{name}.json").read_text()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_what_gathering_gives(name, models, tmp_path):
    assert as_text(example(name, models, tmp_path)) == (FOLDER / f"{name}.json").read_text()


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_fact_is_as_the_catalogue_says(name):
    for fact in kept(name):
        spec = spec_of(CATALOGUE, fact.id)
        assert spec is not None, fact.id
        assert fact.kind in spec.kinds, fact.id
        assert bool(fact.derived_from) or not spec.derived or fact.id == "risk.silence", fact.id
        assert fact.evidence, fact.id
        assert "{" not in fact.label


@pytest.mark.parametrize("name", EXAMPLES)
def test_evidence_names_rows_and_origins_are_on_the_sheet(name):
    sheet = kept(name)
    for fact in sheet:
        assert all(parent in sheet for parent in fact.derived_from)
        for row in fact.evidence:
            table, key = row.split("/")
            assert table.startswith("crm.")
            assert int(key) > 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_missing_has_no_fact_and_says_what_to_import(name):
    sheet = kept(name)
    for item in sheet.missing:
        assert not any(matches(item.id, fact.id) for fact in sheet)
        assert item.remedy.endswith(".")
        assert "data/templates/" in item.remedy or "none" in item.remedy or "no " in item.remedy


def test_names_of_the_catalogue_are_unique():
    names = [spec.name for spec in SPECS]
    assert len(names) == len(set(names))


def test_almost_every_name_of_the_catalogue_occurs_in_an_example():
    facts = [fact.id for name in EXAMPLES for fact in kept(name)]
    unseen = {
        spec.name
        for spec in SPECS
        if not spec.name.startswith(ADDED_LATER)
        and not any(matches(spec.name, fact_id) for fact_id in facts)
    }
    assert unseen <= {
        "account.industry",  # no column of the template
        "recipient.communication_preference",
        "recipient.email_bounced_on",
        "risk.silence",
        "risk.departure.*.name",
        "risk.departure.*.left_on",
        "sponsor.backup.name",
    }


def test_a_name_with_a_star_matches_one_part_and_a_star_at_the_end_all_that_follows():
    assert matches("outcome.*.value", "outcome.cost.value")
    assert not matches("outcome.*.value", "outcome.cost.target")
    assert matches("outcome.*", "outcome.cost.value")
    assert not matches("outcome.*", "outcomes.cost")
    assert not matches("arr", "arr.more")


def test_the_rich_example_tells_the_story_of_the_specification():
    sheet = kept("rich")
    assert str(sheet["days_to_renewal"].value) == "90"
    assert sheet["recipient.relationship"].value == "met once, at QBR Q2 2025"
    beyond = sheet["outcome.operational_cost_reduction.vs_target"]
    assert (str(beyond.value), beyond.unit, beyond.direction) == ("7", "points", "above")
    assert beyond.kind is FactKind.PERCENT
    assert str(sheet["roi.multiple"].value) == "4.2"
    assert {fact.id for fact in sheet.roots(["roi.multiple"])} == {
        "arr",
        "outcome.annual_savings.value",
    }


def test_the_red_example_may_tell_an_executive_and_names_no_ticket():
    sheet = kept("red")
    assert sheet["issue.grounds"].value == "account_red"
    words = " ".join(str(fact.value) for fact in sheet)
    assert "lost after upgrade" not in words
    assert "Webhooks" not in words
