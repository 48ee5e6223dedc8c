-- effect: what was kept of the rows that moved now goes; what holds of them from now on is kept next
-- parameters: table, column
DELETE FROM ops.rekeyed_row
WHERE
    table_name = $table
    AND key_column = $column
    AND (row_key, assigned_key) IN (SELECT (row_key, present_key) FROM moved)
