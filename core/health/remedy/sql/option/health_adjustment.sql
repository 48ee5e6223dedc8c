-- grain: one row an option and adjustment of the account, which no action changes
-- parameters: judged_key, as_of, options
SELECT adjustment.* REPLACE (option.option_key AS account_key)
FROM mart.health_adjustment AS adjustment
CROSS JOIN (SELECT unnest($options::UBIGINT[]) AS option_key) AS option
WHERE adjustment.as_of = $as_of AND adjustment.account_key = $judged_key
