-- grain: one row: how many rows of a table point at one of the keys
SELECT '/*table*/' AS table_name, count(*) AS rows
FROM /*table*/ AS t
WHERE list_contains($moving::UBIGINT[], t./*column*/)
