-- Rows of a system that a full export of it does not name, and that are not flagged already.
CREATE TEMP TABLE previous AS
SELECT t.*
FROM /*table*/ AS t
WHERE
    t.source_system = $system
    AND t./*key*/ NOT IN (SELECT row_key FROM present WHERE row_key IS NOT NULL)
    AND t./*key*/ NOT IN (
        SELECT entity_key
        FROM crm.change_event
        WHERE entity = $entity AND field IN ('disappeared', 'reappeared')
        GROUP BY entity_key
        HAVING arg_max(field, batch_id) = 'disappeared'
    )
