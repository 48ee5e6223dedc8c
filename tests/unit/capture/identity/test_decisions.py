"""What is the same, what is different, and taking it back."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture.identity import clusters, decide, history, withdraw
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.capture.identity.conftest import Decide, Key, found

pytestmark = pytest.mark.usefixtures("customers")
ANN = Actor("ann@us.example", frozenset({Role.CSM}))


def kept_equals_view(store: Store) -> bool:
    kept = store.rows("SELECT * FROM ops.cluster_member ORDER BY ALL")
    return kept == store.rows("SELECT * FROM ops.match_cluster ORDER BY ALL")


def golden_ids(store: Store, entity: str) -> list[str]:
    rows = store.rows(f"SELECT source_id FROM ops.golden_{entity} ORDER BY source_id")
    return [row["source_id"] for row in rows]


def test_two_accounts_called_the_same_are_one_and_their_rows_belong_to_it(
    store: Store, say: Decide, key: Key
) -> None:
    say("account", "A1", "Z1")
    assert golden_ids(store, "account") == ["A1", "A2"]
    assert store.value("SELECT account_key FROM crm.ticket WHERE source_id = 'T1'") == key("A1")
    assert store.value("SELECT account_key FROM crm.contact WHERE source_id = 'P1'") == key("A1")
    assert store.value("SELECT count(*) FROM crm.account") == 3
    assert kept_equals_view(store)


def test_withdrawing_brings_back_every_row_as_it_was(store: Store, say: Decide) -> None:
    tables = ("crm.account", "crm.contact", "crm.ticket", "ops.cluster_member", "ops.rekeyed_row")
    before = [store.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables]
    done = say("account", "A1", "Z1")
    withdraw(store, COMMAND_LINE, done.decision_ids[0], "a mistake")
    assert [store.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables] == before
    assert golden_ids(store, "account") == ["A1", "A2", "Z1"]
    (row,) = history(store, COMMAND_LINE, "account").rows
    assert row["withdrawn_reason"] == "a mistake"


def test_what_is_the_same_as_the_same_is_the_same(store: Store, say: Decide) -> None:
    say("account", "A1", "Z1")
    say("account", "Z1", "A2")
    (cluster,) = clusters(store, COMMAND_LINE, "account").rows
    assert {one["source_id"] for one in cluster["members"]} == {"A1", "A2", "Z1"}
    assert cluster["label"] in ("Acme Corporation", "Borel SARL")
    assert golden_ids(store, "account") in (["A1"], ["A2"])


def test_clusters_that_hold_a_pair_called_different_are_never_joined(
    store: Store, say: Decide
) -> None:
    say("account", "A1", "A2", "different")
    say("account", "A1", "Z1")
    with pytest.raises(InvalidInput, match=r"called different: Acme Corporation .* Borel SARL"):
        say("account", "Z1", "A2")
    assert golden_ids(store, "account") == ["A1", "A2"]


def test_a_persons_different_parts_what_the_matching_joined_at_its_weakest(
    store: Store, say: Decide, key: Key
) -> None:
    with store.transaction(COMMAND_LINE, "test.found") as work:
        for number, (one, other, p) in enumerate((("A1", "Z1", 0.999), ("Z1", "A2", 0.991)), 1):
            left, right = sorted((key(one), key(other)))
            work.execute(
                "INSERT INTO ops.match_decision BY NAME SELECT $n AS decision_id,"
                " 'account' AS entity, $l AS left_key, $r AS right_key, 'same' AS verdict,"
                " true AS is_automatic, $p AS probability, 1 AS run_id, 'job' AS decided_by,"
                " TIMESTAMP '2026-06-01' AS decided_at, '' AS reason",
                {"n": number, "l": left, "r": right, "p": p},
            )
    done = say("account", "A1", "A2", "different")
    assert done.withdrawn == (2,)
    assert len(clusters(store, COMMAND_LINE, "account").rows) == 1
    assert kept_equals_view(store)


def test_a_persons_word_is_not_parted_by_another_silently(store: Store, say: Decide) -> None:
    say("account", "A1", "Z1")
    say("account", "Z1", "A2")
    with pytest.raises(InvalidInput, match="People called the records between them the same"):
        say("account", "A1", "A2", "different")


def test_the_newest_word_about_a_pair_holds_and_withdrawing_it_brings_back_the_one_before(
    store: Store, say: Decide
) -> None:
    say("account", "A1", "Z1")
    second = say("account", "A1", "Z1", "different")
    assert golden_ids(store, "account") == ["A1", "A2", "Z1"]
    withdraw(store, COMMAND_LINE, second.decision_ids[0])
    assert golden_ids(store, "account") == ["A1", "A2"]


def test_withdrawing_is_refused_when_it_would_join_what_was_called_different(
    store: Store, say: Decide
) -> None:
    say("account", "A1", "Z1")
    apart = say("account", "A1", "Z1", "different")
    say("account", "Z1", "A2")
    say("account", "A1", "A2", "different")
    with pytest.raises(InvalidInput, match="called different"):
        withdraw(store, COMMAND_LINE, apart.decision_ids[0])
    assert kept_equals_view(store)


def test_saying_it_twice_writes_one_decision(store: Store, say: Decide) -> None:
    say("account", "A1", "Z1")
    assert say("account", "Z1", "A1").decision_ids == ()
    assert history(store, COMMAND_LINE, "account").total == 1


def test_a_decision_is_withdrawn_once(store: Store, say: Decide) -> None:
    number = say("account", "A1", "Z1").decision_ids[0]
    withdraw(store, COMMAND_LINE, number)
    with pytest.raises(InvalidInput, match="already withdrawn"):
        withdraw(store, COMMAND_LINE, number)
    with pytest.raises(NotFound):
        withdraw(store, COMMAND_LINE, 99)


def test_what_is_no_pair_or_no_verdict_is_refused(store: Store, key: Key) -> None:
    with pytest.raises(InvalidInput, match="two records"):
        decide(store, COMMAND_LINE, "account", [(key("A1"), key("A1"))], "same")
    with pytest.raises(InvalidInput, match="no verdict"):
        decide(store, COMMAND_LINE, "account", [(key("A1"), key("Z1"))], "alike")
    with pytest.raises(InvalidInput, match="not matched"):
        decide(store, COMMAND_LINE, "ticket", [(1, 2)], "same")
    with pytest.raises(NotFound):
        decide(store, COMMAND_LINE, "account", [(key("A1"), 7)], "same")


def test_only_who_sees_both_records_decides(store: Store, say: Decide) -> None:
    say("account", "A1", "A2", actor=ANN)
    with pytest.raises(Forbidden, match="yours to see"):
        say("account", "A2", "Z1", actor=ANN)
    with pytest.raises(Forbidden):
        say("account", "A2", "Z1", actor=Actor("x@us.example", frozenset({Role.INTEGRATION})))
    assert golden_ids(store, "account") == ["A1", "Z1"] or golden_ids(store, "account") == [
        "A2",
        "Z1",
    ]


def test_opposing_decisions_of_other_pairs_stay_as_they_are(store: Store, key: Key) -> None:
    with store.transaction(COMMAND_LINE, "test.found") as work:
        found(work, "account", [(key("A1"), key("Z1"), 0.97)])
    done = decide(store, COMMAND_LINE, "account", [(key("A1"), key("Z1"))], "same", "same office")
    (row,) = history(store, COMMAND_LINE, "account").rows
    assert row["decision_id"] == done.decision_ids[0]
    assert (row["probability"], row["run_id"], row["reason"]) == (0.97, 1, "same office")
