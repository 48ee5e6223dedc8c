-- grain: one row a person: how many of their accounts, among those the viewer sees, are red or escalated
-- parameters: persons, viewer, sees_all, as_of
SELECT account.owner_email AS person, count(*) AS needing
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_account AS account ON account.account_key = visible.account_key
LEFT JOIN mart.account_health AS health ON health.account_key = account.account_key AND health.as_of = $as_of
WHERE
    account.owner_email IN (SELECT unnest($persons::VARCHAR[]))
    AND (
        health.rag = 'red'
        OR account.account_key IN (
            SELECT account_key FROM ops.escalation WHERE recovered_at IS NULL AND stance <> 'disagreed'
        )
    )
GROUP BY account.owner_email
