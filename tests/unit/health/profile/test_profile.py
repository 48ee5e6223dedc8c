"""The profile of one account, part by part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.actor import Actor
from core.errors import Forbidden, NotFound
from core.health.profile import RelationshipProfile, maturities, profile, technical_maturity
from core.health.profile.as_json import as_json
from core.health.profile.compose import active_stakeholders
from tests.spec.world import AS_OF, World, key
from tests.unit.health.profile.conftest import ANN, BOB, LEE


@pytest.fixture(scope="module")
def acme(filled: World) -> RelationshipProfile:
    return profile(filled.store, ANN, key("A"), AS_OF)


def test_people_are_there_with_their_maturity(acme: RelationshipProfile) -> None:
    levels = {
        person.full_name: (person.maturity.level, person.maturity.source)
        for person in acme.stakeholders
    }
    assert levels == {"Eve Adams": ("high", "refined"), "Max Moreau": ("low", "title")}
    assert [person.contact_id for person in active_stakeholders(acme)] == ["eve", "max"]


def test_an_integration_has_a_state_a_depth_and_the_tickets_about_it(
    acme: RelationshipProfile,
) -> None:
    found = {item.integration: item for item in acme.integrations}
    erp = found["ERP connector"]
    assert (erp.state, erp.depth, erp.reporting_days, erp.calls_per_day) == (
        "active",
        "light",
        2,
        200,
    )
    assert erp.tickets == 1
    assert f"crm.ticket/{key('T4')}" in erp.evidence
    assert (found["Label printer"].state, found["Label printer"].depth) == ("silent", "none")


def test_features_are_used_not_used_or_only_named(acme: RelationshipProfile) -> None:
    states = {item.feature: (item.state, item.tickets) for item in acme.features}
    assert states == {
        "Returns": ("used", 0),
        "ERP export": ("connected", 0),
        "Forecasting": ("named", 1),
        "Audit": ("not_used", 0),
        "Scanning": ("unknown", 0),
    }
    assert acme.features_used == 1


def test_their_systems_know_what_reaches_them(acme: RelationshipProfile) -> None:
    found = {item.application: item for item in acme.systems}
    erp, prism = found["Kontor ERP"], found["Prism"]
    assert (erp.integration, erp.is_leaving, erp.messages) == ("ERP connector", True, 0)
    assert (prism.integration, prism.is_leaving, prism.messages) == (None, False, 1)


def test_conversations_are_newest_first_with_what_became_of_them(
    acme: RelationshipProfile,
) -> None:
    found = [(item.subject, item.status, item.people) for item in acme.communications]
    assert found == [
        ("Fresh", "waiting", ("Max Moreau",)),
        ("Review", "held", ("Eve Adams",)),
        ("Re: Next", "received", ("Eve Adams",)),
        ("Next steps", "answered", ("Eve Adams",)),
        ("Lost", "no_answer", ("Max Moreau",)),
    ]
    assert acme.communications[1].outcome == "Went well"


def test_the_roadmap_shows_what_something_speaks_for(acme: RelationshipProfile) -> None:
    found = [(item.title, item.alignment, item.reasons) for item in acme.roadmap]
    assert found == [
        ("Returns anew", "high", ("goal", "used")),
        ("Read Kontor ERP", "medium", ("system",)),
    ]
    assert acme.unrelated_items == 1


def test_nothing_is_missing_where_everything_was_imported(acme: RelationshipProfile) -> None:
    assert acme.missing == ()


def test_an_account_of_which_little_is_known_says_what_to_import(filled: World) -> None:
    bolt = profile(filled.store, BOB, key("B"), AS_OF)
    assert len(bolt.missing) == 5
    assert any("import the environment file" in line for line in bolt.missing)


def test_a_past_date_shows_what_was_known_then(world: World) -> None:
    day = date(2026, 5, 31)
    then = profile(world.refresh(day).store, ANN, key("A"), day)
    assert [item.subject for item in then.communications] == ["Lost"]
    assert {item.state for item in then.integrations} == {"silent"}
    eve = then.stakeholders[0]
    assert (eve.full_name, eve.maturity.source) == ("Eve Adams", "assessed")
    assert then.opportunities == ()


def test_the_newest_conversations_are_shown_as_many_as_asked_for(filled: World) -> None:
    few = profile(filled.store, ANN, key("A"), AS_OF, communications=2)
    assert [item.subject for item in few.communications] == ["Fresh", "Review"]


def test_security_01_another_book_s_account_is_answered_like_none(filled: World) -> None:
    for ask in (profile, maturities):
        with pytest.raises(NotFound):
            ask(filled.store, BOB, key("A"), AS_OF)
        with pytest.raises(Forbidden):
            ask(filled.store, Actor("nobody@us.example"), key("A"), AS_OF)
    assert profile(filled.store, LEE, key("A"), AS_OF).account_id == "A"


def test_a_contact_unknown_on_the_date_has_no_maturity(filled: World) -> None:
    with pytest.raises(NotFound):
        technical_maturity(filled.store, key("nobody"), AS_OF)
    with pytest.raises(NotFound):
        technical_maturity(filled.store, key("eve"), AS_OF - timedelta(days=4000))


def test_as_json_names_accounts_and_people_as_imported(acme: RelationshipProfile) -> None:
    said = as_json(acme)
    assert (said["account_id"], said["name"], said["features_used"]) == ("A", "Acme", 1)
    assert said["stakeholders"][0]["technical_maturity"] == "high"
    assert said["stakeholders"][0]["maturity"]["signs"][0]["level"] == "high"
    assert "_key'" not in str(said)
