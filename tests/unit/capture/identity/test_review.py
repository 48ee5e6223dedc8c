"""The queue, one pair side by side, clusters and what was decided before."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture.identity import clusters, golden_fields, history, pair, queue
from core.errors import Forbidden, InvalidInput
from core.store import Store
from tests.unit.capture.identity.conftest import Decide, Key, found

pytestmark = pytest.mark.usefixtures("customers")
ANN = Actor("ann@us.example", frozenset({Role.CSM}))


@pytest.fixture
def pairs(store: Store, key: Key, customers: None) -> None:
    with store.transaction(COMMAND_LINE, "test.found") as work:
        found(
            work,
            "account",
            [
                (key("A1"), key("Z1"), 0.95),
                (key("Z1"), key("A2"), 0.7),
                (key("A1"), key("A2"), 0.6),
            ],
        )
        found(work, "contact", [(key("C1"), key("P1"), 0.9), (key("C1"), key("C2"), 0.2)])


@pytest.mark.usefixtures("pairs")
def test_the_queue_lists_the_likeliest_first_from_reviews_threshold_on(store: Store) -> None:
    listing = queue(store, COMMAND_LINE, "account")
    assert [row["probability"] for row in listing.rows] == [0.95, 0.7, 0.6]
    assert listing.total == 3
    assert queue(store, COMMAND_LINE, "contact").total == 1
    assert queue(store, COMMAND_LINE, "account", min_probability=0.9).total == 1
    page = queue(store, COMMAND_LINE, "account", limit=1, offset=1, sort="unlikeliest")
    assert ([row["probability"] for row in page.rows], page.total) == ([0.7], 3)
    past = queue(store, COMMAND_LINE, "account", offset=10)
    assert (past.rows, past.total) == ([], 3)


@pytest.mark.usefixtures("pairs")
def test_the_queue_is_searched_by_name_identifier_address_and_account(store: Store) -> None:
    assert queue(store, COMMAND_LINE, "account", search="borel").total == 2
    assert queue(store, COMMAND_LINE, "contact", search="JANE.DOE@").total == 1
    assert queue(store, COMMAND_LINE, "contact", search="corporation").total == 1
    assert queue(store, COMMAND_LINE, "contact", search="nobody").rows == []
    with pytest.raises(InvalidInput, match="sorted"):
        queue(store, COMMAND_LINE, "contact", sort="odd")  # type: ignore[arg-type]


@pytest.mark.usefixtures("pairs")
def test_between_two_clusters_only_the_likeliest_pair_waits(store: Store, say: Decide) -> None:
    say("account", "A1", "Z1")
    assert [row["probability"] for row in queue(store, COMMAND_LINE, "account").rows] == [0.7]
    say("account", "A1", "A2", "different")
    assert queue(store, COMMAND_LINE, "account").total == 0


@pytest.mark.usefixtures("pairs")
def test_who_sees_one_of_two_records_sees_no_pair(store: Store, key: Key) -> None:
    assert [row["probability"] for row in queue(store, ANN, "account").rows] == [0.6]
    assert queue(store, ANN, "contact").total == 0
    with pytest.raises(Forbidden):
        pair(store, ANN, "contact", key("C1"), key("P1"))
    with pytest.raises(Forbidden):
        golden_fields(store, ANN, "account", key("Z1"))


@pytest.mark.usefixtures("pairs")
def test_whoever_looks_after_one_member_sees_the_cluster_and_its_decisions(
    store: Store, say: Decide, key: Key
) -> None:
    say("account", "A1", "Z1")
    assert clusters(store, ANN, "account").total == 1
    assert history(store, ANN, "account").total == 1
    assert pair(store, ANN, "account", key("A1"), key("Z1")).decision is not None
    assert history(store, ANN, "account", record_key=key("A2")).total == 0


@pytest.mark.usefixtures("pairs")
def test_a_pair_shows_evidence_what_would_move_and_the_record_that_would_follow(
    store: Store, key: Key
) -> None:
    shown = pair(store, COMMAND_LINE, "account", key("Z1"), key("A1"))
    assert shown.left.key < shown.right.key
    assert {shown.left.source_id, shown.right.source_id} == {"A1", "Z1"}
    assert shown.evidence[0]["comparison"] == "prior"
    assert shown.standing_key == key("A1")
    assert shown.moving == {"crm.contact": 1, "crm.ticket": 1}
    assert {one.field: one.value for one in shown.golden}["name"] == "Acme Corporation"
    assert (shown.decision, shown.obstacle) == (None, "")


@pytest.mark.usefixtures("pairs")
def test_a_pair_that_cannot_be_one_says_why(store: Store, say: Decide, key: Key) -> None:
    say("account", "A1", "Z1")
    say("account", "A1", "A2", "different")
    shown = pair(store, COMMAND_LINE, "account", key("Z1"), key("A2"))
    assert "were called different" in shown.obstacle
    assert {shown.left.cluster_size, shown.right.cluster_size} == {1, 2}
    with pytest.raises(InvalidInput, match="two records"):
        pair(store, COMMAND_LINE, "account", key("Z1"), key("Z1"))


def test_a_record_alone_is_its_own_golden_record(store: Store, key: Key) -> None:
    fields = {one.field: one for one in golden_fields(store, COMMAND_LINE, "contact", key("C2"))}
    assert fields["title"].value == "CTO"
    assert fields["title"].others == ()


def test_what_two_records_agree_on_is_no_other_saying(store: Store, say: Decide, key: Key) -> None:
    say("contact", "C1", "P1")
    fields = {one.field: one for one in golden_fields(store, COMMAND_LINE, "contact", key("P1"))}
    assert fields["status"].others == ()
    assert fields["consent"].others == ((key("C1"), "given"),)
