-- grain: one row a column of the schemas crm and ops, tables in order of name, columns as declared
WITH
relation AS (
    SELECT schema_name, table_name, comment
    FROM duckdb_tables()
    UNION ALL
    SELECT schema_name, view_name, comment
    FROM duckdb_views()
)

SELECT
    found.schema_name,
    found.table_name,
    relation.comment AS table_comment,
    found.column_name,
    found.data_type,
    found.comment AS column_comment
FROM duckdb_columns() AS found
JOIN relation ON relation.schema_name = found.schema_name AND relation.table_name = found.table_name
WHERE found.schema_name IN ('crm', 'ops')
ORDER BY found.schema_name, found.table_name, found.column_index
