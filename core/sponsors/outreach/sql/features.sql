-- grain: one row a feature the account is known to use, or not to use, at the date
-- exported_at: when the newest export of the row's kind up to the date was taken, UTC
-- parameters: account_key, as_of
WITH newest AS (
    SELECT mine.batch_id, max(later.exported_at) AS exported_at
    FROM crm.import_batch AS mine
    JOIN crm.import_batch AS later ON later.kind = mine.kind
    WHERE
        later.undone_at IS NULL
        AND later.exported_at < $as_of::DATE + INTERVAL 1 DAY
    GROUP BY mine.batch_id
)

SELECT usage.feature_usage_key, usage.feature, usage.in_use, usage.first_seen_on, newest.exported_at
FROM crm.feature_usage AS usage
LEFT JOIN newest ON newest.batch_id = usage.batch_id
WHERE
    usage.account_key = $account_key::UBIGINT
    AND usage.feature IS NOT NULL
    AND usage.in_use IS NOT NULL
    AND coalesce(usage.first_seen_on <= $as_of, TRUE)
QUALIFY row_number() OVER (PARTITION BY usage.feature ORDER BY usage.in_use DESC, usage.feature_usage_key) = 1
ORDER BY usage.in_use DESC, usage.first_seen_on NULLS LAST, usage.feature
