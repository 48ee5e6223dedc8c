-- grain: one row a column of which any row was moved
SELECT table_name, key_column, count(*) AS rows
FROM ops.rekeyed_row
GROUP BY table_name, key_column
