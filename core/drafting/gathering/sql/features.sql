-- grain: one row a feature the account is known to use, or not to use, at the date
-- parameters: account_key, as_of
SELECT feature_usage_key, feature, in_use, first_seen_on, batch_id
FROM crm.feature_usage
WHERE
    account_key = $account_key::UBIGINT
    AND feature IS NOT NULL
    AND in_use IS NOT NULL
    AND coalesce(first_seen_on <= $as_of, TRUE)
ORDER BY in_use DESC, first_seen_on NULLS LAST, feature, feature_usage_key
