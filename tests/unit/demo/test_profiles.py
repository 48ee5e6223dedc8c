"""The demonstration's people write as they are, and its customers have wishes worth finding."""

from __future__ import annotations

from collections import Counter

from core.actor import COMMAND_LINE
from core.channels.events import EventKind, events
from core.health.profile import RULES, codevelopment_cards, maturities, profile
from core.wiring import Cockpit
from tests.unit.demo.conftest import END


def test_every_rule_finds_something_and_sales_was_told_of_it(demo: Cockpit) -> None:
    cards = codevelopment_cards(demo.store, COMMAND_LINE, END)
    rules = Counter(card.rule for card in cards)
    assert set(rules) == {rule.name for rule in RULES}
    assert 15 <= len(cards) <= 50
    kinds = (EventKind.CODEVELOPMENT_FOUND,)
    told = events(demo.store, COMMAND_LINE, kinds=kinds, limit=200)
    assert len(told) == len(cards)
    assert all(event.for_email.endswith("@lumenfold.example") for event in told)


def test_some_people_write_otherwise_than_the_crm_says(demo: Cockpit) -> None:
    keys = demo.store.rows("SELECT account_key FROM crm.account")
    sources = Counter(
        person.maturity.source
        for row in keys
        for person in maturities(demo.store, COMMAND_LINE, row["account_key"], END)
    )
    assert sources["refined"] >= 5
    assert sources["assessed"] > 200


def test_a_large_account_s_profile_has_every_part(demo: Cockpit) -> None:
    row = demo.store.one("SELECT account_key FROM crm.account WHERE name = 'Driftwood Robotics'")
    assert row is not None
    found = profile(demo.store, COMMAND_LINE, row["account_key"], END)
    assert found.missing == ()
    assert found.integrations and found.systems and found.roadmap and found.communications
    assert 0 < found.features_used < len(found.features)
