"""Merges and imports: what is decided survives whatever is imported and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, assign, plan, publish, undo
from core.capture.identity import decide, history, withdraw
from core.capture.identity.reconcile import reconcile
from core.clock import fixed
from core.errors import RapportError
from core.store import Store
from tests.conftest import NOW
from tests.unit.capture.conftest import Bring, Write
from tests.unit.capture.identity.conftest import Decide, Key
from tests.unit.capture.test_undo import snapshot

ACCOUNTS = "account_id,name,domain,owner_email"
TICKETS = "ticket_id,account_id,subject,priority,status,opened_at"
CONTACTS = "contact_id,account_id,full_name,email"
DERIVED = ("cluster_member", "golden_value", "rekeyed_row", "merged_account", "merged_contact")


def derived(store: Store) -> dict[str, list[str]]:
    """What follows from rows and decisions, as text, in no order."""
    return {table: sorted(str(row) for row in store.rows(f"FROM ops.{table}")) for table in DERIVED}


@pytest.fixture
def merged(store: Store, write: Write, bring: Bring, say: Decide) -> None:
    """A1 and A2 are one, C2 is A2's."""
    bring(
        write("accounts.csv", ACCOUNTS, "A1,Acme,acme.com,", "A2,Acme GmbH,,", "B1,Borel,,"),
        write("contacts.csv", CONTACTS, "C1,A1,Jo,jo@acme.com", "C2,A2,Mo,"),
    )
    say("account", "A1", "A2")


def owner(store: Store, contact: str) -> str:
    return str(
        store.value(
            "SELECT account.source_id FROM crm.contact JOIN crm.account USING (account_key)"
            " WHERE contact.source_id = $id",
            {"id": contact},
        )
    )


@pytest.mark.usefixtures("merged")
def test_a_merge_survives_the_same_file_again(store: Store, write: Write, bring: Bring) -> None:
    before = snapshot(store), derived(store)
    version = store.rows("FROM ops.table_version WHERE table_name = 'crm.ticket'")
    (report,) = bring(write("contacts.csv", CONTACTS, "C1,A1,Jo,jo@acme.com", "C2,A2,Mo,"))
    assert (report.new, report.changed) == (0, 0)
    assert (snapshot(store), derived(store)) == before
    assert store.rows("FROM ops.table_version WHERE table_name = 'crm.ticket'") == version


@pytest.mark.usefixtures("merged")
def test_a_merge_survives_changed_fields_and_what_it_points_at_follows(
    store: Store, write: Write, bring: Bring, key: Key
) -> None:
    standing = owner(store, "C1")
    bring(
        write("accounts.csv", ACCOUNTS, "A1,Acme Inc,acme.com,", "A2,Acme Holding GmbH,acme.de,"),
        write("contacts.csv", CONTACTS, "C2,A2,Moritz,mo@acme.de", "C3,A2,Flo,"),
    )
    assert {owner(store, one) for one in ("C1", "C2", "C3")} == {standing}
    name = store.value(
        "SELECT name FROM ops.golden_account WHERE account_key = $account_key",
        {"account_key": key(standing)},
    )
    assert name == {"A1": "Acme Inc", "A2": "Acme Holding GmbH"}[standing]


@pytest.mark.usefixtures("merged")
def test_undoing_an_import_after_a_withdrawal_points_rows_at_their_own_account(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("contacts.csv", CONTACTS, "C2,A2,Moritz,mo@acme.de"))
    withdraw(store, COMMAND_LINE, 1)
    undo(store, COMMAND_LINE, 2)
    assert store.value("SELECT full_name FROM crm.contact WHERE source_id = 'C2'") == "Mo"
    assert owner(store, "C2") == "A2"


@pytest.mark.usefixtures("merged")
def test_a_merge_comes_back_when_a_row_that_was_undone_comes_back(
    store: Store, write: Write, bring: Bring, say: Decide
) -> None:
    bring(write("more.csv", ACCOUNTS, "D1,Delta,,"), kind="rapport.accounts")
    say("account", "A1", "D1")
    undo(store, COMMAND_LINE, 2)
    assert store.value("SELECT count(*) FROM ops.cluster_member") == 2
    bring(write("more.csv", ACCOUNTS, "D1,Delta AG,,"), kind="rapport.accounts")
    assert store.value("SELECT count(*) FROM ops.cluster_member") == 3


