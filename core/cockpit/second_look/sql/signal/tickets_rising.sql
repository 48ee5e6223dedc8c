-- grain: one row a green account that opened more tickets than in the days before, by at least three
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
opened AS (
    SELECT
        ticket.account_key,
        ticket.ticket_key,
        ticket.opened_at >= $as_of + INTERVAL 1 DAY - to_days(account.days) AS is_late,
        account.fall_pct,
        account.days
    FROM crm.ticket AS ticket
    JOIN account ON account.account_key = ticket.account_key
    WHERE
        account.is_green
        AND ticket.ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
        AND ticket.opened_at >= $as_of + INTERVAL 1 DAY - to_days(2 * account.days)
        AND ticket.opened_at < $as_of + INTERVAL 1 DAY
),

counted AS (
    SELECT
        account_key,
        fall_pct,
        days,
        count(*) FILTER (WHERE is_late) AS late,
        count(*) FILTER (WHERE NOT is_late) AS early,
        list('crm.ticket/' || ticket_key ORDER BY ticket_key) FILTER (WHERE is_late) AS evidence
    FROM opened
    GROUP BY account_key, fall_pct, days
)

SELECT
    account_key,
    late || ' tickets opened in the last ' || days || ' days, ' || early || ' in as many before.' AS says,
    evidence
FROM counted
WHERE late >= early + 3 AND late >= early * (1 + fall_pct / 100)
