"""Many pairs at once, taken back together, and what another rule would change."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.actor import LOCAL, Actor, Role
from core.capture import ImportOptions, plan, publish
from core.capture.identity.automatic import accept
from core.capture.identity.bulk import take_back
from core.capture.identity.decisions import decide
from core.capture.identity.review import clusters, history, queue
from core.capture.identity.rule_effect import rule_effect
from core.errors import Forbidden, InvalidInput
from core.store import Store
from tests.duplicates import key_of, propose


@pytest.fixture
def people(store: Store, tmp_path: Path) -> dict[str, int]:
    """Keys of four contacts by identifier; three pairs of them in a chain wait."""
    path = tmp_path / "contacts.csv"
    path.write_text(
        "contact_id,account_id,full_name,title\n1,A,Ann Lee,Chief Financial Officer\n2,A,Anne Lee,CFO\n"
        "3,A,A. Lee,\n4,A,Bo Wu,CTO\n"
    )
    accounts = tmp_path / "accounts.csv"
    accounts.write_text("account_id,name,owner_email\nA,Acme,ann@us.example\n")
    options = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
    publish(store, LOCAL, plan(store, LOCAL, [accounts, path], options=options))
    keys = {name: key_of(store, "contact", name) for name in "1234"}
    chain = [("1", "2", 0.99), ("2", "3", 0.9), ("3", "4", 0.7)]
    propose(store, "contact", [(keys[one], keys[other], share) for one, other, share in chain])
    return keys


def test_pairs_from_a_probability_on_are_accepted_and_the_others_wait(
    store: Store, people: dict[str, int]
) -> None:
    done = accept(store, LOCAL, "contact", 0.9, "sure enough")
    assert (len(done.decision_ids), done.skipped) == (2, ())
    assert queue(store, LOCAL, "contact").total == 1
    (found,) = clusters(store, LOCAL, "contact").rows
    assert len(found["members"]) == 3
    assert {row["reason"] for row in history(store, LOCAL, "contact").rows} == {"sure enough"}


def test_what_was_accepted_at_once_is_taken_back_at_once(
    store: Store, people: dict[str, int]
) -> None:
    done = accept(store, LOCAL, "contact", 0.5)
    assert take_back(store, LOCAL, "contact", done.decision_ids) == 3
    assert clusters(store, LOCAL, "contact").total == 0
    assert queue(store, LOCAL, "contact").total == 3
    assert take_back(store, LOCAL, "contact", done.decision_ids) == 0


def test_a_pair_that_contradicts_a_person_is_left_and_the_others_go_on(
    store: Store, people: dict[str, int]
) -> None:
    decide(store, LOCAL, "contact", [(people["1"], people["3"])], "different")
    done = accept(store, LOCAL, "contact", 0.5)
    assert len(done.decision_ids) == 2
    assert done.skipped == (tuple(sorted((people["2"], people["3"]))),)


def test_nothing_waiting_is_nothing_accepted(store: Store) -> None:
    assert accept(store, LOCAL, "contact", 0.9).decision_ids == ()


def test_another_book_is_accepted_by_nobody_who_does_not_see_it(
    store: Store, people: dict[str, int]
) -> None:
    other = Actor("bob@us.example", frozenset({Role.CSM}))
    assert accept(store, other, "contact", 0.5).decision_ids == ()
    done = accept(store, LOCAL, "contact", 0.9)
    with pytest.raises(Forbidden):
        take_back(store, other, "contact", done.decision_ids)
    with pytest.raises(Forbidden):
        accept(store, Actor("x@us.example"), "contact", 0.9)


def test_the_effect_of_a_rule_is_shown_and_nothing_is_written(
    store: Store, people: dict[str, int]
) -> None:
    accept(store, LOCAL, "contact", 0.99)
    before = store.data_version
    effect = rule_effect(store, LOCAL, "contact", "title", "longest")
    assert (effect.changed, effect.of) == (1, 1)
    assert effect.sample[0].then == "Chief Financial Officer"
    assert rule_effect(store, LOCAL, "contact", "title", "newest").changed == 0
    assert store.data_version == before
    with pytest.raises(InvalidInput):
        rule_effect(store, LOCAL, "contact", "title", "loudest")
