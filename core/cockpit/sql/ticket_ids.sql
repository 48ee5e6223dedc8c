-- grain: one row a ticket, with the identifier people call it by
-- parameters: ticket_keys
SELECT ticket_key, coalesce(display_id, source_id) AS ticket_id
FROM crm.ticket
WHERE list_contains($ticket_keys::UBIGINT[], ticket_key)
