-- grain: one row an option and ticket that stays open in it
-- parameters: judged_key, as_of, options, closed (the tickets that each option closes)
SELECT open_ticket.* REPLACE (option.option_key AS account_key)
FROM mart.open_ticket AS open_ticket
JOIN (SELECT unnest($options::UBIGINT[]) AS option_key, unnest($closed::UBIGINT[][]) AS closed) AS option
    ON NOT list_contains(option.closed, open_ticket.ticket_key)
WHERE open_ticket.as_of = $as_of AND open_ticket.account_key = $judged_key
