"""The data dictionary: every table and column with what its comment says."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from core.store import ModelSet, Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
_HEAD = """# Data dictionary

Three schemas: `crm` holds what the exports say and is written by imports only, `ops` what people do
here, `mart` what follows from both and can be dropped and rebuilt at any time. Times are UTC; `_at` is
a time, `_on` a date; other units stand in the name or in the text.
"""
_MART_HEAD = (
    "## mart\n\nEach table is filled by the model named, one `SELECT` a file, and holds a row set for "
    "each `as_of` that was computed.\n"
)


def dictionary_markdown() -> str:
    """All tables of a new database as Markdown."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "new.duckdb") as store:
        columns = store.rows(load_sql(SQL, "columns"))
    parts = [_HEAD]
    for schema in ("crm", "ops"):
        parts.append(f"## {schema}\n")
        tables = dict.fromkeys(row["table_name"] for row in columns if row["schema_name"] == schema)
        parts += [
            _table(
                [
                    row
                    for row in columns
                    if (row["schema_name"], row["table_name"]) == (schema, name)
                ]
            )
            for name in tables
        ]
    return "\n".join([*parts, _MART_HEAD, *_models()])


def _table(columns: list[Row]) -> str:
    first = columns[0]
    rows = [
        f"| `{row['column_name']}` | {row['data_type']} | {_escaped(row['column_comment'])} |"
        for row in columns
    ]
    head = f"### {first['schema_name']}.{first['table_name']}\n\n{first['table_comment'] or ''}\n"
    return "\n".join([head, "| column | type | meaning |\n|---|---|---|", *rows, ""])


def _models() -> list[str]:
    parts: list[str] = []
    for model in sorted(ModelSet.load().ordered, key=lambda model: model.name):
        header = dict(model.header)
        grain, source = header.pop("grain", ""), header.pop("source", "")
        reads = ", ".join(f"`{table}`" for table in sorted(model.reads))
        rows = [f"| `{name}` | {_escaped(text)} |" for name, text in header.items()]
        parts.append(f"### {model.table}\n\n{grain.capitalize()}. Reads {reads or 'nothing'}.\n")
        if source:
            parts.append(f"Source: {source}\n")
        if rows:
            parts.append("\n".join(["| column | meaning |\n|---|---|", *rows, ""]))
    return parts


def _escaped(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|").replace("``", "`")
