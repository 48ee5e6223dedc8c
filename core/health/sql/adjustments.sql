-- grain: one row an adjustment that applies to one account
-- parameters: account_key, as_of
SELECT adjustment, points, note, evidence
FROM mart.health_adjustment
WHERE as_of = $as_of AND account_key = $account_key
ORDER BY adjustment
