-- One event for each ticket that a sweep found gone, or found again; lines are those of the sweep's file.
WITH found AS (
    SELECT
        unnest($tickets::VARCHAR[]) AS source_id,
        unnest($fields::VARCHAR[]) AS field,
        unnest($reasons::VARCHAR[]) AS reason,
        unnest($lines::BIGINT[]) AS source_line
)

INSERT INTO crm.change_event BY NAME
SELECT
    'ticket' AS entity,
    ticket.ticket_key AS entity_key,
    ticket.account_key,
    found.field,
    CASE WHEN found.field = 'disappeared' THEN ticket.source_id END AS from_value,
    CASE WHEN found.field = 'disappeared' THEN found.reason ELSE ticket.source_id END AS to_value,
    CAST($observed_at AS TIMESTAMP) AS observed_at,
    $batch_id AS batch_id,
    found.source_line,
    ticket.batch_id AS previous_batch_id,
    ticket.source_line AS previous_source_line
FROM found
JOIN crm.ticket AS ticket ON ticket.source_system = $system AND ticket.source_id = found.source_id
