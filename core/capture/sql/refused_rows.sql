-- The refused records of one file, each with its problems.
SELECT
    source_line AS line,
    column_name AS "column",
    value,
    reason,
    record::VARCHAR AS record
FROM crm.refused_row
WHERE batch_id = $batch_id
ORDER BY source_line, column_name
