-- grain: one row a ticket of the account open at the date, the oldest critical first
-- is_critical: priority P1 or P2
-- component: product component; nothing else of a ticket leaves this statement
-- age_days: whole days it has been open
-- parameters: account_key, as_of
SELECT
    open_ticket.ticket_key,
    coalesce(open_ticket.priority IN ('P1', 'P2'), FALSE) AS is_critical,
    ticket.component,
    open_ticket.opened_at::DATE AS opened_on,
    ($as_of::DATE - open_ticket.opened_at::DATE)::INTEGER AS age_days
FROM mart.open_ticket AS open_ticket
JOIN crm.ticket AS ticket ON ticket.ticket_key = open_ticket.ticket_key
WHERE open_ticket.as_of = $as_of AND open_ticket.account_key = $account_key::UBIGINT
ORDER BY is_critical DESC, open_ticket.opened_at, open_ticket.ticket_key
