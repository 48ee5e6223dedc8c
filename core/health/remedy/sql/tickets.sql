-- grain: one row a ticket of the account that was open on the date
-- number: what people call the ticket; its identifier where its system gives no shorter one
-- age_days: days since it was opened; limits: the age in multiples of the limit of P1 and P2, else empty
-- parameters: account_key, as_of
SELECT
    open_ticket.ticket_key,
    coalesce(ticket.display_id, ticket.source_id) AS number,
    coalesce(ticket.subject, '') AS subject,
    coalesce(open_ticket.priority, '') AS priority,
    open_ticket.age_days,
    open_ticket.limits
FROM mart.open_ticket AS open_ticket
JOIN crm.ticket AS ticket ON ticket.ticket_key = open_ticket.ticket_key
WHERE open_ticket.as_of = $as_of AND open_ticket.account_key = $account_key
ORDER BY open_ticket.ticket_key
