-- grain: the status set by hand and in force on as_of, if there is one
-- parameters: account_key, as_of
SELECT rag, reason, set_at, set_by, expires_on
FROM ops.health_override
WHERE
    account_key = $account_key::UBIGINT
    AND set_at < $as_of + INTERVAL 1 DAY
    AND expires_on >= $as_of
ORDER BY set_at DESC
LIMIT 1
