-- effect: of the rows that point at a cluster instead of the record they were written for, which that was
-- parameters: table, column
INSERT INTO ops.rekeyed_row BY NAME
SELECT $table AS table_name, $column AS key_column, row_key, original_key, wanted_key AS assigned_key
FROM moved
WHERE wanted_key <> original_key
