-- grain: one row a green account with an open critical ticket that is close to its age limit
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
near AS (
    SELECT ticket.account_key, ticket.ticket_key, ticket.priority, ticket.limits, ticket.limit_days, ticket.age_days
    FROM mart.open_ticket AS ticket
    JOIN account ON account.account_key = ticket.account_key
    WHERE
        account.is_green
        AND ticket.as_of = $as_of
        AND ticket.limits BETWEEN account.near_pct / 100 AND 1
)

SELECT
    account_key,
    'A ' || arg_max(priority, (limits, ticket_key)) || ' is over its limit in '
    || CAST(ceil(min((1 - limits) * limit_days * 24)) AS BIGINT) || ' hours.' AS says,
    list('crm.ticket/' || ticket_key ORDER BY limits DESC, ticket_key) AS evidence
FROM near
GROUP BY account_key
