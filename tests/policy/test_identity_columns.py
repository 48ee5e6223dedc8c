"""Every column that points at an account or contact follows its cluster, or says why it does not."""

from __future__ import annotations

from core.capture.identity.pointers import POINTERS, STAYS
from core.store import Store

_COLUMNS = """
SELECT c.table_schema || '.' || c.table_name AS table_name, c.column_name
FROM information_schema.columns AS c
JOIN information_schema.tables AS t USING (table_catalog, table_schema, table_name)
WHERE
    t.table_type = 'BASE TABLE'
    AND c.table_schema IN ('crm', 'ops')
    AND c.data_type = 'UBIGINT'
    AND c.column_name <> c.table_name || '_key'
    AND (
        suffix(c.column_name, 'account_key')
        OR suffix(c.column_name, 'contact_key')
        OR c.column_name IN ('cluster_key', 'entity_key')
    )
"""


def test_every_column_that_points_at_an_account_or_contact_moves_or_says_why_not(
    store: Store,
) -> None:
    there = {f"{row['table_name']}.{row['column_name']}" for row in store.rows(_COLUMNS)}
    moving = {f"{pointer.table}.{pointer.column}" for pointer in POINTERS}
    assert there - moving - set(STAYS) == set()
    assert (moving | set(STAYS)) - there == set()
    assert moving & set(STAYS) == set()
    assert all(reason for reason in STAYS.values())


def test_what_tells_a_row_apart_is_a_column_of_its_table(store: Store) -> None:
    for pointer in POINTERS:
        columns = {
            row["column_name"] for row in store.rows(f"DESCRIBE SELECT * FROM {pointer.table}")
        }
        assert {*pointer.by, *(pointer.sole or ())} <= columns, pointer.table
        assert pointer.column not in pointer.by, pointer.table


def test_every_pointer_can_be_followed_and_released(store: Store) -> None:
    for pointer in POINTERS:
        store.rows(f"SELECT {pointer.row_key} AS row_key FROM {pointer.table} AS t")
        store.rows(f"SELECT 1 FROM {pointer.table} AS t WHERE {pointer.sole_when}")
