from __future__ import annotations

from core.store import ModelSet, Store
from core.store.models import BEHIND, tables_read


def test_each_view_that_a_model_reads_is_known_by_the_tables_below_it(store: Store) -> None:
    views = {
        f"{row['schema_name']}.{row['view_name']}": row["sql"]
        for row in store.rows(
            "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE NOT internal"
        )
    }
    read = frozenset[str]().union(*(model.reads for model in ModelSet.load().ordered))
    assert read & set(views) <= set(BEHIND)
    for name, tables in BEHIND.items():
        definition = views[name].split(" AS ", 1)[1].rstrip(";\n ")
        assert tables_read(definition) == set(tables), name


def test_a_model_is_stale_when_a_table_below_its_view_changes() -> None:
    models = ModelSet.load()
    for model in models.ordered:
        assert not models.sources[model.name] & set(BEHIND), model.name
