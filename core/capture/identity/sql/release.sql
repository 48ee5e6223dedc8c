-- effect: rows point at the record they were written for again
-- parameters: table, column; parts: table, column, row_key
UPDATE /*table*/ AS t
SET /*column*/ = kept.original_key
FROM ops.rekeyed_row AS kept
WHERE
    kept.table_name = $table
    AND kept.key_column = $column
    AND /*row_key*/ = kept.row_key
    AND t./*column*/ = kept.assigned_key
