-- Rows flagged as disappeared that the file names again.
INSERT INTO crm.change_event BY NAME
SELECT
    $entity AS entity,
    t./*key*/ AS entity_key,
    /*account*/ AS account_key,
    'reappeared' AS field,
    NULL AS from_value,
    t.source_id AS to_value,
    $observed_at AS observed_at,
    $batch_id AS batch_id,
    t.source_line AS source_line
FROM /*table*/ AS t
WHERE
    t./*key*/ IN (
        SELECT entity_key
        FROM crm.change_event
        WHERE entity = $entity AND field IN ('disappeared', 'reappeared')
        GROUP BY entity_key
        HAVING arg_max(field, batch_id) = 'disappeared'
    )
    AND t./*key*/ IN (SELECT /*file_key*/ FROM /*relation*/)
