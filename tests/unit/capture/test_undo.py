"""Undoing an import leaves the tables as they were, whatever it did to them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actor import COMMAND_LINE
from core.capture import FileReport, ImportOptions, plan, publish, undo
from core.capture.targets import TARGETS
from core.clock import fixed
from core.errors import InvalidInput, NotFound
from core.store import Store
from tests.conftest import NOW
from tests.unit.capture.conftest import Bring, Write

OTHERS = ("change_event", "superseded_row", "refused_row", "late_placement")


def snapshot(store: Store) -> dict[str, list[str]]:
    """Every row of every table an import writes, as text, in no order."""
    return {
        table: sorted(str(row) for row in store.rows(f"FROM crm.{table}"))
        for table in (*TARGETS, *OTHERS)
    }


def test_undoing_takes_away_what_was_new(store: Store, accounts: list[FileReport]) -> None:
    assert undo(store, COMMAND_LINE, 1) == 2
    assert store.value("SELECT count(*) FROM crm.account") == 0
    assert store.value("SELECT undone_at FROM crm.import_batch") == NOW


def test_undoing_puts_back_what_was_replaced(store: Store, write: Write, bring: Bring) -> None:
    header = "contact_id,account_id,full_name,title,priorities,started_on,is_primary_sponsor"
    bring(write("contacts.csv", header, 'C1,A1,Jo,CFO,"a, b; c",2024-02-29,true'))
    before = snapshot(store)
    bring(write("contacts.csv", header, "C1,A1,Jo,CEO,,2025-01-01,false", "C2,A1,Mo,,,,"))
    undo(store, COMMAND_LINE, 2)
    assert snapshot(store) == before
    assert store.value("SELECT priorities FROM crm.contact") == ["a, b", "c"]
    assert store.value("SELECT started_on FROM crm.contact") == date(2024, 2, 29)


def test_undoing_takes_accounts_from_rows_that_were_there_before(
    store: Store, write: Write, bring: Bring
) -> None:
    header = "contact_id,account_id,full_name"
    bring(write("contacts.csv", header, "C1,A1,Jo"))
    assert store.value("SELECT account_key FROM crm.contact") is None
    before = snapshot(store)
    bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    assert store.value("SELECT placed_by FROM crm.contact") == "id"
    undo(store, COMMAND_LINE, 2)
    assert snapshot(store) == before


def test_undoing_a_full_export_brings_back_who_disappeared(
    store: Store, write: Write, bring: Bring
) -> None:
    header = "contact_id,account_id,full_name"
    bring(write("contacts.csv", header, "C1,A1,Jo", "C2,A1,Mo"))
    before = snapshot(store)
    bring(write("contacts.csv", header, "C1,A1,Jo"), full_export=True)
    assert store.value("SELECT status FROM crm.contact WHERE source_id = 'C2'") == "left"
    undo(store, COMMAND_LINE, 2)
    assert snapshot(store) == before


def test_what_later_imports_build_on_is_undone_after_them(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    bring(write("accounts.csv", "account_id,name", "A1,Ajax"))
    with pytest.raises(InvalidInput, match="Undo import 2 first"):
        undo(store, COMMAND_LINE, 1)
    undo(store, COMMAND_LINE, 2)
    undo(store, COMMAND_LINE, 1)
    assert store.value("SELECT count(*) FROM crm.account") == 0


def test_an_earlier_import_of_other_tables_can_be_undone(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("accounts.csv", "account_id,name", "A1,Acme"))
    bring(write("contacts.csv", "contact_id,account_id,full_name", "C1,A1,Jo"))
    undo(store, COMMAND_LINE, 1)
    assert store.value("SELECT count(*) FROM crm.account") == 0
    assert store.one("SELECT account_key, placed_by FROM crm.contact") == {
        "account_key": None,
        "placed_by": None,
    }


def test_an_import_is_undone_once(store: Store, accounts: list[FileReport]) -> None:
    undo(store, COMMAND_LINE, 1)
    with pytest.raises(InvalidInput, match="already undone"):
        undo(store, COMMAND_LINE, 1)
    with pytest.raises(NotFound):
        undo(store, COMMAND_LINE, 7)


_ids = st.sampled_from(["1", "2", "3"])
_account = st.tuples(
    _ids, st.sampled_from(["Acme Inc", "Borel", ""]), st.sampled_from(["a.com", "b.com", ""])
)
_contact = st.tuples(
    _ids,
    st.sampled_from(["1", "2", "9"]),
    st.sampled_from(["Jo", "Mo", ""]),
    st.sampled_from(["x@a.com", "y@b.com", "z@gmail.com", ""]),
    st.sampled_from(["active", "left", "gone"]),
)
_deal = st.tuples(
    _ids,
    st.sampled_from(["1", "2"]),
    st.sampled_from(["Open", "Won"]),
    st.sampled_from(["1.10", "2", "x"]),
)
_FILES = {
    "accounts": ("account_id,name,domain", _account),
    "contacts": ("contact_id,account_id,full_name,email,status", _contact),
    "opportunities": ("opportunity_id,account_id,stage,amount,name", _deal),
}


@st.composite
def _import(draw: st.DrawFn) -> tuple[dict[str, str], bool]:
    """Files by name, and whether they are full exports."""
    names = draw(st.lists(st.sampled_from(sorted(_FILES)), min_size=1, max_size=3, unique=True))
    files = {}
    for name in names:
        header, rows = _FILES[name]
        body = draw(st.lists(rows, max_size=4))
        lines = [",".join(row) + (",Deal" if name == "opportunities" else "") for row in body]
        files[f"{name}.csv"] = "\n".join([header, *lines, ""])
    return files, draw(st.booleans())


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(imports=st.lists(_import(), min_size=1, max_size=4))
def test_any_sequence_of_imports_undone_backwards_passes_through_its_states(
    imports: list[tuple[dict[str, str], bool]],
) -> None:
    folder = Path(mkdtemp())
    try:
        with Store.open(folder / "r.duckdb", clock=fixed(NOW), threads=1) as store:
            states = []
            for number, (files, is_full) in enumerate(imports):
                state = snapshot(store)
                home = folder / str(number)
                home.mkdir()
                for name, text in files.items():
                    (home / name).write_text(text)
                options = ImportOptions(full_export=is_full)
                made = plan(store, COMMAND_LINE, [home], options=options, check=False)
                done = publish(store, COMMAND_LINE, made)
                if done.import_id is not None:
                    states.append((done.import_id, state))
            for import_id, state in reversed(states):
                undo(store, COMMAND_LINE, import_id)
                assert snapshot(store) == state
    finally:
        shutil.rmtree(folder)
