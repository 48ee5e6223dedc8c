-- grain: one row another application in the account's environment
-- parameters: account_key
SELECT environment_key, application, category
FROM crm.environment
WHERE account_key = $account_key::UBIGINT AND application IS NOT NULL
ORDER BY category NULLS LAST, application, environment_key
LIMIT 8
