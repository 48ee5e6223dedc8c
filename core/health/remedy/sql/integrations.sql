-- grain: one row an integration of the account that ever reported
-- reference: its newest report, as table/key
-- has_calls: its reports give API calls
-- parameters: account_key, as_of
SELECT
    status.integration,
    status.share,
    status.silence_hours,
    status.is_dropped,
    status.api_calls IS NOT NULL AS has_calls,
    'crm.heartbeat/' || status.evidence_keys[1] AS reference
FROM mart.integration_status AS status
WHERE status.as_of = $as_of AND status.account_key = $account_key
ORDER BY status.integration
