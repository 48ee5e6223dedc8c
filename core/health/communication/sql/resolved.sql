-- grain: one row a ticket of the account that was resolved within the days up to the date, the newest first
-- parameters: account_key, as_of, days
SELECT ticket_key
FROM crm.ticket
WHERE
    account_key = $account_key::UBIGINT
    AND resolved_at < $as_of::DATE + INTERVAL 1 DAY
    AND resolved_at >= $as_of::DATE - $days::INTEGER
    AND ticket_key NOT IN (
        SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
    )
    AND ticket_key NOT IN (
        SELECT ticket_key FROM mart.open_ticket WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
    )
ORDER BY resolved_at DESC, ticket_key
