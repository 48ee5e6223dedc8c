-- grain: one row, the account's technical standing at the date
-- has_tickets: tickets of the account were imported, open or not
-- update_days: days between updates while the account is red or amber; empty for others
-- parameters: account_key, as_of
SELECT
    health.open_tickets IS NOT NULL AS has_tickets,
    NULL::INTEGER AS update_days
FROM mart.account_health AS health
WHERE health.as_of = $as_of AND health.account_key = $account_key::UBIGINT
