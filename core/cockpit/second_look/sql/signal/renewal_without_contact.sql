-- grain: one row a green account whose renewal is near, without a touchpoint in the days compared
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
near AS (
    SELECT *
    FROM account
    WHERE is_green AND renewal_on BETWEEN $as_of AND $as_of + renewal_days
),

met AS (
    SELECT DISTINCT touch.account_key
    FROM mart.executive_touchpoint AS touch
    JOIN near ON near.account_key = touch.account_key
    WHERE touch.as_of = $as_of AND touch.occurred_at >= $as_of + INTERVAL 1 DAY - to_days(near.days)
)

SELECT
    account_key,
    'Renewal in ' || (renewal_on - $as_of) || ' days, and no executive contact in the last ' || days || '.' AS says,
    ['crm.account/' || account_key] AS evidence
FROM near
WHERE account_key NOT IN (SELECT account_key FROM met)
