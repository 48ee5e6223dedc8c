"""Mart models: one ``SELECT`` a file, found in ``core/*/sql/mart/*.sql``.

A model's name is its file's: ``sponsor_score.sql`` fills ``mart.sponsor_score``. What it depends on
is read from its SQL. Its header comment documents it::

    -- grain: one row an executive and date
    -- score: points of 100; empty when the score abstains
    -- source: where the formula comes from

Parameters: ``$as_of`` (a date; the end of that day, UTC) and, where a model can be narrowed to one
account, ``$account_key`` (empty for all). Every model has the columns ``as_of`` and ``account_key``.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from core.errors import Corrupt

CORE = Path(__file__).resolve().parent.parent

BEHIND = {
    "ops.golden_account": ("crm.account", "ops.cluster_member", "ops.merged_account"),
    "ops.golden_contact": ("crm.contact", "ops.cluster_member", "ops.merged_contact"),
    "ops.account_alias": ("crm.account", "ops.cluster_member"),
    "ops.contact_alias": ("crm.contact", "ops.cluster_member", "ops.merged_contact"),
}
"""The tables below each view that models read: a view has no version of its own."""


@dataclass(frozen=True)
class Model:
    """One model: ``name`` without schema, ``sql`` the whole file."""

    name: str
    path: Path
    sql: str

    @property
    def table(self) -> str:
        return f"mart.{self.name}"

    @cached_property
    def sql_hash(self) -> str:
        """SHA-256 of the text: a changed definition rebuilds the table."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @cached_property
    def reads(self) -> frozenset[str]:
        """The tables and views the statement names, with their schema, CTEs left out."""
        return tables_read(self.sql)

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Names of the parameters the statement takes."""
        return frozenset(re.findall(r"\$([a-z_]+)", _without_comments(self.sql)))

    @cached_property
    def header(self) -> dict[str, str]:
        """The header comment's ``key: text`` lines, continuation lines joined."""
        return parse_header(self.sql)


def _without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", sql)


def parse_header(sql: str) -> dict[str, str]:
    """``-- key: text`` lines before the first line of SQL; an indented line continues the text."""
    found: dict[str, str] = {}
    key = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        text = line[2:]
        entry = re.match(r" ([a-z][a-z0-9_]*): (.*)$", text)
        if entry:
            key, found[entry.group(1)] = entry.group(1), entry.group(2).strip()
        elif key and text.startswith("   "):
            found[key] += " " + text.strip()
    return found


@cache
def tables_read(sql: str) -> frozenset[str]:
    """Qualified names of the tables a ``SELECT`` reads, by DuckDB's own parser."""
    serialised = (
        _parser().cursor().execute("SELECT json_serialize_sql($sql)", {"sql": sql}).fetchone()
    )
    tree = json.loads(serialised[0]) if serialised else {}
    if tree.get("error"):
        raise Corrupt(f"A statement cannot be parsed: {tree.get('error_message')}")
    return frozenset(
        f"{node['schema_name']}.{node['table_name']}"
        for node in _base_tables(tree)
        if node["schema_name"]
    )


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """A database in memory that only parses: opening one takes longer than parsing all models."""
    return duckdb.connect(config={"threads": 1})


def _base_tables(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [table for item in node for table in _base_tables(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "BASE_TABLE" else []
    return own + [table for item in node.values() for table in _base_tables(item)]


@dataclass(frozen=True)
class ModelSet:
    """All models in an order in which each follows those it reads."""

    ordered: tuple[Model, ...]

    @classmethod
    def load(cls, core: Path = CORE) -> ModelSet:
        """Read every model below ``core``; a cycle or an unknown ``mart`` table is refused."""
        found = {
            path.stem: Model(path.stem, path, path.read_text())
            for path in sorted(core.glob("*/sql/mart/*.sql"))
        }
        graph = {
            name: {table[5:] for table in model.reads if table.startswith("mart.")}
            for name, model in found.items()
        }
        for name, needed in graph.items():
            if unknown := needed - set(found):
                raise Corrupt(f"Model {name} reads mart.{min(unknown)}, which no model fills.")
        try:
            order = tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise Corrupt(f"Models read each other in a circle: {error.args[1]}") from error
        return cls(tuple(found[name] for name in order))

    @cached_property
    def sources(self) -> dict[str, frozenset[str]]:
        """For each model, the ``crm`` and ``ops`` tables it reads directly or through others."""
        reached: dict[str, frozenset[str]] = {}
        for model in self.ordered:
            direct = {
                table
                for name in model.reads
                if not name.startswith("mart.")
                for table in BEHIND.get(name, (name,))
            }
            through = [reached[table[5:]] for table in model.reads if table.startswith("mart.")]
            reached[model.name] = frozenset(direct.union(*through))
        return reached
