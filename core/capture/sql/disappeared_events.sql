-- One event for each row that is no longer in its source.
INSERT INTO crm.change_event BY NAME
SELECT
    $entity AS entity,
    /*key*/ AS entity_key,
    /*account*/ AS account_key,
    'disappeared' AS field,
    source_id AS from_value,
    NULL AS to_value,
    $observed_at AS observed_at,
    $batch_id AS batch_id,
    NULL AS source_line,
    batch_id AS previous_batch_id,
    source_line AS previous_source_line
FROM previous
