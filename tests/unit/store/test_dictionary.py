"""Everything stored says what it means: the data dictionary is made from this."""

from __future__ import annotations

import pytest

from core.actor import LOCAL
from core.policy import ensure_shipped, shipped
from core.store import Model, ModelSet, Store, refresh

MODELS = ModelSet.load()
OUR_SCHEMAS = "database_name = current_database() AND schema_name IN ('crm', 'ops')"


def test_every_table_has_a_comment(store: Store) -> None:
    silent = store.rows(
        f"SELECT schema_name || '.' || table_name AS name FROM duckdb_tables()"
        f" WHERE {OUR_SCHEMAS} AND comment IS NULL"
    )
    assert silent == []


def test_every_column_has_a_comment(store: Store) -> None:
    silent = store.rows(
        f"SELECT schema_name || '.' || c.table_name || '.' || column_name AS name"
        f" FROM duckdb_columns() AS c JOIN duckdb_tables() AS t"
        f" USING (database_name, schema_name, table_name)"
        f" WHERE {OUR_SCHEMAS} AND c.comment IS NULL"
    )
    assert silent == []


@pytest.fixture(scope="module")
def mart_columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    path = tmp_path_factory.mktemp("mart") / "rapport.duckdb"
    with Store.open(path, threads=2) as store:
        ensure_shipped(store)
        refresh(store, MODELS, store.clock.today(), LOCAL)
        return {
            row["name"]: set(row["columns"])
            for row in store.rows(
                "SELECT table_name AS name, list(column_name) AS columns FROM duckdb_columns()"
                " WHERE database_name = current_database() AND schema_name = 'mart' GROUP BY ALL"
            )
        }


@pytest.mark.parametrize("model", MODELS.ordered, ids=lambda model: model.name)
def test_a_models_header_says_what_each_of_its_columns_means(
    model: Model, mart_columns: dict[str, set[str]]
) -> None:
    # A column named as a threshold means what docs/policy.md says of it.
    explained = set(model.header) | set(shipped().thresholds)
    assert mart_columns[model.name] - explained == set()
