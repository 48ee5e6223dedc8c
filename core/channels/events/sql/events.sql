-- grain: one row an event that the viewer may see, newest first; after a number, oldest first
-- $kinds: empty for all; $account_key, $for_email, $since, $after: NULL for all
SELECT
    event.event_id, event.key, event.kind, event.account_key, event.subject, event.title, event.detail,
    event.evidence, event.for_email, event.data, event.occurred_at,
    coalesce(account.name, '') AS account_name,
    coalesce(account.source_id, '') AS account_id
FROM ops.event AS event
LEFT JOIN ops.golden_account AS account ON account.account_key = event.account_key
WHERE
    (
        event.account_key IN (
            SELECT visible.account_key FROM ops.visible_account($viewer, $sees_all) AS visible
        )
        OR (event.for_email <> '' AND event.for_email = lower($viewer))
    )
    AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], event.kind))
    AND ($account_key IS NULL OR event.account_key = $account_key)
    AND ($for_email IS NULL OR event.for_email = $for_email)
    AND ($since IS NULL OR event.occurred_at >= $since)
    AND ($after IS NULL OR event.event_id > $after)
ORDER BY CASE WHEN $after IS NULL THEN -event.event_id ELSE event.event_id END
LIMIT $limit
