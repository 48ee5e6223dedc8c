-- effect: rows that are gone, or were written anew since, are no longer held to point elsewhere
-- parameters: table, column
DELETE FROM ops.rekeyed_row
WHERE
    table_name = $table
    AND key_column = $column
    AND (row_key, assigned_key) NOT IN (SELECT (row_key, assigned_key) FROM held)
