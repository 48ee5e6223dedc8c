-- grain: one row: whether the scan sees any account in another colour or with another score
-- parameters: as_of, account_key (empty for all)
SELECT count(*) > 0 AS is_changed
FROM mart.account_health AS health
LEFT JOIN ops.escalation_watch AS seen ON seen.account_key = health.account_key
WHERE
    health.as_of = $as_of
    AND ($account_key IS NULL OR health.account_key = $account_key)
    AND health.rag <> 'grey'
    AND coalesce(seen.seen_on <= $as_of, TRUE)
    AND (seen.band IS DISTINCT FROM health.rag OR seen.score IS DISTINCT FROM health.score)
