"""What becomes one without a person, and what never does."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture.identity import accept, history, queue, settle, withdraw
from core.errors import Forbidden
from core.policy import current, ensure_shipped, save
from core.store import Store
from tests.unit.capture.identity.conftest import Decide, Key, found

pytestmark = pytest.mark.usefixtures("customers")


def finds(store: Store, key: Key, entity: str, *pairs: tuple[str, str, float]) -> None:
    with store.transaction(COMMAND_LINE, "test.found") as work:
        found(work, entity, [(key(one), key(other), share) for one, other, share in pairs])


def in_force(store: Store, entity: str) -> int:
    return history(store, COMMAND_LINE, entity, in_force_only=True).total


def test_what_the_matching_is_certain_of_becomes_one_and_the_rest_waits(
    store: Store, key: Key
) -> None:
    finds(store, key, "contact", ("C1", "P1", 0.995), ("C1", "C2", 0.8), ("P1", "C2", 0.3))
    done = settle(store, COMMAND_LINE, "contact")
    assert done.summary == "1 pair decided"
    assert queue(store, COMMAND_LINE, "contact").total == 1
    (row,) = history(store, COMMAND_LINE, "contact").rows
    assert (row["is_automatic"], row["probability"], row["run_id"]) == (True, 0.995, 1)


def test_nothing_to_do_writes_nothing(store: Store, key: Key) -> None:
    finds(store, key, "contact", ("C1", "P1", 0.995))
    settle(store, COMMAND_LINE, "contact")
    version = store.data_version
    events = store.value("SELECT count(*) FROM ops.audit_event")
    assert settle(store, COMMAND_LINE, "contact").decision_ids == ()
    assert store.data_version == version
    assert store.value("SELECT count(*) FROM ops.audit_event") == events


def test_what_a_person_called_different_is_never_joined_also_through_others(
    store: Store, key: Key, say: Decide
) -> None:
    say("contact", "C1", "C2", "different")
    finds(store, key, "contact", ("C1", "C2", 0.999), ("C1", "P1", 0.998), ("P1", "C2", 0.997))
    settle(store, COMMAND_LINE, "contact")
    members = store.rows("SELECT member_key FROM ops.cluster_member")
    assert {row["member_key"] for row in members} == {key("C1"), key("P1")}
    assert queue(store, COMMAND_LINE, "contact").total == 0


def test_two_accounts_of_one_system_wait_for_review_unless_the_policy_says_otherwise(
    store: Store, key: Key
) -> None:
    ensure_shipped(store)
    pairs = (("A1", "Z1", 0.999), ("Z1", "A2", 0.998), ("A1", "A2", 0.997))
    finds(store, key, "account", *pairs)
    assert len(settle(store, COMMAND_LINE, "account").decision_ids) == 1
    assert queue(store, COMMAND_LINE, "account").total == 1
    policy = current(store).with_value("identity_within_system", 1)
    save(store, COMMAND_LINE, policy, "one system with many doubles")
    settle(store, COMMAND_LINE, "account")
    assert store.value("SELECT count(DISTINCT cluster_key) FROM ops.cluster_member") == 1


def test_the_policy_can_leave_every_pair_to_people(store: Store, key: Key) -> None:
    ensure_shipped(store)
    save(store, COMMAND_LINE, current(store).with_value("identity_automatic", 0), "we look")
    finds(store, key, "contact", ("C1", "P1", 0.999))
    assert settle(store, COMMAND_LINE, "contact").decision_ids == ()


def test_a_run_that_finds_otherwise_parts_what_an_earlier_one_joined_but_no_persons_pair(
    store: Store, key: Key, say: Decide
) -> None:
    finds(store, key, "contact", ("C1", "P1", 0.999))
    settle(store, COMMAND_LINE, "contact")
    say("account", "A1", "Z1")
    finds(store, key, "contact", ("C1", "P1", 0.7))
    assert settle(store, COMMAND_LINE, "contact").withdrawn == ()
    finds(store, key, "contact")
    finds(store, key, "account")
    assert settle(store, COMMAND_LINE, "contact").withdrawn == (1,)
    assert settle(store, COMMAND_LINE, "account").withdrawn == ()
    assert in_force(store, "contact") == 0
    assert in_force(store, "account") == 1


def test_accepting_all_above_a_share_skips_what_was_called_different(
    store: Store, key: Key, say: Decide
) -> None:
    say("contact", "C1", "C2", "different")
    finds(store, key, "contact", ("C1", "P1", 0.98), ("P1", "C2", 0.97))
    done = accept(store, COMMAND_LINE, "contact", 0.9, "looked through")
    assert len(done.decision_ids) == 1
    assert done.skipped == (tuple(sorted((key("P1"), key("C2")))),)
    assert accept(store, COMMAND_LINE, "contact", 0.9).decision_ids == ()


def test_what_a_person_took_back_waits_for_a_person_and_is_not_merged_again(
    store: Store, key: Key
) -> None:
    finds(store, key, "contact", ("C1", "P1", 0.999))
    settle(store, COMMAND_LINE, "contact")
    withdraw(store, COMMAND_LINE, 1, "two people")
    finds(store, key, "contact", ("C1", "P1", 0.999))
    assert settle(store, COMMAND_LINE, "contact").decision_ids == ()
    assert queue(store, COMMAND_LINE, "contact").total == 1


def test_security_01_who_decides_of_one_book_does_not_merge_in_every_book(
    store: Store, key: Key
) -> None:
    finds(store, key, "contact", ("C1", "P1", 0.999))
    with pytest.raises(Forbidden):
        settle(store, Actor("ann@us.example", frozenset({Role.CSM})), "contact")
