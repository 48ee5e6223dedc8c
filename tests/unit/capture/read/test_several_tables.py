"""Several tables in one text file are told apart, and rows that only look like a header are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.capture.read import SourceTable, Unreadable
from tests.unit.capture.read.conftest import lines_of, rows_of

Received = Callable[..., list[SourceTable | Unreadable]]
Table = Callable[..., SourceTable]
Refusal = Callable[..., Unreadable]

pytestmark = pytest.mark.usefixtures("in_process")

ACCOUNTS = "id,name,amount\nA1,Acme,10.5\nA2,Beta,20.5\nA3,Ceta,30.5\n"
TICKETS = "ticket,opened,account,hours\n1,2026-01-01,A1,2\n2,2026-01-02,A2,3\n3,2026-01-03,A1,4\n"
PRICES = "product,from,price\nX1,2026-01-01,5.5\nX2,2026-02-01,6.5\n"


def tables(received: Received, text: str, **options: object) -> list[SourceTable]:
    found = received(text.encode(), **options)
    assert all(isinstance(one, SourceTable) for one in found), found
    return [one for one in found if isinstance(one, SourceTable)]


@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_a_second_table_of_another_width_is_read_on_its_own(received: Received, gap: str) -> None:
    first, second = tables(received, ACCOUNTS + gap + TICKETS)
    assert (first.member_name, second.member_name) == ("table 1", "table 2")
    assert (first.header, second.header) == (
        ("id", "name", "amount"),
        ("ticket", "opened", "account", "hours"),
    )
    assert rows_of(second)[0] == ("1", "2026-01-01", "A1", "2")
    assert first.ragged == second.ragged == ()
    at = 5 + len(gap)
    assert (second.header_line, lines_of(second)) == (at, [at + 1, at + 2, at + 3])
    assert [one.reading["dialect"]["tables"]["table"] for one in (first, second)] == [1, 2]


def test_a_second_table_of_the_same_width_below_a_blank_line_is_read_on_its_own(
    received: Received,
) -> None:
    first, second = tables(received, ACCOUNTS + "\n" + PRICES)
    assert second.header == ("product", "from", "price")
    assert (first.records, second.records) == (3, 2)


def test_a_title_above_the_second_table_is_its_preamble(received: Received) -> None:
    first, second = tables(received, ACCOUNTS + "\nOpen tickets\n" + TICKETS)
    assert first.records == 3
    assert (second.reading["preamble"], second.header_line) == (["Open tickets"], 7)


def test_three_tables_are_three(received: Received) -> None:
    found = tables(received, ACCOUNTS + "\n" + TICKETS + "\n" + PRICES)
    assert [one.records for one in found] == [3, 3, 2]


def test_a_longer_second_table_does_not_hide_the_first(received: Received) -> None:
    long = "".join(f"{n},2026-01-01,A1,{n}\n" for n in range(50))
    first, second = tables(received, ACCOUNTS + TICKETS.split("\n", 1)[0] + "\n" + long)
    assert (first.records, second.records) == (3, 50)


def test_one_table_of_several_can_be_asked_for(received: Received, refusal: Refusal) -> None:
    text = ACCOUNTS + "\n" + TICKETS
    (only,) = tables(received, text, table=2)
    assert (only.header[0], only.member_name) == ("ticket", "table 2")
    assert "holds 2 tables, not 3" in refusal(text.encode(), table=3).reason
    assert "one table, not 2" in refusal(ACCOUNTS.encode(), table=2).reason


ONE = {
    "a blank line between records": ACCOUNTS + "\nA4,Deta,40.5\n",
    "a page break with the header again": ACCOUNTS + ACCOUNTS,
    "words in one column of numbers": ACCOUNTS + "\nA5,Eta,unknown\nA6,Zeta,1.5\n",
    "a narrow record": ACCOUNTS + "A5,Eta\nA6,Zeta\n",
    "a wide record": ACCOUNTS + "A5,Eta,1.5,x\nA6,Zeta,1.5,y\n",
    "key and value above": "Report,Accounts\nFrom,2026-01-01\nTo,2026-02-01\n" + ACCOUNTS,
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_what_only_looks_like_a_second_table_stays_in_the_first(table: Table, text: str) -> None:
    found = table(text.encode())
    assert found.header == ("id", "name", "amount")
    assert found.reading["dialect"]["tables"]["value"] == 1


def test_many_blank_lines_cost_nothing_much(table: Table) -> None:
    rows = b"".join(b"%d,name %d,%d.5\n\n" % (n, n, n) for n in range(5_000))
    found = table(b"id,name,amount\n" + rows)
    assert (found.records, found.reading["rewritten_because"]) == (5_000, None)


def test_what_is_said_of_the_header_holds_for_the_table_it_is_said_of(received: Received) -> None:
    text = ACCOUNTS + "\n" + TICKETS
    (pointed,) = tables(received, text, table=2, header_line=6)
    assert (pointed.header[0], pointed.header_line, pointed.records) == ("ticket", 6, 3)
    (below,) = tables(received, text, table=2, header_line=7)
    assert (below.header[0], below.records) == ("1", 2)
    (nameless,) = tables(received, text, table=2, header_rows=0)
    assert (nameless.header[0], rows_of(nameless)[0][0]) == ("column 1", "ticket")
    first, second = tables(received, text, header_rows=0)
    assert first.header[0] == second.header[0] == "column 1"
    (refused,) = received(text.encode(), table=2, header_line=2)
    assert isinstance(refused, Unreadable)
    assert "no record begins in line 2" in refused.reason
