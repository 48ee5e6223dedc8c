-- grain: one row a moved row that is there and points where it was moved to
-- parameters: table, column; parts: table, column, row_key
CREATE TEMP TABLE held AS
SELECT kept.row_key, kept.assigned_key
FROM ops.rekeyed_row AS kept
JOIN /*table*/ AS t ON /*row_key*/ = kept.row_key AND t./*column*/ = kept.assigned_key
WHERE kept.table_name = $table AND kept.key_column = $column
