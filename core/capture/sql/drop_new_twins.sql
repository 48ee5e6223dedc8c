-- Twins that this very import brought need not be kept: undoing it takes them away as well.
DELETE FROM crm.ticket_event
WHERE ticket_event_key IN (
    SELECT ticket_event_key
    FROM twin
    WHERE list_contains($batch_ids, batch_id)
)
