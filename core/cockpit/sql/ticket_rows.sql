-- grain: one row an imported row that the clocks of a ticket were counted from: the ticket, then its events
--   up to the date, newest first
-- parameters: account_key, ticket_key, as_of
SELECT reference
FROM (
    SELECT 'crm.ticket/' || ticket_key AS reference, NULL AS occurred_at, ticket_key AS row_key
    FROM crm.ticket
    WHERE ticket_key = $ticket_key::UBIGINT AND account_key = $account_key::UBIGINT
    UNION ALL
    SELECT 'crm.ticket_event/' || event.ticket_event_key, event.occurred_at, event.ticket_event_key
    FROM crm.ticket_event AS event
    JOIN crm.ticket AS ticket ON ticket.ticket_key = event.ticket_key
    WHERE
        event.ticket_key = $ticket_key::UBIGINT
        AND ticket.account_key = $account_key::UBIGINT
        AND event.kind IN ('reply', 'customer_reply', 'status', 'priority')
        AND event.occurred_at < $as_of + INTERVAL 1 DAY
)
ORDER BY occurred_at DESC NULLS FIRST, row_key
