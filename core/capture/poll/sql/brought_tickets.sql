-- Tickets that polls of a source brought, or brought a version of, whatever was asked for then; and whether
-- they are flagged as gone from their source.
WITH
brought AS (
    SELECT batch.batch_id
    FROM ops.poll_run AS run
    JOIN crm.import_batch AS batch ON batch.import_id = run.import_id
    WHERE run.source = $source AND batch.undone_at IS NULL
),

version AS (
    SELECT source_id
    FROM crm.ticket
    WHERE source_system = $system AND batch_id IN (SELECT batch_id FROM brought)
    UNION
    SELECT json_extract_string(record, '$.source_id')
    FROM crm.superseded_row
    WHERE
        table_name = 'crm.ticket'
        AND (
            superseded_by IN (SELECT batch_id FROM brought)
            OR CAST(json_extract_string(record, '$.batch_id') AS BIGINT) IN (SELECT batch_id FROM brought)
        )
),

flagged AS (
    SELECT entity_key
    FROM crm.change_event
    WHERE entity = 'ticket' AND field IN ('disappeared', 'reappeared')
    GROUP BY entity_key
    HAVING arg_max(field, batch_id) = 'disappeared'
)

SELECT ticket.source_id, ticket.ticket_key IN (SELECT entity_key FROM flagged) AS is_gone
FROM crm.ticket AS ticket
JOIN version ON version.source_id = ticket.source_id
WHERE ticket.source_system = $system
ORDER BY ticket.source_id
