-- grain: one row a rule that is tripped for the account at the date
-- parameters: account_key, as_of
SELECT rule, value, threshold, unit, note, evidence
FROM mart.health_rule
WHERE as_of = $as_of AND account_key = $account_key::UBIGINT AND tripped
ORDER BY rule
