"""The models over supposed inputs: what they would say if some tables held something else.

The text of the models themselves is run, as steps of one statement that only reads; so what is
supposed and then done gives the same rows, and nothing is computed a second way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from core.store.models import Model, ModelSet, tables_read

_PREFIX = "supposed_"
_TABLE = re.compile(r"\b(?:crm|ops|mart)\.[a-z_]+\b")


def suppose(
    models: ModelSet, tables: Mapping[str, str], question: str, *, mart: bool = True
) -> str:
    """``question`` as one statement in which ``tables`` hold what their queries give.

    ``tables`` maps a table (``ops.policy``, ``mart.open_ticket``) to the ``SELECT`` that stands for
    it; a query reads the true tables. Models on the way from one of them to the question are run as
    steps, from their files; all others are read as they are in the mart, or run as well when ``mart``
    is off, for a date the mart need not have. Parameters are those of the queries, of the models run
    and of the question.
    """
    run = _on_the_way(models, tables, question, mart=mart)
    names = {table: _PREFIX + table.replace(".", "_") for table in tables}
    names |= {model.table: _PREFIX + model.name for model in run}
    steps = [(names[table], _bare(query)) for table, query in tables.items()]
    steps += [(names[model.table], _renamed(model.sql, names)) for model in run]
    head = ",\n".join(f"{name} AS (\n{query}\n)" for name, query in steps)
    return f"WITH\n{head}\n{_renamed(question, names)}"


def _on_the_way(
    models: ModelSet, tables: Mapping[str, str], question: str, *, mart: bool
) -> list[Model]:
    """The models that read one of ``tables`` and are read by the question, each through others too.

    Without the ``mart``, all that the question reads.
    """
    affected: set[str] = set(tables)
    for model in models.ordered:
        if not mart or model.reads & affected:
            affected.add(model.table)
    needed = set(_tables_of(question))
    found: list[Model] = []
    for model in reversed(models.ordered):
        if model.table in needed & affected and model.table not in tables:
            needed |= model.reads
            found.insert(0, model)
    return found


@lru_cache(maxsize=64)
def _tables_of(question: str) -> frozenset[str]:
    return tables_read(question)


def _bare(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", sql).strip()


def _renamed(sql: str, names: Mapping[str, str]) -> str:
    return _TABLE.sub(lambda found: names.get(found[0], found[0]), _bare(sql))
