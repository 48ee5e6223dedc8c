-- Forgets the last colour seen of accounts that the scan sees in another; parameters: as_of, account_key
DELETE FROM ops.escalation_watch
WHERE account_key IN (
    SELECT seen.account_key
    FROM ops.escalation_watch AS seen
    JOIN mart.account_health AS health ON health.account_key = seen.account_key
    WHERE
        health.as_of = $as_of
        AND ($account_key IS NULL OR seen.account_key = $account_key)
        AND health.rag <> 'grey'
        AND seen.seen_on <= $as_of
        AND (seen.band <> health.rag OR seen.score <> health.score)
)
