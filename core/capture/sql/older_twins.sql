-- Twins of earlier imports, to be put aside.
CREATE TEMP TABLE previous AS
SELECT event.*
FROM crm.ticket_event AS event
JOIN twin ON twin.ticket_event_key = event.ticket_event_key
WHERE NOT list_contains($batch_ids, twin.batch_id)
