-- Keep the versions about to be replaced.
INSERT INTO crm.superseded_row BY NAME
SELECT
    $table AS table_name,
    source_system || ':' || source_id AS row_key,
    $batch_id AS superseded_by,
    /*record*/ AS record
FROM previous