@pytest.mark.usefixtures("merged")
def test_a_row_assigned_by_hand_goes_with_the_cluster_and_back(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("contacts.csv", CONTACTS, "C9,X9,Zoe,"))
    assign(store, COMMAND_LINE, "account_ref", "X9", "rapport:A1")
    withdraw(store, COMMAND_LINE, 1)
    assert owner(store, "C9") in ("A1", "A2")
    assert store.value("SELECT count(*) FROM ops.rekeyed_row") == 0


@pytest.mark.usefixtures("merged")
def test_facts_imported_later_belong_to_the_cluster_and_go_back_to_their_own_account(
    store: Store, write: Write, bring: Bring, key: Key
) -> None:
    end = ",P1,open,2026-06-20T00:00:00Z"
    bring(write("tickets.csv", TICKETS, f"T1,A1,Slow{end}", f"T2,A2,Down{end}"))
    bring(write("tickets.csv", TICKETS, f"T2,A2,Down again{end}"))
    assert store.value("SELECT count(DISTINCT account_key) FROM crm.ticket") == 1
    undo(store, COMMAND_LINE, 3)
    assert store.value("SELECT count(DISTINCT account_key) FROM crm.ticket") == 1
    withdraw(store, COMMAND_LINE, 1)
    rows = store.rows("SELECT source_id, account_key, subject FROM crm.ticket ORDER BY source_id")
    assert [(row["account_key"], row["subject"]) for row in rows] == [
        (key("A1"), "Slow"),
        (key("A2"), "Down"),
    ]


@pytest.mark.usefixtures("merged")
def test_a_rehearsal_leaves_everything_as_it_is(store: Store, write: Write) -> None:
    before = snapshot(store), derived(store)
    path = write("contacts.csv", CONTACTS, "C2,A2,Moritz,mo@acme.de")
    plan(store, COMMAND_LINE, [path])
    assert (snapshot(store), derived(store)) == before


_ids = st.sampled_from(["1", "2", "3", "4"])
_accounts = st.lists(
    st.tuples(_ids, st.sampled_from(["Acme", "Borel"]), st.sampled_from(["a.com", ""])),
    min_size=1,
    max_size=4,
)
_contacts = st.lists(
    st.tuples(_ids, _ids, st.sampled_from(["Jo", "Mo"]), st.sampled_from(["x@a.com", ""])),
    min_size=1,
    max_size=4,
)
_tickets = st.lists(
    st.tuples(
        _ids,
        _ids,
        st.sampled_from(["Slow", "Down"]),
        st.just("P1"),
        st.just("open"),
        st.just("2026-06-20T00:00:00Z"),
    ),
    min_size=1,
    max_size=4,
)
_pairs = st.tuples(st.sampled_from(["account", "contact"]), _ids, _ids)
_acts = st.lists(
    st.one_of(
        st.tuples(st.just("import"), _accounts, _contacts, st.booleans()),
        st.tuples(st.just("facts"), _tickets),
        st.tuples(st.just("same"), _pairs),
        st.tuples(st.just("different"), _pairs),
        st.tuples(st.just("withdraw"), st.integers(1, 4)),
        st.tuples(st.just("undo")),
    ),
    min_size=2,
    max_size=7,
)


def _import(store: Store, home: Path, act: tuple[object, ...]) -> None:
    home.mkdir()
    if act[0] == "facts":
        _write(home / "tickets.csv", TICKETS, act[1])
    else:
        _write(home / "accounts.csv", "account_id,name,domain", act[1])
        _write(home / "contacts.csv", "contact_id,account_id,full_name,email", act[2])
    options = ImportOptions(full_export=act[0] == "import" and bool(act[3]))
    publish(store, COMMAND_LINE, plan(store, COMMAND_LINE, [home], options=options, check=False))


def _write(path: Path, header: str, rows: object) -> None:
    lines = [",".join(row) for row in rows]  # type: ignore[attr-defined]
    path.write_text("\n".join([header, *lines, ""]))


def _key_of(store: Store, entity: str, source_id: str) -> int:
    return int(
        store.value(
            f"SELECT {entity}_key FROM crm.{entity} WHERE source_id = $id", {"id": source_id}
        )
        or 0
    )


def _act(store: Store, home: Path, act: tuple[object, ...], imports: list[int]) -> None:
    if act[0] in ("import", "facts"):
        _import(store, home, act)
        imports.append(int(store.value("SELECT max(import_id) FROM crm.import_batch")))
    elif act[0] == "undo":
        if imports:
            undo(store, COMMAND_LINE, imports.pop())
    elif act[0] == "withdraw":
        withdraw(store, COMMAND_LINE, int(str(act[1])))
    else:
        entity, one, other = act[1]  # type: ignore[misc]
        pair = (_key_of(store, entity, one), _key_of(store, entity, other))
        decide(store, COMMAND_LINE, entity, [pair], str(act[0]))


