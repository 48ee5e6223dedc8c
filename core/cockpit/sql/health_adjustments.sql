-- grain: one row an adjustment of one account's health score by a CRM note or deal stage
-- points: given or taken, at most ten in all
-- parameters: account_key, as_of
SELECT adjustment, points, note, coalesce(evidence, []) AS evidence
FROM mart.health_adjustment
WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
ORDER BY adjustment
