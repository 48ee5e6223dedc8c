-- grain: one row an option, which stands for an account of its own beside the others
-- parameters: judged_key, as_of, options
SELECT scope.* REPLACE (option.option_key AS account_key)
FROM mart.account_scope AS scope
CROSS JOIN (SELECT unnest($options::UBIGINT[]) AS option_key) AS option
WHERE scope.as_of = $as_of AND scope.account_key = $judged_key
