"""Which pairs are compared at all: records that share a key of one of the model's blocks.

A key that very many records share (a common name, a switchboard) would grow the pairs with the square of
the records; such a key is passed over, so that work grows with the records, and other blocks find the pairs.
"""

from __future__ import annotations

from core.capture.identity.matching.conditions import Condition
from core.capture.identity.matching.declared import Block, Declared
from core.store.workspace import Workspace

PAIRS = "candidate"
"""Table of pairs: ``match_key`` (the block), ``join_key_l`` < ``join_key_r``."""

_ENTRIES = """
INSERT INTO block_entry
SELECT {block} AS block, hash({parts}) AS block_key, key
FROM ({source})
WHERE {present}
"""
_FIND = """
CREATE OR REPLACE TABLE pair AS
WITH small AS (
    SELECT block, block_key
    FROM block_entry
    GROUP BY block, block_key
    HAVING count(*) BETWEEN 2 AND list_extract({largest}, block)
),
entry AS (SELECT block, block_key, key FROM block_entry SEMI JOIN small USING (block, block_key))
SELECT min(one.block) AS block, one.key AS key_l, other.key AS key_r
FROM entry AS one
JOIN entry AS other ON one.block = other.block AND one.block_key = other.block_key AND one.key < other.key
GROUP BY one.key, other.key
"""
_KEEP = """
CREATE OR REPLACE TABLE candidate AS
SELECT pair.block::VARCHAR AS match_key, pair.key_l AS join_key_l, pair.key_r AS join_key_r
FROM pair
{joined}
WHERE {allowed}
"""


def find_pairs(space: Workspace, model: Declared) -> int:
    """Fill :data:`PAIRS` from the table ``record``; returns how many pairs there are to compare."""
    space.execute(
        "CREATE OR REPLACE TABLE block_entry (block INTEGER, block_key UBIGINT, key UBIGINT)"
    )
    for number, block in enumerate(model.block, start=1):
        space.execute(_entries(number, block))
    largest = f"[{', '.join(str(block.largest) for block in model.block)}]"
    space.execute(_FIND.format(largest=largest))
    space.execute(_allowed(model.never))
    space.execute("DROP TABLE pair")
    space.execute("DROP TABLE block_entry")
    return int(str(space.value("SELECT count(*) FROM candidate")))


def _entries(number: int, block: Block) -> str:
    """The statement that lists a block's records by key; an item of a list counts once a record."""
    names, columns = [], []
    for place, key in enumerate(block.on):
        taken = f'unnest(list_distinct("{key.column}"))' if key.each else f'"{key.column}"'
        columns.append(f"{taken} AS part_{place}")
        cut = f"left(part_{place}, {key.letters})" if key.letters else f"part_{place}"
        names.append(f"{cut}::VARCHAR")
    source = f"SELECT key, {', '.join(columns)} FROM record"  # noqa: S608  (declared names)
    present = " AND ".join(f"part_{place} IS NOT NULL" for place in range(len(names)))
    parts = f"concat_ws(chr(31), {', '.join(names)})"
    return _ENTRIES.format(block=number, parts=parts, source=source, present=present)


def _allowed(never: tuple[Condition, ...]) -> str:
    """The statement that leaves out pairs that the model never compares."""
    if not never:
        return _KEEP.format(joined="", allowed="true")
    columns = sorted({name for condition in never for name in condition.columns()})
    sides = [_side(side, columns) for side in "lr"]
    allowed = " AND ".join(f"NOT coalesce({condition.sql()}, false)" for condition in never)
    return _KEEP.format(joined="\n".join(sides), allowed=allowed)


def _side(side: str, columns: list[str]) -> str:
    named = ", ".join(f'"{name}" AS "{name}_{side}"' for name in columns)
    return (
        f"JOIN (SELECT key, {named} FROM record) AS record_{side}"  # noqa: S608  (declared names)
        f" ON record_{side}.key = pair.key_{side}"
    )
