-- grain: one row a column of a table, in order
SELECT
    schema_name AS schema,
    table_name AS "table",
    column_name AS "column",
    data_type AS type,
    is_nullable
FROM duckdb_columns()
JOIN duckdb_tables() USING (database_oid, schema_oid, table_oid, schema_name, table_name)
WHERE duckdb_columns.database_name = current_database() AND NOT duckdb_tables.internal
ORDER BY schema_name, table_name, column_index
