-- grain: one row, the account's technical standing at the date
-- has_tickets: tickets of the account were imported, open or not
-- update_days: days between updates while an escalation lasts, by its severity in policy; empty without one
-- parameters: account_key, as_of
WITH escalation AS (
    SELECT severity
    FROM ops.escalation
    WHERE
        account_key = $account_key::UBIGINT
        AND opened_on <= $as_of
        AND (recovered_on IS NULL OR recovered_on > $as_of)
    ORDER BY escalation_id DESC
    LIMIT 1
)

SELECT
    health.open_tickets IS NOT NULL AS has_tickets,
    (
        SELECT policy.value::INTEGER
        FROM escalation
        JOIN ops.policy AS policy ON policy.tier = '' AND policy.name = 'update_days_' || escalation.severity
    ) AS update_days
FROM mart.account_health AS health
WHERE health.as_of = $as_of AND health.account_key = $account_key::UBIGINT