def _in_folder(check: Callable[[Path], None]) -> None:
    folder = Path(mkdtemp())
    try:
        check(folder)
    finally:
        shutil.rmtree(folder)


def _decided(store: Store) -> list[tuple[str, int, int, str]]:
    """What holds for each pair, in any order."""
    rows = store.rows(
        "SELECT entity, left_key, right_key, verdict FROM ops.match_decision"
        " WHERE withdrawn_at IS NULL QUALIFY row_number() OVER"
        " (PARTITION BY entity, left_key, right_key ORDER BY decision_id DESC) = 1"
    )
    return sorted((r["entity"], r["left_key"], r["right_key"], r["verdict"]) for r in rows)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(acts=_acts)
def test_any_order_of_imports_undoing_decisions_and_withdrawals_ends_where_a_replay_ends(
    blank: Callable[[Path], Path],
    acts: list[tuple[object, ...]],
) -> None:
    def check(folder: Path) -> None:
        with (
            Store.open(blank(folder / "a"), clock=fixed(NOW), threads=1) as store,
            Store.open(blank(folder / "b"), clock=fixed(NOW), threads=1) as replayed,
        ):
            done: list[tuple[int, tuple[object, ...]]] = []
            imports: list[int] = []
            for number, act in enumerate(acts):
                try:
                    _act(store, folder / str(number), act, imports)
                except RapportError:
                    continue
                if act[0] in ("import", "facts"):
                    done.append((number, act))
                elif act[0] == "undo" and done:
                    done.pop()
                kept = store.rows("SELECT * FROM ops.cluster_member ORDER BY ALL")
                assert kept == store.rows("SELECT * FROM ops.match_cluster ORDER BY ALL")
            # The same imports without any merge, then what is decided now, in another order.
            for number, act in done:
                _import(replayed, folder / f"again-{number}", act)
            for verdict in ("different", "same"):
                for entity, left, right, said in reversed(_decided(store)):
                    if said == verdict:
                        _say_to_absent(replayed, entity, left, right, verdict)
            _same_links(store, replayed)

    _in_folder(check)


def _say_to_absent(store: Store, entity: str, left: int, right: int, verdict: str) -> None:
    """A decision of which a record may not be there, as it is after an import was undone."""
    with store.transaction(COMMAND_LINE, "test.decide") as work:
        work.execute(
            "INSERT INTO ops.match_decision BY NAME SELECT (SELECT count(*) + 1 FROM"
            " ops.match_decision) AS decision_id, $e AS entity, $l::UBIGINT AS left_key,"
            " $r::UBIGINT AS right_key, $v AS verdict, false AS is_automatic, 'x' AS decided_by,"
            " TIMESTAMP '2026-06-01' AS decided_at, '' AS reason",
            {"e": entity, "l": left, "r": right, "v": verdict},
        )
        reconcile(work, rows_changed=False)


def _same_links(store: Store, replayed: Store) -> None:
    columns = "source_system, source_id, full_name, email, account_key, contact_key"
    for table in ("crm.contact", "ops.golden_contact"):
        sql = f"SELECT {columns} FROM {table} ORDER BY contact_key"
        assert store.rows(sql) == replayed.rows(sql)
    sql = "SELECT source_id, subject, account_key FROM crm.ticket ORDER BY source_id"
    assert store.rows(sql) == replayed.rows(sql)
    sql = "SELECT account_key, name, domain, source_id FROM ops.golden_account ORDER BY ALL"
    assert store.rows(sql) == replayed.rows(sql)
    for table in ("cluster_member", "rekeyed_row"):
        crm = "" if table == "cluster_member" else " WHERE table_name <> 'crm.change_event'"
        sql = f"SELECT * FROM ops.{table}{crm} ORDER BY ALL"
        assert store.rows(sql) == replayed.rows(sql)


def test_history_outlives_the_records_it_speaks_of(
    store: Store, write: Write, bring: Bring, say: Decide
) -> None:
    bring(write("accounts.csv", ACCOUNTS, "A1,Acme,,", "A2,Acme GmbH,,"))
    say("account", "A1", "A2")
    undo(store, COMMAND_LINE, 1)
    assert store.value("SELECT count(*) FROM ops.golden_account") == 0
    assert history(store, COMMAND_LINE, "account").total == 1
