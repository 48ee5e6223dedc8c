-- Heartbeats of an account that were typed in, the newest first.
SELECT heartbeat_key, integration, seen_at, api_calls
FROM crm.heartbeat
WHERE source_system = 'manual' AND account_key = $account_key
ORDER BY seen_at DESC, heartbeat_key
LIMIT $limit
